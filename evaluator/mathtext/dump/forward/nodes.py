"""Boxes with sizes and places, and the order in which a browser paints the glyphs in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from evaluator.mathtext.dump.forward.styles import Style
from evaluator.mathtext.dump.struts import STRUT

_STRUT_RISE = _STRUT_WIDTH = 0.25  # of an invisible strut, in its own em; its size is the smallest one
_STRUT_CELL: Final = 2.0  # pixels of the cell that it stands in, aligned like the rows of its stack


class Ink(NamedTuple):
    """A glyph on the page, in pixels; y grows downwards."""

    char: str
    x: float
    y: float
    size: float
    width: float


class Child(NamedTuple):
    x: float
    y: float
    node: Node
    apart: bool  # painted after what stands in the flow


@dataclass(slots=True)
class Node:
    """A box. Its width is in pixels; height and depth are in em of the formula, as TeX reckons them."""

    width: float = 0.0
    height: float = 0.0
    depth: float = 0.0
    italic: float = 0.0
    kind: str = "ord"
    char: str = ""
    size: float = 0.0
    advance: float = 0.0  # of the glyph, in pixels
    children: list[Child] = field(default_factory=list)

    def inks(self) -> list[Ink]:
        """All glyphs and struts in the order of painting: those in the flow, then each part that is placed."""
        out: list[Ink] = []
        _paint(self, 0.0, 0.0, out)
        return out


def _paint(node: Node, x: float, y: float, out: list[Ink]) -> None:
    later: list[tuple[Node, float, float]] = []
    _flow(node, x, y, out, later)
    for piece, px, py in later:
        _paint(piece, px, py, out)


def _flow(node: Node, x: float, y: float, out: list[Ink], later: list[tuple[Node, float, float]]) -> None:
    if node.char:
        out.append(Ink(node.char, x, y, node.size, node.advance))
    for child in node.children:
        if child.apart:
            later.append((child.node, x + child.x, y + child.y))
        else:
            _flow(child.node, x + child.x, y + child.y, out, later)


class Line(NamedTuple):
    """A row of a stack."""

    node: Node
    shift: float  # how far its line stands below that of the stack, in em of the formula
    before: float = 0.0  # space on its left and right, in pixels
    behind: float = 0.0


def stack(lines: Sequence[Line], style: Style, align: str) -> Node:
    """Rows one above the other, in the order of painting; a stack that goes below its line ends in a strut."""
    width = max((line.before + line.node.width + line.behind for line in lines), default=0.0)
    height = max(line.node.height - line.shift for line in lines)
    depth = max(line.node.depth + line.shift for line in lines)
    out = Node(width, height, depth)
    for node, shift, before, behind in lines:
        slack = width - before - node.width - behind
        x = before + (slack / 2 if align == "c" else slack if align == "r" else 0.0)
        out.children.append(Child(x, shift / style.scale * style.pixels, node, True))
    if depth > 0:
        size = max(1.0, style.sizes.least)
        strut = Node(char=STRUT, size=size, advance=_STRUT_WIDTH * size)
        inside = _STRUT_CELL / 2 if align == "c" else _STRUT_CELL if align == "r" else 0.0
        out.children.append(Child(width + inside, -_STRUT_RISE * size, strut, False))
    return out


def beside(nodes: Iterable[tuple[float, Node, bool]]) -> Node:
    """Boxes one after the other, each with the space before it (pixels) and whether it is painted apart."""
    out = Node()
    for space, node, apart in nodes:
        out.children.append(Child(out.width + space, 0.0, node, apart))
        out.width += space + node.width
        out.height = max(out.height, node.height)
        out.depth = max(out.depth, node.depth)
    return out
