"""How sure a rebuilt formula is, said where it is rebuilt.

Most of what a dump says of a formula is lost, and that a reading paints the same glyphs in the same order does not
make it right. A reading is sure only where nothing hangs above or below anything: all glyphs stand in one line with
nothing between them that could be a script.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from evaluator.mathtext.dump.hypotheses import Placed
from evaluator.mathtext.dump.page_reading import PageReading
from evaluator.mathtext.dump.tokens import Token
from evaluator.mathtext.glyph_classes import EMPTY
from evaluator.mathtext.parser import parses
from evaluator.model import Confidence, Doubt

_CLOSING = frozenset(")],.;:!?")
_OPENING = frozenset("([∣∥−-+")


def doubt_of(placed: Placed, reading: PageReading, latex: str, repaints: bool) -> Doubt:
    """`repaints`: whether the reading, painted again, gives the glyphs of the dump.

    On a page whose formulas do not fit its holes, pieces of one formula pass for formulas; so does what does not parse.
    """
    why: list[str] = []
    placement = _placement(reading)
    whole = repaints and placement != Confidence.doubtful and parses(latex)
    sure = whole and _is_flat(reading.tokens[placed.start : placed.end], reading.tokens[placed.end : placed.end + 1])
    if not sure:
        why.append("its glyphs can be read in more than one way" if repaints else "its glyphs could not all be read")
    if placement == Confidence.doubtful:
        why.append("the formulas of this page may stand in each other's places")
    return Doubt(reading=Confidence.sure if sure else Confidence.doubtful, placement=placement, why=tuple(why))


def _placement(reading: PageReading) -> Confidence:
    """Sure where the formulas are as many as the holes that must be filled: then their order tells each its own."""
    if reading.misplaced:
        return Confidence.doubtful
    return Confidence.sure if len(reading.placed) == len(reading.certain_holes) else Confidence.likely


def _is_flat(tokens: Sequence[Token], following: Sequence[Token]) -> bool:
    """Whether one line holds all glyphs and no two stand so close that one may be the other's script.

    A blank at its end, or an empty line behind it, is the trace of something that hangs there.
    """
    if any(t.char == EMPTY for t in (*tokens, *following)) or any(t.trailing or t.gap != "\n" for t in following):
        return False
    pairs = itertools.pairwise(tokens)
    return all(after.gap == " " or (not after.gap and _joins(before.char, after.char)) for before, after in pairs)


def _joins(before: str, after: str) -> bool:
    """Whether two glyphs without a blank between them are plain neighbours."""
    if before.isdigit():
        return after.isdigit() or after in _CLOSING
    return after in _CLOSING or before in _OPENING
