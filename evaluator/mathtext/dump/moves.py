"""The steps in which a formula is painted, and read back: what each glyph does to the boxes that are open.

KaTeX paints the glyphs of a row first and then, in order, everything that hangs in it (scripts, fractions, roots,
operators, tall brackets, accents, cells), each in the same way. So every glyph either goes on with the row of the
innermost box, or opens boxes at a place of that row or of a row around it, or starts a new box at top level.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from evaluator.mathtext.glyph_classes import BIG, BINARY, NOT_EQUAL, OPENING, PUNCTUATION, RELATIONS
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

FORMULA, BASE = "formula", "base"
TOP: Final = frozenset({FORMULA, BASE})
FRAMES: Final = frozenset(
    {FORMULA, BASE, "sub", "sup", "den", "num", "idx", "root", "low", "sym", "up", "acc", "grid", "cell", "col"}
)
SINGLE: Final = frozenset({"op", "fo", "fc", "mark", "neq"})  # pieces of one glyph
NEXT: Final = {"den": "num", "idx": "root", "low": "sym", "acc": "mark"}  # what must follow, at the same place
TALLEST: Final = 2  # lines of a matrix whose brackets are still glyphs
CELLS: Final = frozenset({"grid", "cell", "col"})


class Move(NamedTuple):
    """What a glyph does.

    `depth` boxes are closed, then `opens` are opened one in the other, the first at `place` (the number of glyphs of
    the row before it); the glyph is the first one of the last. No `opens`: the row of the innermost box goes on.
    """

    depth: int
    opens: tuple[str, ...]
    place: int


ROW: Final = Move(0, (), -1)


class Step(NamedTuple):
    char: str
    move: Move


class NotPaintable(Exception):
    """A box without glyphs where something must follow it."""


def paint(row: Row, display: bool) -> list[Step]:
    """All steps of a formula, glyph by glyph."""
    painter = _Painter()
    role = FORMULA
    for base in bases(row):
        if painter.box(role, 0, base, display):
            role = BASE
    return painter.steps


class _Painter:
    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._open: list[object] = []  # boxes around the last glyph
        self._path: list[tuple[object, str, int]] = []  # boxes around the next one: itself, role, place

    def box(self, role: str, place: int, row: Row, display: bool) -> bool:
        """Paint a row and what hangs in it; whether there was anything to paint."""
        count = len(self.steps)
        self._path.append((object(), role, place))
        for char in flow(row, display):
            self._glyph(char, (), -1)
        self._pieces(row, display)
        self._path.pop()
        return len(self.steps) > count

    def _pieces(self, row: Row, display: bool) -> None:
        place = 0
        for box in row:
            place += len(flow((box,), display))
            self._hang(box, place, display)

    def _hang(self, box: Box, place: int, display: bool) -> None:
        match box:
            case Glyph(char) if char == NOT_EQUAL:
                self._glyph("\ue020", ("neq",), place)
            case Glyph("\ue020" | "/" as char) if box.font == "neq":
                self._glyph(char, ("neq",), place)
            case Scripts(host, sub, sup):
                self._hang(host, place, display)
                self._all((("sub", sub), ("sup", sup)), place, False)
            case Fraction(denominator, numerator):
                self._both("den", denominator, "num", numerator, place, False)
            case Radical(body, _, index):
                if index:
                    self._both("idx", index, "root", body, place, display)
                else:
                    self.box("root", place, body, display)
            case Accent(body, mark):
                if mark and mark != "⃗":
                    self._marked(body, mark, place, display)
                else:
                    self.box("root", place, body, display)
            case Fence(char) if char:
                self._glyph(char, ("fo" if box.opens else "fc",), place)
            case Operator():
                self._operator(box, place, display)
            case Cover():
                self._cover(box, place, display)
            case Grid(rows, kind):
                self._grid(rows, kind, place, display)

    def _marked(self, body: Row, mark: str, place: int, display: bool) -> None:
        if not self.box("acc", place, body, display):
            raise NotPaintable("accent")
        self._glyph(mark, ("mark",), place)

    def _both(self, first: str, one: Row, second: str, two: Row, place: int, display: bool) -> None:
        if not (self.box(first, place, one, False) and self.box(second, place, two, display)):
            raise NotPaintable(first)

    def _all(self, parts: tuple[tuple[str, Row | None], ...], place: int, display: bool) -> None:
        for role, row in parts:
            if row:
                self.box(role, place, row, display)

    def _operator(self, box: Operator, place: int, display: bool) -> None:
        if not _apart(box, display):
            self._all((("sub", box.lower), ("sup", box.upper)), place, False)
        elif display and box.limits and (box.lower or box.upper):
            sign = tuple(Glyph(c) for c in box.symbol if c != " ")
            if box.lower:
                self._both("low", box.lower, "sym", sign, place, False)
            else:
                self.box("sym", place, sign, False)
            self._all((("up", box.upper),), place, False)
        else:
            self._glyph(box.symbol, ("op",), place)
            self._all((("sub", box.lower), ("sup", box.upper)), place, False)

    def _cover(self, box: Cover, place: int, display: bool) -> None:
        if box.command in ("underset", "underbrace") and box.label:
            self._both("low", box.label, "sym", box.body, place, display)
        elif box.label:
            self.box("sym", place, box.body, display)
            self.box("up", place, box.label, False)
        else:
            self.box("root", place, box.body, display)

    def _grid(self, rows: tuple[tuple[Row, ...], ...], kind: str, place: int, display: bool) -> None:
        left, right = _AROUND.get(kind, ("", ""))
        if len(rows) > TALLEST and left != "{":
            left = right = ""  # drawn as a path
        if left:
            self._glyph(left, ("fo",), place)
        if kind == "binom":
            self._both("den", rows[1][0], "num", rows[0][0], place, False)
        else:
            self._columns(rows, place, display and kind in ("aligned", "align", "split", "gathered"))
        if right:
            self._glyph(right, ("fc",), place)

    def _columns(self, rows: tuple[tuple[Row, ...], ...], place: int, display: bool) -> None:
        role = "grid"
        for column in range(max(map(len, rows))):
            for line in rows:
                if column < len(line) and self.box(role, place, line[column], display):
                    role = "cell"
            role = "grid" if role == "grid" else "col"

    def _glyph(self, char: str, single: tuple[str, ...], place: int) -> None:
        known = 0
        while known < min(len(self._path), len(self._open)) and self._path[known][0] is self._open[known]:
            known += 1
        fresh = self._path[known:]
        opens = tuple(role for _, role, _ in fresh) + single
        at = fresh[0][2] if fresh else place
        self.steps.append(Step(char, Move(len(self._open) - known, opens, at)))
        self._open = [frame for frame, _, _ in self._path]


_AROUND: Final = {
    "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "cases": ("{", ""), "Bmatrix": ("{", "}"), "binom": ("(", ")"),
    "rcases": ("", "}"),
}  # fmt: skip


def _apart(box: Operator, display: bool) -> bool:
    """Whether the operator itself is a piece of its own rather than letters of the row."""
    return box.symbol in BIG or (display and box.limits and bool(box.lower or box.upper))


def flow(row: Row, display: bool) -> str:
    """The glyphs of a row that are painted before anything that hangs in it."""
    return "".join(_flow(box, display) for box in row)


def _flow(box: Box, display: bool) -> str:
    if isinstance(box, Scripts):
        return _flow(box.host, display)
    if isinstance(box, Operator) and not _apart(box, display):
        return box.symbol.replace(" ", "")
    if isinstance(box, Glyph):
        return "=" if box.char == NOT_EQUAL else "" if box.font == "neq" else box.char
    return ""


def bases(row: Row) -> Iterator[Row]:
    """A top-level row cut where KaTeX may break the line: behind relations and operators that are no signs."""
    start = depth = 0
    before = ""
    for index, box in enumerate(row):
        if isinstance(box, Fence):
            depth += 1 if box.opens else -1
        char = _relation(box)
        follows = _relation(row[index + 1]) if index + 1 < len(row) else ""
        if depth == 0 and _breaks(before, char, follows):
            yield row[start : index + 1]
            start = index + 1
        before = char or "x"
    if start < len(row):
        yield row[start:]


def _breaks(before: str, char: str, after: str) -> bool:
    """Whether a line may end behind a sign: a relation that none follows, or an operator between two things."""
    if char in RELATIONS and char:
        return after not in RELATIONS
    return char in BINARY and bool(char and before) and before not in _NO_OPERAND and after not in RELATIONS


_NO_OPERAND: Final = BINARY | RELATIONS | OPENING | PUNCTUATION


def _relation(box: Box) -> str:
    """The sign of a relation or an operator, of a bracket or a comma; a letter for everything else."""
    host = box.host if isinstance(box, Scripts) else box
    if isinstance(host, Cover):
        return flow(host.body, False)
    if isinstance(host, Glyph) and host.font == "rel":
        return "="
    return host.char if isinstance(host, Glyph) else "x"
