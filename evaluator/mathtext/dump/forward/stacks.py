"""What TeX puts above and below one another: scripts, fractions, roots, limits, accents and braces. Appendix G of the
TeXbook, as KaTeX follows it. What is put together has been typeset; shifts and heights are in em of the formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from evaluator.mathtext.dump.forward.fences import root_height, root_width
from evaluator.mathtext.dump.forward.nodes import Child, Line, Node, beside, stack
from evaluator.mathtext.dump.forward.styles import DISPLAY, Style
from evaluator.mathtext.dump.metrics import AXIS, X_HEIGHT

SCRIPT_SPACE: Final = 0.05  # behind every script
RULE: Final = 0.04  # thickness of rules
SIDES: Final = 0.12  # of a fraction
BRACE: Final = 0.648  # a brace, and the space before it
LINE: Final = 0.2  # a line over something, with the space around it
LABEL: Final = 0.2  # between a brace and its label
FRAME: Final = 0.3  # between something and its frame
ROOT_INDEX: Final = 5 / 18  # space before the index of a root; twice as much is taken back behind it


def scripts(base: Node, plain: bool, below: Node | None, above: Node | None, style: Style) -> Node:
    """A base with its scripts; `plain` is one that is a single glyph."""
    lines = _script_lines(base, plain, below, above, style)
    if not lines:
        return base
    out = beside([(0.0, base, False), (0.0, stack(lines, style, "l"), False)])
    out.kind = base.kind
    return out


def _script_lines(base: Node, plain: bool, below: Node | None, above: Node | None, style: Style) -> list[Line]:
    s, scale = style.sigmas, style.scale
    behind = SCRIPT_SPACE / scale * style.pixels
    lean = -base.italic * style.pixels
    drop = style.sub
    up = 0.0 if plain else base.height - drop.sigmas.sup_drop * drop.scale
    down = 0.0 if plain else base.depth + drop.sigmas.sub_drop * drop.scale
    least = (s.sup1 if style.level == DISPLAY and not style.cramped else s.sup3 if style.cramped else s.sup2) * scale
    x_height = X_HEIGHT * scale
    if above is not None:
        up = max(up, least, above.depth + 0.25 * x_height)
    if below is None:
        return [Line(above, -up, 0.0, behind)] if above is not None else []
    if above is None:
        return [Line(below, max(down, s.sub1 * scale, below.height - 0.8 * x_height), lean, behind)]
    down = max(down, s.sub2 * scale)
    room = 4 * s.rule * scale
    if (up - above.depth) - (below.height - down) < room:
        down = room - (up - above.depth) + below.height
        low = max(0.0, 0.8 * x_height - (up - above.depth))
        up, down = up + low, down - low
    return [Line(below, down, lean, behind), Line(above, -up, 0.0, behind)]


def fraction(above: Node, below: Node, style: Style) -> Node:
    s, scale = style.sigmas, style.scale
    display = style.level == DISPLAY
    rule, axis = RULE * scale, AXIS * scale
    clear = (3 if display else 1) * rule
    up, down = (s.num1 if display else s.num2) * scale, (s.denom1 if display else s.denom2) * scale
    up += max(0.0, clear - ((up - above.depth) - (axis + rule / 2)))
    down += max(0.0, clear - ((axis - rule / 2) - (below.height - down)))
    bar = stack([Line(below, down), Line(above, -up)], style, "c")
    side = SIDES * style.pixels
    return Node(bar.width + 2 * side, bar.height, bar.depth, children=[Child(side, 0.0, bar, False)])


def binomial(above: Node, below: Node, style: Style) -> Node:
    """Two rows without a line between them."""
    s, scale = style.sigmas, style.scale
    display = style.level == DISPLAY
    up, down = (s.num1 if display else s.num3) * scale, (s.denom1 if display else s.denom2) * scale
    lack = max(0.0, (7 if display else 3) * s.rule * scale - ((up - above.depth) - (below.height - down)))
    return stack([Line(below, down + lack / 2), Line(above, -up - lack / 2)], style, "c")


def root(inner: Node, index: Node | None, style: Style) -> Node:
    height = inner.height or X_HEIGHT * style.scale
    rule = RULE * style.scale
    clear = rule + (X_HEIGHT * style.scale if style.level == DISPLAY else rule) / 4
    need = height + inner.depth + clear + rule
    tall = root_height(need)
    clear = max(clear, (clear + tall - rule - height - inner.depth) / 2)
    body = stack([Line(inner, 0.0, root_width(need) * style.pixels)], style, "l")
    body.height = height + clear + 2 * rule
    body.depth = max(body.depth, tall - height - clear - rule)
    body = strutted(body, style)
    if index is None:
        return body
    raised = stack([Line(index, -0.6 * (body.height - body.depth))], style, "l")
    pad = ROOT_INDEX * style.pixels
    return beside([(pad, raised, False), (-2 * pad, body, False)])


def strutted(held: Node, style: Style) -> Node:
    """A stack that goes below its line because of something drawn ends in a strut, too."""
    if held.depth > 0 and all(child.apart for child in held.children):
        drawn = stack([Line(Node(held.width, held.height, held.depth), 0.0)], style, "l")
        held.children += drawn.children[1:]
    return held


def framed(inner: Node, style: Style) -> Node:
    pad = (FRAME + RULE) * style.pixels
    out = stack([Line(inner, 0.0, pad, pad)], style, "l")
    out.height, out.depth = inner.height + FRAME + RULE, inner.depth + FRAME + RULE
    return strutted(out, style)


def limits(sign: Node, below: Node | None, above: Node | None, style: Style) -> Node:
    """An operator between its limits; signs are centred on the axis."""
    first, second, third, fourth, _ = style.sigmas.spacings
    scale, lean = style.scale, sign.italic * style.pixels
    drop = (sign.height - sign.depth) / 2 - AXIS * scale if sign.char else 0.0
    lines = [Line(sign, drop)]
    if below:
        gap = max(second * scale, fourth * scale - below.height)
        lines.insert(0, Line(below, sign.depth + drop + gap + below.height, -lean))
    if above:
        gap = max(first * scale, third * scale - above.depth)
        lines.append(Line(above, drop - sign.height - gap - above.depth, lean))
    out = stack(lines, style, "c")
    out.kind = "op"
    return out


def labelled(inner: Node, label: Node, below: bool, style: Style) -> Node:
    r"""\overset and \underset: set like limits, the body on the line."""
    out = limits(replace(inner, char="", italic=0.0), label if below else None, None if below else label, style)
    out.kind = inner.kind
    return out


def accented(inner: Node, mark: Node | None, style: Style) -> Node:
    clear = min(inner.height, X_HEIGHT * style.scale)
    lines = [Line(inner, 0.0)]
    if mark is not None:
        lines.append(Line(replace(mark, width=0.0), clear - inner.height))
    out = stack(lines, style, "c")
    out.height = max(out.height, inner.height + 0.25)
    return out


def covered(inner: Node, label: Node | None, brace: bool, below: bool, style: Style) -> Node:
    """A line or a brace over or under something, with its label."""
    extra = BRACE if brace else LINE
    if label is None:
        out = stack([Line(inner, 0.0)], style, "l")
        out.height += 0.0 if below else extra
        out.depth += extra if below else 0.0
        return strutted(out, style)
    if below:
        return stack([Line(label, inner.depth + extra + LABEL + label.height), Line(inner, 0.0)], style, "c")
    return stack([Line(inner, 0.0), Line(label, -(inner.height + extra + LABEL + label.depth))], style, "c")


def table(columns: Sequence[Sequence[Line]], gaps: Sequence[float], aligns: Sequence[str], style: Style) -> Node:
    """Columns of cells, each with the space before it in em."""
    out = Node()
    for cells, gap, align in zip(columns, gaps, aligns, strict=True):
        piece = stack(cells, style, align)
        out.children.append(Child(out.width + gap * style.pixels, 0.0, piece, False))
        out.width += gap * style.pixels + piece.width
    return out
