"""Moves back to layout boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from evaluator.mathtext.dump.moves import CELLS, SINGLE, TOP, Move
from evaluator.mathtext.glyph_classes import ACCENTS, BIG, NOT_EQUAL, RELATIONS
from evaluator.mathtext.layout import (
    Accent,
    Box,
    Cover,
    Fence,
    Fraction,
    Glyph,
    Grid,
    Operator,
    Radical,
    Row,
    Scripts,
)

_LETTERED = 2  # letters of a word that takes limits, at least


@dataclass
class _Node:
    """A box as it is painted: its row, and what hangs in it by place."""

    role: str
    row: list[Glyph] = field(default_factory=list)
    pieces: list[tuple[int, _Node]] = field(default_factory=list)


def rebuild(chars: Sequence[str], gaps: Sequence[str], moves: Sequence[Move]) -> Row:
    """The row that these moves read, one for each glyph."""
    tops: list[_Node] = []
    opened: list[_Node] = []
    for char, gap, move in zip(chars, gaps, moves, strict=True):
        if move.opens and move.opens[0] in TOP:
            opened = []
        elif move.depth:
            del opened[-move.depth :]
        place = move.place
        for role in move.opens:
            node = _Node(role)
            if role in TOP:
                tops.append(node)
            else:
                opened[-1].pieces.append((place, node))
            place = 0
            if role in SINGLE:
                node.row.append(Glyph(char))
                break
            opened.append(node)
        else:
            opened[-1].row.append(Glyph(char, space=gap == "b"))
    return tuple(box for top in tops for box in _row(top))


def _row(node: _Node) -> Row:
    out: list[Box] = []
    waiting = list(node.pieces)
    for place in range(len(node.row) + 1):
        if place:
            out.append(node.row[place - 1])
        here = [piece for at, piece in waiting if at == place]
        _hang(out, here)
    return tuple(out)


def _hang(out: list[Box], pieces: list[_Node]) -> None:
    """Put what hangs at one place behind, or onto, the last box."""
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if piece.role in ("sub", "sup"):
            _script(out, piece.role, _row(piece))
        elif piece.role == "up":
            _above(out, _row(piece))
        elif piece.role in CELLS:
            index = _grid(out, pieces, index)
            continue
        elif piece.role == "neq":
            _negate(out, piece.row[0].char)
        elif piece.role in ("den", "idx", "low", "acc") and following is not None:
            out.append(_pair(piece, following))
            index += 1
        else:
            out.append(_single(piece))
        index += 1


def _single(piece: _Node) -> Box:
    match piece.role:
        case "op":
            return Operator(piece.row[0].char, None, None, limits=False)
        case "fo" | "fc":
            return Fence(piece.row[0].char, opens=piece.role == "fo")
        case "sym":
            return _symbol(piece, None)
        case "den":
            return Fraction(_row(piece), ())
    return Radical(_row(piece))


def _pair(first: _Node, second: _Node) -> Box:
    match first.role:
        case "den":
            return Fraction(_row(first), _row(second))
        case "idx":
            return Radical(_row(second), index=_row(first))
        case "acc":
            return Accent(_row(first), ACCENTS.get(second.row[0].char, "hat"))
    return _symbol(second, _row(first))


def _symbol(piece: _Node, lower: Row | None) -> Box:
    text = "".join(g.char for g in piece.row)
    if not piece.pieces and (text in BIG or (len(text) >= _LETTERED and text.isalpha())):
        return Operator(text, lower, None, limits=True)
    if lower is None:
        return Cover("overset", _row(piece), ())
    return Cover("underset" if text in RELATIONS else "underbrace", _row(piece), lower)


def _script(out: list[Box], role: str, row: Row) -> None:
    host = out.pop() if out else Glyph("")
    if isinstance(host, Operator):
        lower, upper = (row, host.upper) if role == "sub" else (host.lower, row)
        out.append(Operator(host.symbol, lower, upper, host.limits))
        return
    held = host if isinstance(host, Scripts) and (host.sub if role == "sub" else host.sup) is None else None
    base = held or Scripts(host, None, None)
    out.append(Scripts(base.host, row, base.sup) if role == "sub" else Scripts(base.host, base.sub, row))


def _above(out: list[Box], row: Row) -> None:
    host = out.pop() if out else Glyph("")
    if isinstance(host, Operator):
        out.append(Operator(host.symbol, host.lower, row, host.limits))
    elif isinstance(host, Cover) and not host.label:
        command = "overset" if len(host.body) == 1 else "overbrace"
        out.append(Cover(command, host.body, row))
    else:
        out.append(Cover("overset", (host,), row))


def _negate(out: list[Box], stroke: str) -> None:
    last = out[-1] if out else None
    if isinstance(last, Glyph) and last.char == "=" and stroke != "/":
        out[-1] = Glyph(NOT_EQUAL, last.space)
    else:
        out.append(Glyph(stroke))


def _grid(out: list[Box], pieces: list[_Node], index: int) -> int:
    """A table from the cells at `index` and behind; returns the index behind them."""
    columns: list[list[Row]] = []
    while index < len(pieces) and pieces[index].role in CELLS:
        if pieces[index].role != "cell" or not columns:
            columns.append([])
        columns[-1].append(_row(pieces[index]))
        index += 1
    height = max(map(len, columns))
    rows = tuple(tuple(column[i] if i < len(column) else () for column in columns) for i in range(height))
    closes = pieces[index].row[0].char if index < len(pieces) and pieces[index].role == "fc" else ""
    opens = out[-1].char if out and isinstance(out[-1], Fence) and out[-1].opens else ""
    kind = _AROUND.get((opens, closes), "")
    if kind:
        out.pop()
        index += bool(closes)
    out.append(Grid(rows, kind or ("aligned" if _aligned(columns) else "matrix")))
    return index


_AROUND = {("(", ")"): "pmatrix", ("[", "]"): "bmatrix", ("{", ""): "cases"}


def _aligned(columns: list[list[Row]]) -> bool:
    """Whether the second of two columns begins with relations, or there is one column only."""
    if len(columns) == 1:
        return any(_begins(row) or any(isinstance(b, Glyph) and b.char in RELATIONS for b in row) for row in columns[0])
    return len(columns) == 2 and any(_begins(row) for row in columns[1])


def _begins(row: Row) -> bool:
    host = row[0].host if row and isinstance(row[0], Scripts) else row[0] if row else None
    return isinstance(host, Glyph) and host.char in RELATIONS
