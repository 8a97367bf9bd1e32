"""Which glyphs of a page make which formula.

All glyphs of a formula are painted one after the other, and no word stands among them. So the glyphs set in fonts of
mathematics are followed in the order of painting, and a new formula begins where the box around the old one would
swallow a word, or would have to reach too far.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

from evaluator.mathtext.glyph_classes import RELATIONS
from evaluator.mathtext.pdf.classify import mathematical
from evaluator.mathtext.pdf.dashes import without_dashes
from evaluator.mathtext.pdf.page import Glyph, PageContent, Shape
from evaluator.mathtext.pdf.region import Region
from evaluator.mathtext.pdf.rulings import Ruled
from evaluator.mathtext.pdf.shapes import RECTANGLE, is_upright

# In parts of the size of a formula's glyphs.
_ASIDE: Final = 2.6  # the widest blank in a formula is \\qquad, two of them
_ASIDE_INLINE: Final = 1.3
_BELOW: Final = 0.9  # lines of one formula are closer than formulas are
_ROWS: Final = 0.62  # the same for lines with all their limits
_WINDOW: Final = 12  # pieces of one formula in a row
_AROUND: Final = 0.75  # how far a bar or a root may reach beyond the glyphs
_AROUND_FENCE: Final = 1.5  # the same for a tall bracket, which is as high on the side where nothing stands
_ALIGNED_ROWS: Final = 1.3  # for lines whose relations stand under each other
_UNDER: Final = 0.05  # how exactly they do
_ACROSS_BRACE: Final = 1.6  # how far a label is from what it is the label of
_FLAT: Final = 0.75  # no brace is higher, and no bar
_SMALLEST: Final = 0.15  # the bar of a fraction in a script of a script is longer
_AXIS: Final = 0.25  # how far over its baseline the middle of a formula is
_TALL: Final = 1.15  # no letter is that high
_SAME_LINE: Final = 0.2
_BESIDE: Final = 0.25  # half of a bar's width stands between it and what it holds
_HAIR: Final = 0.08  # by so much a baseline of words is lower than the feet of letters beside them
_BULLET: Final = 0.6  # no mark of an item is larger, and no bracket or root is so small


class _Words:
    """The visible glyphs of the prose, to be asked whether one stands in a box."""

    def __init__(self, glyphs: Iterable[Glyph]) -> None:
        self._glyphs = sorted((g for g in glyphs if not g.char.isspace()), key=lambda g: g.y)
        self._ys = [g.y for g in self._glyphs]
        self._largest = max((g.size for g in self._glyphs), default=0.0)
        self._orders = sorted(g.order for g in self._glyphs)

    def inside(self, left: float, low: float, right: float, high: float) -> bool:
        """Whether a word's glyph has its middle in the box; a hair's breadth at its edges does not count."""
        first = bisect_left(self._ys, low - _HAIR * self._largest)
        for glyph in self._glyphs[first:]:
            if glyph.y > high:
                return False
            above = glyph.y > low - _HAIR * glyph.size
            if above and left + 0.1 < glyph.middle < right - 0.1 and glyph.y + 0.25 * glyph.size < high:
                return True
        return False

    def between(self, one: Region, other: Region) -> bool:
        """Whether a word was painted after the one and before the other."""
        first = bisect_left(self._orders, one.glyphs[-1].order)
        return first < len(self._orders) and self._orders[first] < other.glyphs[0].order

    def baseline(self, y: float, size: float) -> float | None:
        """The line of words at this height, if there is one."""
        first = bisect_left(self._ys, y - _SAME_LINE * size)
        return self._ys[first] if first < len(self._ys) and self._ys[first] < y + _SAME_LINE * size else None

    def line_of(self, region: Region) -> float | None:
        """The line of words that a formula stands in: that of its baseline, or the one that goes through its middle,
        for a fraction has its letters above and below it."""
        at = self.baseline(_base(region).y, region.size)
        middle = (region.low + region.high) / 2
        return at if at is not None else self.baseline(middle - _AXIS * region.size, region.size)


def split(page: PageContent, ruled: Sequence[Ruled] = ()) -> tuple[list[Region], list[Glyph]]:
    """The formulas of a page in the order of painting, and the glyphs of its prose. No formula crosses a line of a
    drawn table."""
    formulas = mathematical(page.glyphs, page.shapes, ruled)
    prose = [g for g in page.glyphs if g.order not in formulas]
    words = _Words(prose)
    regions: list[Region] = []
    open_region: Region | None = None  # no word was painted since
    for glyph in page.glyphs:
        if glyph.char.isspace() or glyph.char == "\u200b":
            continue
        if glyph.order not in formulas:
            open_region = None
            continue
        at = open_region
        if at is not None and not _parted(glyph, at, ruled) and _belongs(glyph, at, words, page.shapes):
            at.add(glyph)
        else:
            open_region = Region.of(glyph)
            regions.append(open_region)
    regions, dashes = without_dashes(_merged(regions, words, ruled), words.line_of)
    prose = sorted([*prose, *dashes], key=lambda g: g.order)
    _share(page.shapes, regions, words)
    return regions, prose


def _parted(one: Glyph | Region, other: Region, ruled: Sequence[Ruled]) -> bool:
    """Whether they stand in different cells."""
    first, second = (one.glyphs[0] if isinstance(one, Region) else one), other.glyphs[0]
    return any(table.cell(first.middle, first.y) != table.cell(second.middle, second.y) for table in ruled)


def _belongs(glyph: Glyph, region: Region, words: _Words, shapes: Sequence[Shape]) -> bool:
    size = max(region.size, glyph.size)
    left, right = min(region.left, glyph.x), max(region.right, glyph.right)
    low, high = min(region.low, glyph.low), max(region.high, glyph.high)
    aside = max(glyph.x - region.right, region.left - glyph.right, 0.0)
    apart = max(glyph.low - region.high, region.low - glyph.high, 0.0)
    if aside > _ASIDE * size or (apart > _BELOW * size and not _braced(glyph, region, apart, shapes)):
        return False
    own, other = words.line_of(region), words.baseline(_level(glyph), size)
    if own is not None and other is not None and abs(own - other) > 0.9 * size and glyph.size > 0.85 * region.size:
        return False
    return not words.inside(left, low, right, high)


def _level(glyph: Glyph) -> float:
    """Its baseline; that of the formula, for a tall sign, which hangs from its origin in some fonts."""
    tall = glyph.high - glyph.low > _TALL * glyph.size
    return (glyph.low + glyph.high) / 2 - _AXIS * glyph.size if tall else glyph.y


def _braced(glyph: Glyph, region: Region, apart: float, shapes: Sequence[Shape]) -> bool:
    """Whether the bar of a fraction is drawn between them, or a brace, which has its label on the other side."""
    if apart > _ACROSS_BRACE * region.size:
        return False
    low, high = sorted((min(glyph.high, region.high), max(glyph.low, region.low)))
    return any(
        low <= s.low
        and s.high <= high
        and s.height < _FLAT * region.size
        and s.left < max(glyph.right, region.right)
        and s.right > min(glyph.x, region.left)
        for s in shapes
    )


def _merged(regions: Sequence[Region], words: _Words, ruled: Sequence[Ruled]) -> list[Region]:
    """Pieces of one formula put together: what closes a line is painted before the table that stands in it.

    Whatever is painted between two pieces of a formula is part of it too.
    """
    found = list(regions)
    index = 0
    while index < len(found):
        window = range(min(index + _WINDOW, len(found) - 1), index, -1)
        last = next((j for j in window if _goes_with(found[index], found[j], words, ruled)), None)
        if last is None:
            index += 1
            continue
        for other in found[index + 1 : last + 1]:
            for glyph in other.glyphs:
                found[index].add(glyph)
        del found[index + 1 : last + 1]
        index = max(0, index - 2)
    return found


def _goes_with(one: Region, other: Region, words: _Words, ruled: Sequence[Ruled]) -> bool:
    return not _parted(one, other, ruled) and _joined(one, other, words)


def _joined(one: Region, other: Region, words: _Words) -> bool:
    size = max(one.size, other.size)
    aside = max(one.left - other.right, other.left - one.right, 0.0)
    apart = max(one.low - other.high, other.low - one.high, 0.0)
    lines = [words.line_of(r) for r in (one, other)]
    if lines[0] is not None and lines[1] is not None and abs(lines[0] - lines[1]) > 0.9 * size:
        return False
    if (lines[0] is None) != (lines[1] is None) and words.between(one, other):
        return False
    rows = _ALIGNED_ROWS if lines == [None, None] and _aligned(one, other) else _ROWS
    if apart > rows * size or (apart > 0 and aside > size) or aside > _ASIDE * size:
        return False
    if None not in lines and aside > _ASIDE_INLINE * size:
        return False
    left, right = min(one.left, other.left), max(one.right, other.right)
    return not words.inside(left, min(one.low, other.low), right, max(one.high, other.high))


def _aligned(one: Region, other: Region) -> bool:
    """Whether a relation of the one stands right under a relation of the other."""
    places = [[g.x for g in region.glyphs if g.char in RELATIONS] for region in (one, other)]
    return any(abs(x - y) < _UNDER * one.size for x in places[0] for y in places[1])


def _base(region: Region) -> Glyph:
    """The first of its largest glyphs."""
    return max(region.glyphs, key=lambda g: g.size)


def _share(shapes: Sequence[Shape], regions: Sequence[Region], words: _Words) -> None:
    """Every shape to the formula whose box it touches."""
    corners = _Corners(shapes)
    for shape in shapes:
        if shape.width < 0 or shape.height < 0:
            continue
        alone = shape.segments <= RECTANGLE and is_upright(shape) and not corners.join(shape)
        near = [
            (r, d) for r in regions if (d := _distance(shape, r)) is not None and not _stands_aside(shape, r, alone)
        ]
        if near:
            min(near, key=lambda pair: pair[1])[0].shapes.append(shape)
        elif shape.clipped and not _is_ground(shape, words):
            for region in regions:
                region.strays += _touches(shape, region)
    for region in regions:
        for shape in region.shapes:
            region.left, region.right = min(region.left, shape.left), max(region.right, shape.right)
            region.low, region.high = min(region.low, shape.low), max(region.high, shape.high)


def _is_ground(shape: Shape, words: _Words) -> bool:
    """Whether it is what the page is painted on: a plain rectangle, or a panel with words on it."""
    return shape.segments <= RECTANGLE or words.inside(shape.left, shape.low, shape.right, shape.high)


class _Corners:
    """Where the flat lines of a page begin and end, in points."""

    def __init__(self, shapes: Iterable[Shape]) -> None:
        flat = [s for s in shapes if s.width > 2 * s.height]
        self._ends = {(round(x), round((s.low + s.high) / 2)) for s in flat for x in (s.left, s.right)}

    def join(self, line: Shape) -> bool:
        """Whether others begin or end at both ends of an upright line, as in a frame."""
        x = round((line.left + line.right) / 2)
        return all(
            any((x + across, round(y) + up) in self._ends for across in (-1, 0, 1) for up in (-1, 0, 1))
            for y in (line.low, line.high)
        )


def _stands_aside(shape: Shape, region: Region, alone: bool) -> bool:
    """Whether it is the mark of an item, or the line beside a quotation, which stands `alone`.

    What is drawn of a formula and stands beside its glyphs is a bracket, tall and near, or the side of a frame.
    """
    aside = max(region.left - shape.right, shape.left - region.right)
    small = max(shape.width, shape.height) < _BULLET * region.size
    return (small and aside > 0) or (alone and aside > _BESIDE * region.size)


def _is_fence(shape: Shape, region: Region) -> bool:
    """Whether it is tall and narrow and covers the height of the formula, as a bracket around it does."""
    tall = shape.height > 2 * shape.width and shape.height > region.size
    return tall and shape.low < (region.low + region.high) / 2 < shape.high


def _touches(shape: Shape, region: Region) -> bool:
    aside = max(shape.left - region.right, region.left - shape.right)
    apart = max(shape.low - region.high, region.low - shape.high)
    return aside < region.size and apart < 0


def _distance(shape: Shape, region: Region) -> float | None:
    """How far a shape is from a formula; None where it cannot be its part: too far, too wide, too small."""
    size = region.size
    reach = (_AROUND_FENCE if _is_fence(shape, region) else _AROUND) * size
    if max(shape.width, shape.height) < _SMALLEST * size:
        return None
    if shape.left < region.left - 1.6 * size or shape.right > region.right + 1.2 * size:
        return None
    if shape.low < region.low - reach or shape.high > region.high + reach:
        return None
    middle = (shape.low + shape.high) / 2
    aside = max(region.left - shape.right, shape.left - region.right, 0.0)
    return max(region.low - middle, middle - region.high, aside)
