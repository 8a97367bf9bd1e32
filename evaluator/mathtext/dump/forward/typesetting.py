"""Boxes of a formula to glyphs with places: TeX's rules as KaTeX follows them, at the sizes that a browser uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluator.mathtext.dump.forward.fences import around, fence
from evaluator.mathtext.dump.forward.grids import ALIGNED, SIDES, cell_style, grid
from evaluator.mathtext.dump.forward.nodes import Child, Ink, Node, beside
from evaluator.mathtext.dump.forward.spacing import settled, space
from evaluator.mathtext.dump.forward.stacks import (
    accented,
    binomial,
    covered,
    fraction,
    framed,
    labelled,
    limits,
    root,
    scripts,
)
from evaluator.mathtext.dump.forward.styles import DISPLAY, TEXT, Sizes, Style
from evaluator.mathtext.dump.metrics import metric
from evaluator.mathtext.dump.moves import bases
from evaluator.mathtext.glyph_classes import BIG, BINARY, CLOSING, FUNCTION_WORDS, NOT_EQUAL, OPENING, RELATIONS
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


def printed(row: Row, display: bool, sizes: Sizes) -> list[Ink]:
    """The glyphs and struts of a formula in the order of painting."""
    style = Style(DISPLAY if display else TEXT, False, sizes)
    parts = [list(_nodes(base, style)) for base in bases(row)]
    kinds = settled([node.kind for part in parts for node in part])
    out: list[Ink] = []
    x, at = 0.0, 0
    for part in parts:
        mine = kinds[at : at + len(part)]
        node = beside(_spaced(part, mine, style, kinds[at - 1] if at else ""))
        out += [ink._replace(x=ink.x + x) for ink in node.inks()]
        x += node.width
        at += len(part)
    return out


def _row(row: Row, style: Style, before: str = "") -> Node:
    """A row whose first box stands behind one of the kind `before`."""
    nodes = list(_nodes(row, style))
    kinds = settled([*([before] if before else ()), *(node.kind for node in nodes)])[-len(nodes) :] if nodes else []
    out = beside(_spaced(nodes, kinds, style, before))
    out.kind = kinds[-1] if kinds else ""
    return out


def _spaced(
    nodes: Sequence[Node], kinds: Sequence[str], style: Style, before: str
) -> Iterator[tuple[float, Node, bool]]:
    for node, kind in zip(nodes, kinds, strict=True):
        yield space(before, kind, style), node, False
        before = kind


def _nodes(row: Row, style: Style) -> Iterator[Node]:
    index = 0
    while index < len(row):
        box = row[index]
        if isinstance(box, Fence) and box.opens and (end := _closing(row, index)):
            yield _fenced(row[index : end + 1], style)
            index = end + 1
            continue
        word = _word(row, index)
        if word:
            yield _joined(row[index : index + word], style)
            index += word
            continue
        yield _node(box, style)
        index += 1


def _closing(row: Row, index: int) -> int:
    depth = 0
    for i in range(index, len(row)):
        box = row[i].host if isinstance(row[i], Scripts) else row[i]  # type: ignore[attr-defined]
        if isinstance(box, Fence):
            depth += 1 if box.opens else -1
            if depth == 0:
                return i
    return 0


def _word(row: Row, index: int) -> int:
    """How many letters from here on are the name of a function; those that carry a script are its last."""
    letters = ""
    for box in row[index:]:
        host = box.host if isinstance(box, Scripts) else box
        if not (isinstance(host, Glyph) and host.font == "rm" and host.char.isalpha()):
            break
        letters += host.char
        if isinstance(box, Scripts):
            break
    return len(letters) if letters in FUNCTION_WORDS else 0


def _joined(row: Row, style: Style) -> Node:
    out = beside((0.0, _node(box, style), False) for box in row)
    out.kind = "op"
    return out


def _node(box: Box, style: Style) -> Node:
    match box:
        case Glyph(char, _, font):
            return _glyph(char, font, style)
        case Scripts(host, sub, sup):
            plain = isinstance(host, Glyph)
            return scripts(_node(host, style), plain, _some(sub, style.sub), _some(sup, style.sup), style)
        case Fraction(denominator, numerator):
            return fraction(_row(numerator, style.numerator), _row(denominator, style.denominator), style)
        case Radical(body, True):
            return framed(_row(body, style), style)
        case Radical(body, _, index):
            return root(_row(body, style.cramp), _some(index, style.second), style)
        case Operator():
            return _operator(box, style)
        case Accent(body, mark):
            sign = _glyph(mark, "rm", style) if mark and mark != "⃗" else None
            return accented(_row(body, style.cramp), sign, style)
        case Cover():
            return _cover(box, style)
        case Fence(char, opens):
            return fence(char, around(0.75, 0.25), style, "open" if opens else "close")
        case Grid():
            return _grid(box, style)
    return Node()


def _some(row: Row | None, style: Style) -> Node | None:
    return _row(row, style) if row else None


def _glyph(char: str, font: str, style: Style) -> Node:
    if char == NOT_EQUAL:
        return _unequal(style)
    m = metric(char, font)
    advance = m.width * style.pixels
    return Node(
        advance + m.italic * style.pixels,
        m.height * style.scale,
        m.depth * style.scale,
        m.italic,
        _kind(char, font),
        char,
        style.pixels,
        advance,
    )


def _unequal(style: Style) -> Node:
    """An equality sign that a stroke, set in no width, is drawn through."""
    out = _glyph("=", "", style)
    stroke = Node(char="\ue020", size=style.pixels, advance=out.advance)
    return Node(
        out.width, out.height, out.depth, kind="rel", children=[Child(0, 0, out, False), Child(0, 0, stroke, True)]
    )


def _kind(char: str, font: str) -> str:
    if font == "rel" or char in RELATIONS:
        return "rel"
    if char in BINARY:
        return "bin"
    if char in OPENING:
        return "open"
    if char in CLOSING or char in "!?":
        return "close"
    if char in "…⋯⋱":
        return "inner"
    if char in ",;" and font != "rm":
        return "punct"
    return "ord"


def _operator(box: Operator, style: Style) -> Node:
    sign = _sign(box.symbol, style)
    if box.limits and style.level == DISPLAY and (box.lower or box.upper):
        return limits(sign, _some(box.lower, style.sub), _some(box.upper, style.sup), style)
    alone = Child(0.0, 0.0, sign, box.symbol in BIG)
    inner = Node(sign.width, sign.height, sign.depth, sign.italic, "op", children=[alone])
    return scripts(inner, False, _some(box.lower, style.sub), _some(box.upper, style.sup), style)


def _sign(symbol: str, style: Style) -> Node:
    if symbol not in BIG:
        return beside((0.0, _glyph(char, "rm", style), False) for char in symbol.replace(" ", ""))
    out = _glyph(symbol, "2" if style.level == DISPLAY else "1", style)
    out.kind = "op"
    return out


def _cover(box: Cover, style: Style) -> Node:
    below = box.command.startswith("under")
    label = _some(box.label, style.sub if below else style.sup)
    inner = _row(box.body, style)
    if box.command in ("overset", "underset", "stackrel") and label is not None:
        return labelled(inner, label, below, style)
    return covered(inner, label, box.command in ("underbrace", "overbrace"), below, style)


# brackets and tables


def _fenced(row: Row, style: Style) -> Node:
    left, last = row[0], row[-1]
    right = last.host if isinstance(last, Scripts) else last
    assert isinstance(left, Fence) and isinstance(right, Fence)
    out = _enclosed(left.char, right.char, _row(row[1:-1], style), style)
    if isinstance(last, Scripts):
        return scripts(out, False, _some(last.sub, style.sub), _some(last.sup, style.sup), style)
    return out


def _enclosed(left: str, right: str, inner: Node, style: Style) -> Node:
    height = around(inner.height, inner.depth)
    gap = space(inner.kind, "close", style) if inner.kind == "punct" else 0.0
    return _between(fence(left, height, style, "open"), inner, gap, fence(right, height, style, "close"), "inner")


def _between(left: Node, inner: Node, gap: float, right: Node, kind: str) -> Node:
    out = beside([(0.0, left, bool(left.char)), (0.0, inner, False), (gap, right, bool(right.char))])
    out.kind = kind
    return out


def _grid(box: Grid, style: Style) -> Node:
    if box.kind == "binom":
        (above,), (below,) = box.rows[0][:1], box.rows[1][:1]
        inner = binomial(_row(above, style.numerator), _row(below, style.denominator), style)
        height = (style.sigmas.delim1 if style.level == DISPLAY else style.sigmas.delim2) * style.scale
        return _between(fence("(", height, style, "open"), inner, 0.0, fence(")", height, style, "close"), "ord")
    aligned = box.kind in ALIGNED
    within = cell_style(box.kind, style)
    cells = [
        [_row(cell, within, "ord" if aligned and column % 2 else "") for column, cell in enumerate(line)]
        for line in box.rows
    ]
    inner = grid(cells, box.kind, style)
    sides = SIDES.get(box.kind)
    return _enclosed(sides[0], sides[1:], inner, style) if sides else inner
