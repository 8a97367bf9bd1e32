"""What a page of a PDF holds, in points, y upwards: glyphs in paint order, rules, shapes and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Glyph(NamedTuple):
    """A painted character: `x` and `y` are its origin on the baseline, `right` where the next one would stand,
    `low` and `high` the extent of its ink."""

    char: str
    font: str  # without the tag of a subset: "KaTeX_Math-Italic"
    size: float
    x: float
    y: float
    right: float
    low: float
    high: float
    order: int
    marked: int  # id of its marked content, -1 without

    @property
    def middle(self) -> float:
        return (self.x + self.right) / 2


class Shape(NamedTuple):
    """A painted path by what is seen of it; `thin` where it is a line."""

    left: float
    low: float
    right: float
    high: float
    filled: bool
    segments: int
    clipped: bool
    colour: tuple[int, int, int] = (0, 0, 0)  # of its filling: red, green, blue
    lean: int = 0  # of a tall one: -1 where most of it is at the left, as of an opening bracket, 1 at the right

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.high - self.low


class Picture(NamedTuple):
    left: float
    low: float
    right: float
    high: float


class PageContent(NamedTuple):
    number: int  # from 1
    width: float
    height: float
    glyphs: Sequence[Glyph]
    shapes: Sequence[Shape]
    pictures: Sequence[Picture]
    whole: bool = True  # False where there was too much on the page to read all of it
