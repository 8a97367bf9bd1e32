"""Glyphs and drawn shapes of one formula to a row of layout boxes.

The widest shape is taken first: a fraction bar, a root or a frame owns what stands over, under or in it, which is read
as a row of its own and becomes one piece. What is left are lines of glyphs and pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, TypeVar

from evaluator.mathtext.glyph_classes import BIG
from evaluator.mathtext.layout import Cover, Fraction, Radical, Row
from evaluator.mathtext.pdf.covers import accent, arrow_in_line, centred, is_over, whole_braces
from evaluator.mathtext.pdf.fences import extends_brace, fenced, joined_pieces, shape_fence
from evaluator.mathtext.pdf.grids import grid, is_table, lines_of, stripes
from evaluator.mathtext.pdf.items import AXIS, DELIMITERS, STOPS, Item, around, largest, seen
from evaluator.mathtext.pdf.line import line
from evaluator.mathtext.pdf.page import Glyph as Painted
from evaluator.mathtext.pdf.page import Shape
from evaluator.mathtext.pdf.shapes import Kind, encloses, framed, is_flat_line, kind_of
from evaluator.mathtext.pdf.stretched import BRACE

_APART: Final = 0.26  # of the size: glyphs that are further apart stand in different lines (TeX puts 0.3 between)
_BESIDE_BAR: Final = 0.6  # of the size: how far from a bar a small letter may end
_LETTER: Final = 0.9  # of the size: what is smaller is a script
_LEVEL: Final = 0.6  # of the size: baselines that are further apart are of different lines
_INTO_SIGN: Final = 0.2  # the same at least, where the sign is a glyph
_SMALLER: Final = 0.85  # of the size of a line: a script
_HAIR: Final = 0.1  # points
_SIGN: Final = 0.2  # of the size: between the sign of a root and its bar
_TICK: Final = 0.75  # of the size of an index: how far it reaches into its root
_EDGE: Final = 0.02  # of the size: a brace is as wide as what it covers
_OVERLAP: Final = 0.1  # of the size: how much letters of two lines share of their breadth; scripts stand aside
_TALL: Final = 1.3  # of the size: signs that are higher may span lines
_COLUMNS: Final = 2.6  # of the size: the widest blank in a formula is \\qquad, two of them
_DEEPEST: Final = 24  # pieces in pieces; TeX itself gives up earlier


@dataclass(frozen=True)
class Reading:
    """A formula as read; `left_over` counts shapes that found no place in it."""

    row: Row
    left_over: int = 0


def read(glyphs: Sequence[Painted], shapes: Sequence[Shape]) -> Reading:
    """The row of a whole formula."""
    row, left = _row(seen(glyphs), list(shapes), 0)
    return Reading(row, left)


def _row(items: list[Item], shapes: list[Shape], depth: int) -> tuple[Row, int]:
    if depth > _DEEPEST or not items:
        return tuple(i.box for i in items), len(shapes)
    items, shapes, left = _collapsed(items, shapes, depth)
    items = items if depth else _in_full_size(items)
    items = joined_pieces(items, shapes)
    items = fenced(items, _rows)
    rows = lines_of(items)
    if len(rows) > 1:
        return (grid(rows, "matrix" if is_table(rows) else "aligned", _rows),), left
    return line(items, _rows), left


def _in_full_size(items: list[Item]) -> list[Item]:
    """Fractions in the size of the line, where only its delimiters and big operators show that size: (a/b)^{-1}."""
    large = [i for i in items if i.char in DELIMITERS or i.char in BIG]
    size = max((i.size for i in large), default=0.0)
    if any(i.size > _SMALLER * size and i not in large for i in items):
        return items
    columns = [[j for j in large if abs(j.left - i.left) < _SIGN * size] for i in large]  # pieces of one delimiter
    axes = [(min(j.low for j in column) + max(j.high for j in column)) / 2 for column in columns]
    return [_raised(i, size) if i.piece and _on_one_axis(i, axes, size) else i for i in items]


def _raised(item: Item, size: float) -> Item:
    return replace(item, size=size, y=item.y + AXIS * item.size - AXIS * size)


def _on_one_axis(item: Item, axes: Sequence[float], size: float) -> bool:
    return any(abs(item.y + AXIS * item.size - axis) < _SIGN * size for axis in axes)


def _rows(items: Sequence[Item]) -> Row:
    """A row of what is left after all shapes are taken."""
    rows = lines_of(items)
    if len(rows) > 1:
        return (grid(rows, "matrix", _rows),)
    return line(list(items), _rows)


def _collapsed(items: list[Item], shapes: list[Shape], depth: int) -> tuple[list[Item], list[Shape], int]:
    """Every bar, root and frame with what it owns as one item; the fences among the shapes as items."""
    rest, left = list[Shape](), 0
    whole = framed(whole_braces(shapes, largest(items)), largest(items))
    waiting = sorted(whole, key=lambda s: -s.width)
    while waiting:
        shape = waiting.pop(0)
        size = largest(items)
        match kind_of(shape, items, size):
            case Kind.bar:
                made = _bar(shape, items, waiting, depth, size)
            case Kind.root | Kind.frame as kind:
                made = _enclosure(shape, items, waiting, depth, kind is Kind.frame)
            case Kind.cover if arrow := arrow_in_line(shape, items):
                items = [*items, arrow]
                continue
            case Kind.cover:
                made = _cover(shape, items, waiting, depth, size)
            case Kind.stroke if shape.height > 1.1 * size and not extends_brace(shape, items, size):
                items = [*items, shape_fence(shape, items, size)]
                continue
            case Kind.fence:
                items = [*items, shape_fence(shape, items, size)]
                continue
            case _:
                rest.append(shape)
                continue
        if made is None:
            left += 1
            continue
        items, waiting, more = made
        left += more
    return items, rest, left


Part = TypeVar("Part", Item, Shape)
_Made = tuple[list[Item], list[Shape], int]


def _bar(bar: Shape, items: list[Item], shapes: list[Shape], depth: int, size: float) -> _Made | None:
    """A fraction; a line over something, or under it, where the other side is empty."""
    around_it = [i for i in items if bar.left - 0.15 * size <= i.middle <= bar.right + 0.15 * size]
    column = [i for i in around_it if i.char not in STOPS or i.left < bar.right - _HAIR]  # else it ends the whole
    inside = [s for s in shapes if bar.left - 0.15 * size <= (s.left + s.right) / 2 <= bar.right + 0.15 * size]
    if (sign := _sign_of(bar, items)) is not None:  # what stands over it is another row's
        above, shapes_above = list[Item](), list[Shape]()
        below, shapes_below = _under_root(sign, bar, column), _under_root(sign, bar, inside)
    else:
        above, shapes_above = _stacked(bar, column, inside, 1, size)
        below, shapes_below = _stacked(bar, column, inside, -1, size)
    if above and below and _parts_rows(above, below, size):
        return items, shapes, 0
    taken = {id(x) for x in (*above, *below)}
    kept = [i for i in items if id(i) not in taken]
    used = {id(s) for s in (*shapes_above, *shapes_below)}
    waiting = [s for s in shapes if id(s) not in used]
    if above and below:
        over, left_over = _row(above, shapes_above, depth + 1)
        under, left_under = _row(below, shapes_below, depth + 1)
        inner = max(largest(above), largest(below))
        box = Fraction(denominator=under, numerator=over)
        made = around(box, [*above, *below], bar.low - AXIS * inner, inner, [bar, *shapes_above, *shapes_below])
        return [*kept, made], waiting, left_over + left_under
    body, inner_shapes = (below, shapes_below) if below else (above, shapes_above)
    if not body:
        return None
    return _lined(bar, body, inner_shapes, kept, waiting, depth, over=bool(below))


def _parts_rows(above: Sequence[Item], below: Sequence[Item], size: float) -> bool:
    """Whether the line is one of a table: what stands beside it stands in columns, wider apart than in any formula."""
    return any(gap > _COLUMNS * size for side in (above, below) for gap in stripes(side))


def _sign_of(bar: Shape, items: Sequence[Item]) -> Item | None:
    """The sign of a root that reaches up to where the bar begins."""
    signs = (i for i in items if i.char == "√" and i.low < bar.low)
    return next(
        (i for i in signs if max(abs(i.right - bar.left), abs(i.high - bar.high)) < _SIGN * i.size),
        None,
    )


def _under_root(sign: Item, bar: Shape, column: Sequence[Part]) -> list[Part]:
    """What stands between the bar and the lower end of the sign."""
    return [i for i in column if i is not sign and sign.low < (i.low + i.high) / 2 < bar.low]


def _lined(
    bar: Shape, body: list[Item], shapes: list[Shape], kept: list[Item], waiting: list[Shape], depth: int, over: bool
) -> _Made:
    r"""\overline, \underline, or a root whose sign is a glyph."""
    slack = _EDGE * largest(body)
    beside = [i for i in body if not bar.left - slack <= i.middle <= bar.right + slack]
    body, kept = [i for i in body if i not in beside], [*kept, *beside]
    if not body:
        return kept, [*waiting, *shapes], 1
    row, left, base = _based(body, shapes, depth + 1)
    sign = next((i for i in kept if over and i.char == "√" and abs(i.right - bar.left) < 0.2 * base.size), None)
    if sign is not None:
        index = [i for i in kept if _is_index(i, sign, base.size)]
        first, _ = _row(index, [], depth + 1) if index else (None, 0)
        made = around(Radical(row, index=first), [sign, *index, *body], base.y, base.size, [bar])
        return [*(i for i in kept if i is not sign and i not in index), made], waiting, left
    made = around(Cover("overline" if over else "underline", row), body, base.y, base.size, [bar])
    return [*kept, made], waiting, left


def _is_index(item: Item, sign: Item, size: float) -> bool:
    """Whether it stands over the tick of a root; a power of what stands before the root ends further left."""
    inside = sign.left + _INTO_SIGN * size < item.right <= sign.left + _TICK * size
    return item is not sign and inside and item.size < 0.8 * size and item.low > (sign.low + sign.high) / 2


def _stacked(
    bar: Shape, items: Sequence[Item], shapes: Sequence[Shape], side: int, size: float
) -> tuple[list[Item], list[Shape]]:
    """What stands on one side of a bar, as far as nothing leaves a gap."""
    edge = bar.high if side > 0 else bar.low
    limit = _halfway(bar, items, shapes, side, size)
    extents: list[tuple[float, float, Item | Shape]] = []
    everything: list[Item | Shape] = [*(i for i in items if not _of_other_line(i, bar)), *shapes]
    for each in everything:
        low, high = (each.low, each.high) if side > 0 else (-each.high, -each.low)
        if side * edge < (low + high) / 2 < limit:
            extents.append((low, high, each))
    reach, found, at_bar = side * edge, list[Item | Shape](), True
    for low, high, each in sorted(extents, key=lambda e: e[0]):
        is_bar = isinstance(each, Shape)
        if isinstance(each, Item) and _begins_a_line(each, found):
            found = [f for f in found if isinstance(f, Item) and not _hangs_on(each, f, found[0])]
            break
        if low > reach + (_BESIDE_BAR if at_bar or is_bar else _APART) * size:
            break
        at_bar = is_bar if high > reach else at_bar and is_bar
        reach = max(reach, high)
        found.append(each)
    return [f for f in found if isinstance(f, Item)], [f for f in found if isinstance(f, Shape)]


def _begins_a_line(item: Item, found: Sequence[Item | Shape]) -> bool:
    """Letters over letters, with neither a bar nor a tall bracket there: what a bar owns has only one line."""
    letters = [i for i in found if isinstance(i, Item)]
    if not letters or len(letters) < len(found) or item.size < _LETTER * largest(letters):
        return False
    tall = any(i.high - i.low > _TALL * i.size for i in (*letters, item))
    line = [i for i in letters if i.size >= _LETTER * largest(letters)]
    right_over = any(min(i.right, item.right) - max(i.left, item.left) > _OVERLAP * item.size for i in line)
    return not tall and right_over and all(abs(i.y - item.y) > _LEVEL * item.size for i in line)


def _hangs_on(line: Item, script: Item, first: Item | Shape) -> bool:
    """Whether a small letter between two lines is nearer to the second, and so the power of something in it."""
    size = max(line.size, script.size)
    first_y = first.y if isinstance(first, Item) else script.y
    return script.size < _LETTER * size and abs(script.y - line.y) < abs(script.y - first_y)


def _of_other_line(item: Item, bar: Shape) -> bool:
    """A fraction within a fraction has the shorter bar; what was taken before has a longer one."""
    return isinstance(item.box, Fraction) and item.right - item.left >= bar.width


def _halfway(bar: Shape, items: Sequence[Item], shapes: Sequence[Shape], side: int, size: float) -> float:
    """Up to where things belong to this bar: halfway to the next one that is of another line."""
    bars = [s for s in shapes if is_flat_line(s, size) and side * (s.low - bar.low) > 0.3 * size]
    limits = list[float]()
    for other in bars:
        between = [b for b in bars if side * (other.low - b.low) > 0 and b.left < other.right and other.left < b.right]
        last = max(between, key=lambda b: side * b.low, default=bar)
        if other.width >= bar.width - 0.15 * size or _rows_between(last, other, items) > 1:
            limits.append(side * (last.low + other.low) / 2)
    return min(limits, default=1e9)


def _rows_between(bar: Shape, other: Shape, items: Sequence[Item]) -> int:
    """Lines of letters between two bars: one in a fraction of a fraction, two where a line ends and another begins."""
    low, high = sorted((bar.low, other.low))
    left, right = max(bar.left, other.left), min(bar.right, other.right)
    between = [i for i in items if left <= i.middle <= right and low < (i.low + i.high) / 2 < high]
    size = largest(between)
    levels = sorted(i.y for i in between if i.size >= _LETTER * size)
    return bool(levels) + sum(above - below > _LEVEL * size for below, above in pairwise(levels))


def _based(items: list[Item], shapes: list[Shape], depth: int) -> tuple[Row, int, Item]:
    """A row with an item that stands on its baseline: the largest letter outside of fractions and roots."""
    found, rest, left = _collapsed(items, shapes, depth)
    row, more = _row(found, rest, depth)
    return row, left + more, max(found, key=lambda i: (not i.piece, i.size))


def _enclosure(shape: Shape, items: list[Item], shapes: list[Shape], depth: int, frame: bool) -> _Made | None:
    """A root or a frame with what it holds; the index of a root stands before it, above its tick."""
    inside = [i for i in items if encloses(shape, i)]
    within = [s for s in shapes if shape.left < (s.left + s.right) / 2 < shape.right and _between(s, shape)]
    size = largest(inside)
    raised = shape.low + 0.35 * shape.height
    index = [] if frame else [i for i in inside if i.right <= shape.left + _TICK * size and i.low > raised]
    body = [i for i in inside if i not in index]
    if not body:
        return None
    row, left, base = _based(body, within, depth + 1)
    used = {id(s) for s in within}
    first, _ = _row(index, [], depth + 1) if index else (None, 0)
    made = around(Radical(row, boxed=frame, index=first), inside, base.y, base.size, [shape])
    taken = {id(i) for i in inside}
    return [*(i for i in items if id(i) not in taken), made], [s for s in shapes if id(s) not in used], left


def _between(inner: Shape, outer: Shape) -> bool:
    return outer.low <= (inner.low + inner.high) / 2 <= outer.high


def _cover(shape: Shape, items: list[Item], shapes: list[Shape], depth: int, size: float) -> _Made | None:
    r"""A wide accent, a brace or an arrow over (or under) what it spans, with its label."""
    slack = _EDGE * size
    spanned = [i for i in items if shape.left - slack <= i.middle <= shape.right + slack]
    inside = [s for s in shapes if shape.left - slack <= (s.left + s.right) / 2 <= shape.right + slack]
    above, shapes_above = _stacked(shape, spanned, inside, 1, size)
    below, shapes_below = _stacked(shape, spanned, inside, -1, size)
    over = is_over(above, below, [i for i in items if i not in spanned])
    body, far, within = (below, above, shapes_below) if over else (above, below, shapes_above)
    if not body:
        return None
    label = [i for i in far if i.size < 0.95 * largest(body) or centred(far, shape)]
    row, left, base = _based(body, within, depth + 1)
    used = {id(s) for s in within}
    shapes = [s for s in shapes if id(s) not in used]
    brace = shape.segments == BRACE or label
    command = ("over" if over else "under") + "brace" if brace else accent(shape, over, size)
    made = around(
        Cover(command, row, _row(label, [], depth + 1)[0] if label else None),
        [*body, *label],
        base.y,
        base.size,
        [shape],
    )
    taken = {id(i) for i in (*body, *label)}
    return [*(i for i in items if id(i) not in taken), made], shapes, left
