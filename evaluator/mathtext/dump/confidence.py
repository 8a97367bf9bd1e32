"""How sure a rebuilt formula is, said where it is rebuilt.

Most of what a dump says of a formula is lost, and that a reading paints the same glyphs in the same order does not
make it right. A reading is sure only where nothing hangs above or below anything, all glyphs stand in one line with
nothing between them that could be a script, and every other reading was far behind.
"""

from __future__ import annotations

import itertools

from evaluator.mathtext.dump.glyphs import Glyphs
from evaluator.mathtext.dump.page_reading import PageReading
from evaluator.mathtext.dump.placing import Placed
from evaluator.mathtext.dump.search import Arc
from evaluator.mathtext.parser import parses
from evaluator.model import Confidence, Doubt

SURE = 24.0  # margin of the search below which more than a third of all readings were wrong
CHANCE = 0.98  # chance of a reading below which a tenth of all were wrong
FIT = -1.0  # nats of its gaps below which a reading is printed differently
_CLOSING = frozenset(")],.;:!?")
_OPENING = frozenset("([∣∥−-+")


def doubt_of(placed: Placed, reading: PageReading, latex: str, repaints: bool) -> Doubt:
    """`repaints`: whether the reading, painted again, gives the glyphs of the dump.

    On a page whose formulas do not fit its holes, pieces of one formula pass for formulas; so does what does not parse.
    """
    why: list[str] = []
    placement = _placement(reading)
    whole = repaints and placement != Confidence.doubtful and parses(latex) and _is_likely(placed)
    sure = whole and _ends_are_certain(placed, reading) and _is_flat(reading.glyphs, placed.arc)
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


def _ends_are_certain(placed: Placed, reading: PageReading) -> bool:
    """Whether it and the formulas before and behind it beat their rivals: they share where one ends and one begins.

    What begins or ends with a sign, and a number alone, may be a piece of its neighbour.
    """
    at = reading.placed.index(placed)
    around = reading.placed[max(0, at - 1) : at + 2]
    kinds = reading.glyphs.kinds[placed.arc.start : placed.arc.end]
    piece = kinds[0] in "=+" or kinds[-1] in "=+" or set(kinds) == {"1"}
    return all(one.arc.margin >= SURE for one in around) and not piece


def _is_likely(placed: Placed) -> bool:
    """Whether it prints as the dump is, and hardly any other way to read the page has something else there."""
    return placed.chances is None or (placed.chances.reading >= CHANCE and placed.fit >= FIT)


def _is_flat(glyphs: Glyphs, arc: Arc) -> bool:
    """Whether one line holds all glyphs and no two stand so close that one may be the other's script.

    A blank at its end, or an empty line behind it, is the trace of something that hangs there.
    """
    if any(opened not in ("formula", "base") for move in arc.moves for opened in move.opens):
        return False
    before, after = glyphs.gaps[arc.start], glyphs.gaps[arc.end]
    if "e" in before or "e" in after or "t" in after or (after in "jb" and arc.end < len(glyphs.starts)):
        return False
    return all(
        glyphs.gaps[right] == "b" or (glyphs.gaps[right] == "j" and _joins(glyphs.chars[left], glyphs.chars[right]))
        for left, right in itertools.pairwise(range(arc.start, arc.end))
    )


def _joins(before: str, after: str) -> bool:
    """Whether two glyphs without a blank between them are plain neighbours."""
    if before.isdigit():
        return after.isdigit() or after in _CLOSING
    return after in _CLOSING or before in _OPENING
