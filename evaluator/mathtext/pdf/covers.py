"""What is drawn over and under letters: braces put together, which side they cover, accents and arrows by outline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from evaluator.mathtext.layout import Glyph
from evaluator.mathtext.pdf.items import AXIS, Item, largest
from evaluator.mathtext.pdf.page import Shape
from evaluator.mathtext.pdf.stretched import BRACE

_LETTER: Final = 0.9  # of the size: what is smaller is a script
# How many points the outlines have that KaTeX draws: arrows exactly, hats 22 to 25, tildes 36 to 42, a vector's 61.
_ARROWS: Final = {69: "→", 74: "←"}
_TILDE: Final = 30
_WAVY: Final = 50
_ON_AXIS: Final = 0.12  # of the size: how exactly an arrow is centred on the axis
_PARTS: Final = 3  # of a brace


def is_over(above: Sequence[Item], below: Sequence[Item], aside: Sequence[Item]) -> bool:
    """Whether what is covered stands below: the larger letters, or those that stand in the line of the rest."""
    if not above or not below:
        return bool(below)
    sizes = largest(above), largest(below)
    if abs(sizes[0] - sizes[1]) > 0.05 * max(sizes):
        return sizes[1] > sizes[0]
    lines = [[i for i in side if i.size >= _LETTER * largest(side)] for side in (above, below)]
    level = [sum(any(abs(i.y - j.y) < 0.1 * i.size for j in line) for i in aside) for line in lines]
    return level[1] > level[0]


def centred(label: Sequence[Item], brace: Shape) -> bool:
    left, right = min(i.left for i in label), max(i.right for i in label)
    return abs((left + right) - (brace.left + brace.right)) < 0.6 * largest(label)


def whole_braces(shapes: Sequence[Shape], size: float) -> list[Shape]:
    """A brace is drawn as a left end, a middle and a right end side by side."""
    found: list[Shape] = []
    parts = Counter[int]()
    for shape in sorted(shapes, key=lambda s: s.left):
        flat = 0.13 * size < shape.height < 0.75 * size
        near = (n for n, s in enumerate(found) if flat and parts[n] < _PARTS and continues(s, shape, size))
        end = next(near, None)
        if end is None:
            parts[len(found)] = 1
            found.append(shape)
            continue
        parts[end] += 1
        low, high = min(found[end].low, shape.low), max(found[end].high, shape.high)
        found[end] = found[end]._replace(low=low, high=high, right=shape.right, segments=BRACE)
    return found


def continues(left: Shape, right: Shape, size: float) -> bool:
    flat = 0.13 * size < left.height < 0.75 * size
    return flat and abs(left.right - right.left) < 0.1 * size and left.low < right.high and right.low < left.high


def accent(shape: Shape, over: bool, size: float) -> str:
    """By how many points its outline has."""
    if not over:
        return "underbrace"
    if shape.segments in _ARROWS and shape.width >= size:
        return "overrightarrow" if _ARROWS[shape.segments] == "→" else "overleftarrow"
    if shape.segments > _WAVY:
        return "vec"
    return "widehat" if shape.segments < _TILDE else "widetilde"


def arrow_in_line(shape: Shape, items: Sequence[Item]) -> Item | None:
    """An arrow that stands in a line as a relation does, with something written over it."""
    if shape.segments not in _ARROWS:
        return None
    middle = (shape.low + shape.high) / 2
    beside = [
        i
        for i in items
        if min(abs(i.right - shape.left), abs(i.left - shape.right)) < i.size
        and abs(middle - i.y - AXIS * i.size) < _ON_AXIS * i.size
    ]
    if not beside:
        return None
    near = max(beside, key=lambda i: i.size)
    box, order = Glyph(_ARROWS[shape.segments], font="rm"), min(i.order for i in beside)
    return Item(box, shape.left, shape.right, shape.low, shape.high, near.y, near.size, order, piece=True)
