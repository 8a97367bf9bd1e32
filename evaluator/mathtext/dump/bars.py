r"""Values at a point, `f |_{x = 0}`: KaTeX draws tall bars, so that a dump has no glyph of them.

What hangs on the bar is left, and passes for a formula of its own. It gives itself away: no blanks stand around its
relation, as in every script and in no formula. With the formula before it, it is read as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from evaluator.mathtext.dump.glyphs import Glyphs
from evaluator.mathtext.dump.search import Arc
from evaluator.mathtext.dump.weighing import CUT_OFF, NAT, Way, Weighed, is_open
from evaluator.mathtext.glyph_classes import CLOSING, OPENING
from evaluator.mathtext.layout import Bar, Box, Fence, Glyph, Row, Scripts

COST: Final = 7.7 * NAT  # of a bar: of 10,653 formulas in logs and books five have one


def with_bars(found: Sequence[Weighed], glyphs: Glyphs) -> list[Weighed]:
    """The formulas, and those that two of them are when a bar stands between."""
    by_end: dict[int, list[Weighed]] = defaultdict(list)
    for one in found:
        if one.ways:
            by_end[one.arc.end].append(one)
    joined = [
        both
        for late in found
        if late.ways and _is_small(late.arc, glyphs)
        for early in by_end[late.arc.start]
        for both in _joined(early, late, glyphs)
    ]
    return [*found, *joined]


def _is_small(arc: Arc, glyphs: Glyphs) -> bool:
    """Whether it begins as `x=0` does in a script."""
    chars = glyphs.chars[arc.start : arc.end]
    at = chars.index("=") if "=" in chars[1:-1] else 0
    between = glyphs.gaps[arc.start + 1 : arc.start + at + 2]
    return at > 0 and chars[0].isalpha() and set(between) == {"j"}


def _joined(early: Weighed, late: Weighed, glyphs: Glyphs) -> Iterator[Weighed]:
    is_cut = is_open(glyphs.chars[early.arc.start : early.arc.end])
    if is_open(glyphs.chars[early.arc.start : late.arc.end]):
        return
    below, rest = _hung(late.ways[0].row)
    lost = late.arc.worth - COST + (CUT_OFF if is_cut else 0.0)
    ways = tuple(
        Way(
            (*way.row, Scripts(Bar(), below, None), *_fenced(way.row, rest)),
            way.inline + lost,
            way.display + lost,
            way.fit,
        )
        for way in early.ways
    )
    moves = (*early.arc.moves, *late.arc.moves)
    arc = replace(early.arc, end=late.arc.end, margin=0.0, moves=moves, worth=early.arc.worth + late.arc.worth)
    yield Weighed(arc, ways)


def _hung(row: Row) -> tuple[Row, Row]:
    """What hangs on the bar, and what goes on behind it: from the bracket that ends the formula, or a blank."""
    depth = 0
    for i, box in enumerate(row):
        depth += _bracket(box)
        if i and (depth < 0 or (isinstance(box, Glyph) and box.space)):
            return row[:i], row[i:]
    return row, ()


def _bracket(box: Box) -> int:
    if isinstance(box, Fence):
        return 1 if box.opens else -1
    char = box.char if isinstance(box, Glyph) else ""
    return (char in OPENING) - (char in CLOSING)


def _fenced(row: Row, rest: Row) -> Row:
    """The bracket behind the bar, as high as the one that it closes."""
    is_high = sum(_bracket(box) for box in row if isinstance(box, Fence)) > 0
    if is_high and rest and isinstance(rest[0], Glyph) and rest[0].char in CLOSING:
        return (Fence(rest[0].char, opens=False), *rest[1:])
    return rest
