"""Telling the drawn parts of a formula apart: bars, roots, frames, tall delimiters, braces and wide accents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from itertools import combinations
from typing import Final

from evaluator.mathtext.pdf.items import Item
from evaluator.mathtext.pdf.page import Shape

# All in parts of the text size.
_THIN: Final = 0.13  # no line of a formula is thicker
_PIXEL: Final = 0.8  # points
RECTANGLE: Final = 5  # segments
_LONG: Final = 2.0
_SHORTEST_BAR: Final = 0.15
_TALL: Final = 1.1
_FLAT: Final = 0.75
_FRAME_SEGMENTS: Final = 12  # a frame is one or two rectangles; a root has curves


class Kind(Enum):
    bar = auto()
    stroke = auto()  # a vertical line
    root = auto()
    frame = auto()
    fence = auto()
    cover = auto()  # a brace, an arrow, a wide accent
    other = auto()


def kind_of(shape: Shape, items: Iterable[Item], size: float) -> Kind:
    if is_flat_line(shape, size) and shape.segments <= _FRAME_SEGMENTS:
        return Kind.bar if shape.width >= _SHORTEST_BAR * size else Kind.other
    if shape.width <= _THIN * size:
        return Kind.stroke
    if any(encloses(shape, item) for item in items) and shape.height > 0.6 * size:
        return Kind.frame if shape.segments <= _FRAME_SEGMENTS else Kind.root
    if shape.height >= _TALL * size and shape.width < shape.height:
        return Kind.fence
    return Kind.cover if shape.height <= _FLAT * size else Kind.other


def is_upright(shape: Shape) -> bool:
    """Whether it may be a bracket or a bar."""
    return shape.height > 2 * shape.width


def is_flat_line(shape: Shape, size: float) -> bool:
    """Whether it is as thin as bars are. Browsers draw none thinner than a pixel, which in small print is thick."""
    rectangle = shape.segments <= RECTANGLE and shape.width > _LONG * shape.height
    return shape.height <= max(_THIN * size, _PIXEL if rectangle else 0.0)


def framed(shapes: Sequence[Shape], size: float) -> list[Shape]:
    """Frames that were drawn as four lines, each as one shape."""
    bars = [s for s in shapes if is_flat_line(s, size) and s.width > _TALL * size]
    strokes = [s for s in shapes if s.width <= _THIN * size and s.height > _TALL * size]
    rest, slack = list(shapes), 0.15 * size
    for top, bottom in combinations(sorted(bars, key=lambda s: -s.low), 2):
        if abs(top.left - bottom.left) > slack or abs(top.right - bottom.right) > slack:
            continue
        sides = [
            next((s for s in strokes if abs(s.left - x) < slack and abs(s.high - top.high) < slack), None)
            for x in (top.left, top.right)
        ]
        parts = [top, bottom, *sides]
        if None in sides or any(p not in rest for p in parts):
            continue
        rest = [s for s in rest if s not in parts]
        rest.append(Shape(top.left, bottom.low, top.right, top.high, False, 4, False))
    return rest


def encloses(shape: Shape, item: Item) -> bool:
    middle = (item.low + item.high) / 2
    return shape.left < item.middle < shape.right and shape.low < middle < shape.high
