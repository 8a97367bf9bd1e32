"""Tables that are drawn with lines: where their columns and rows begin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.mathtext.pdf.page import Shape

# In points, as browsers and printers draw borders whatever the size of the text.
_THIN: Final = 1.6
_SHORTEST: Final = 8.0
_TOUCH: Final = 1.5
MOST: Final = 1_000  # lines of a page that are looked at; a page of print with more is a drawing


@dataclass(frozen=True)
class Ruled:
    """A table by the places of its vertical and horizontal lines, ascending."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Row (from the top) and column of a point."""
        if not (self.xs[0] < x < self.xs[-1] and self.ys[0] < y < self.ys[-1]):
            return None
        return len(self.ys) - 1 - bisect_right(self.ys, y), bisect_right(self.xs, x) - 1


def rulings(shapes: Sequence[Shape]) -> tuple[list[Ruled], set[int]]:
    """The tables of a page, and the ids of the shapes that draw them. One cell alone is a frame and no table."""
    strokes = [s for s in shapes if is_stroke(s)][:MOST]
    tables, drawn = list[Ruled](), set[int]()
    for group in _touching(strokes):
        table = _table([s for s in group if s.height > s.width], [s for s in group if s.width > s.height])
        if table is not None:
            tables.append(table)
            drawn |= {id(s) for s in group}
    return tables, drawn


def _table(upright: Sequence[Shape], flat: Sequence[Shape]) -> Ruled | None:
    """The lines between its cells tell where it ends; around it may be a frame with round corners, or none."""
    if not upright or len(_distinct((s.low + s.high) / 2 for s in flat)) < 2:
        return None
    ends = min(s.left for s in flat), max(s.right for s in flat)
    xs = _distinct([*((s.left + s.right) / 2 for s in upright), *ends])
    ends = min(s.low for s in upright), max(s.high for s in upright)
    ys = _distinct([*((s.low + s.high) / 2 for s in flat), *ends])
    return Ruled(xs, ys) if len(xs) + len(ys) > 4 else None


def is_stroke(shape: Shape) -> bool:
    """Whether it is drawn as a line of a table is."""
    return min(shape.width, shape.height) <= _THIN and max(shape.width, shape.height) >= _SHORTEST


def _touching(strokes: Sequence[Shape]) -> list[list[Shape]]:
    groups: list[list[Shape]] = []
    for stroke in strokes:
        near = [g for g in groups if any(_touch(stroke, other) for other in g)]
        merged = [stroke, *(s for g in near for s in g)]
        groups = [*(g for g in groups if g not in near), merged]
    return groups


def _touch(one: Shape, other: Shape) -> bool:
    aside = max(one.left - other.right, other.left - one.right)
    apart = max(one.low - other.high, other.low - one.high)
    return max(aside, apart) < _TOUCH


def _distinct(places: Iterable[float]) -> tuple[float, ...]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > 2 * _TOUCH:
            found.append(place)
    return tuple(found)
