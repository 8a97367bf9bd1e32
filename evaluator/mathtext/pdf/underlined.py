"""Tables with a line under each cell and none between the columns, as chat pages draw them.

The lines of one row meet end to end, and those of the next row meet at the same places: so they tell where the columns
are. Over the first stands the heading, and under the last there may be a row that has no line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from math import inf
from typing import Final

from evaluator.mathtext.pdf.page import Glyph, Shape
from evaluator.mathtext.pdf.rulings import MOST, Ruled, is_stroke

_MEET: Final = 1.5  # points between the ends of lines that meet
_HAIR: Final = 1.0  # points
_FEWEST: Final = 2  # cells of a row, and rows
# In parts of the size of the text.
_PADDING: Final = 1.5  # between a line and the heading over it
_SLACK: Final = 0.1  # by so much the white differs, with what stands high or low in the lines
_AS_WIDE: Final = 0.25  # how much wider the white of the last row may be than that of the others
_BLANK: Final = 0.6  # words of one cell are closer


@dataclass(frozen=True)
class _Row:
    """The lines under the cells of a row."""

    xs: tuple[float, ...]
    y: float
    lines: tuple[Shape, ...]

    def goes_with(self, other: _Row) -> bool:
        return len(self.xs) == len(other.xs) and all(abs(x - z) < _MEET for x, z in zip(self.xs, other.xs, strict=True))


def underlined(glyphs: Sequence[Glyph], shapes: Iterable[Shape]) -> tuple[list[Ruled], set[int]]:
    """The tables of a page, and the ids of the shapes that draw them."""
    visible = [g for g in glyphs if not g.char.isspace()]
    found = [group for group in _groups(_rows(shapes), visible) if len(group) >= _FEWEST]
    return [_table(group, visible) for group in found], {id(s) for group in found for row in group for s in row.lines}


def _rows(shapes: Iterable[Shape]) -> list[_Row]:
    """From the top."""
    flat = sorted(islice((s for s in shapes if is_stroke(s) and s.width > s.height), MOST), key=lambda s: s.left)
    chains: list[list[Shape]] = []
    for line in flat:
        chain = next((c for c in chains if _meets(c[-1], line)), None)
        if chain is None:
            chains.append([line])
        else:
            chain.append(line)
    rows = (_Row((c[0].left, *(s.right for s in c)), c[0].low, tuple(c)) for c in chains if len(c) >= _FEWEST)
    return sorted(rows, key=lambda row: -row.y)


def _meets(one: Shape, other: Shape) -> bool:
    return abs(one.low - other.low) < _MEET and abs(one.right - other.left) < _MEET


def _groups(rows: Iterable[_Row], visible: Sequence[Glyph]) -> list[list[_Row]]:
    groups: list[list[_Row]] = []
    for row in rows:
        group = next((g for g in groups if g[-1].goes_with(row)), None)
        if group is None or _crosses(_within(visible, row.xs, row.y, group[-1].y), row.xs):
            groups.append([row])
        else:
            group.append(row)
    return groups


def _table(rows: Sequence[_Row], visible: Sequence[Glyph]) -> Ruled:
    xs, top, bottom = rows[0].xs, rows[0].y, rows[-1].y
    between = [(high.y, _within(visible, xs, low.y, high.y)) for high, low in pairwise(rows)]
    size = max((g.size for _, row in between for g in row), default=0.0)
    white = max((y - max(g.high for g in row) for y, row in between if row), default=0.0) + _AS_WIDE * size
    lead = max((_lead(row, xs) for _, row in between), default=0.0) + _SLACK * size
    over, under = _within(visible, xs, top, inf), _within(visible, xs, -inf, bottom)
    high = top + _reach(((g.low - top, g.high - top) for g in over), _PADDING * size, lead)
    low = bottom - _reach(((bottom - g.high, bottom - g.low) for g in under), white, lead)
    ys = [row.y for row in reversed(rows)]
    if low < bottom and not _crosses(_within(under, xs, low, bottom), xs):
        ys.insert(0, low - _HAIR)
    if high > top and not _crosses(_within(over, xs, top, high), xs):
        ys.append(high + _HAIR)
    return Ruled(xs, tuple(ys))


def _within(glyphs: Sequence[Glyph], xs: Sequence[float], low: float, high: float) -> list[Glyph]:
    return [g for g in glyphs if xs[0] < g.middle < xs[-1] and low <= (g.low + g.high) / 2 <= high]


def _lead(row: Sequence[Glyph], xs: Sequence[float]) -> float:
    """The widest white between two lines of one cell."""
    widest = 0.0
    for left, right in pairwise(xs):
        spans = sorted((-g.high, -g.low) for g in row if left < g.middle < right)
        ends = accumulate((end for _, end in spans), max)
        widest = max([widest, *(begin - end for (begin, _), end in zip(spans[1:], ends, strict=False))])
    return widest


def _reach(spans: Iterable[tuple[float, float]], first: float, lead: float) -> float:
    """How far from a line the text of its cells goes. Lines of one cell are nearer to each other than to the line, or
    as near as those of other cells; a paragraph is further away, for a cell has as much white at its other end."""
    reached, allowed = 0.0, first
    for begin, end in sorted(spans):
        if begin - reached > allowed:
            break
        if not reached:
            allowed = max(begin, lead)
        reached = max(reached, end)
    return reached


def _crosses(glyphs: Sequence[Glyph], xs: Sequence[float]) -> bool:
    """Whether a line of words goes on from one column to the next."""
    ordered = sorted(glyphs, key=lambda g: (round(g.y), g.x))
    words = ((a, b) for a, b in pairwise(ordered) if round(a.y) == round(b.y) and b.x - a.right < _BLANK * a.size)
    return any(a.middle < x < b.middle for a, b in words for x in xs[1:-1])
