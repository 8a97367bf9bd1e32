"""Bold letters that are vectors and matrices, where formulas take them from the bold font of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from evaluator.mathtext.pdf.fonts import is_mathematical, style_of
from evaluator.mathtext.pdf.page import Glyph

_LONGEST: Final = 2  # letters: a product
_WORDS: Final = frozenset("am an as at be by do go he if in is it me my no of on or so to up us we".split())
_SIGNS: Final = frozenset("=+−-<>≤≥≠≡≪≫⪰⪯∈∉∼≈→·⋅×/|∥‖⊙∑∏^(")
_ENDS: Final = frozenset(".):")  # behind a letter that numbers something
# In parts of the size.
_TOUCHING: Final = 0.17
_BESIDE: Final = 0.75


def bold_letters(glyphs: Sequence[Glyph], sure: set[int]) -> set[int]:
    """The orders of bold letters that belong to formulas: beside what does for sure, or standing alone among words
    that are not bold, if any stands beside a formula."""
    visible = [g for g in glyphs if not g.char.isspace()]
    beside, alone = set[int](), set[int]()
    for start, end in _runs(visible):
        run = visible[start:end]
        before = visible[start - 1] if start else None
        after = visible[end] if end < len(visible) else None
        orders = {g.order for g in run}
        if _meets(before, run[0], sure) or _meets(run[-1], after, sure):
            beside |= orders
        elif len(run) == 1 and not _is_bold(before) and not _is_bold(after) and not _numbers(run[0], after):
            alone |= orders
    return beside | alone if beside else set()


def _runs(visible: Sequence[Glyph]) -> Iterator[tuple[int, int]]:
    """Of one or two bold letters side by side, which make no word."""
    start = 0
    while start < len(visible):
        end = start
        while (
            end < len(visible) and _is_letter(visible[end]) and (end == start or _touch(visible[end - 1], visible[end]))
        ):
            end += 1
        word = "".join(g.char for g in visible[start:end])
        if 0 < len(word) <= _LONGEST and word.lower() not in _WORDS:
            yield start, end
        start = max(end, start + 1)


def _is_letter(glyph: Glyph) -> bool:
    return glyph.char.isalpha() and _is_bold(glyph)


def _is_bold(glyph: Glyph | None) -> bool:
    return glyph is not None and style_of(glyph.font) == "bf" and not is_mathematical(glyph.font)


def _touch(one: Glyph, other: Glyph) -> bool:
    return _gap(one, other) < _TOUCHING * one.size and abs(one.y - other.y) < 0.1 * one.size


def _gap(one: Glyph, other: Glyph) -> float:
    return abs(other.x - one.right)


def _meets(one: Glyph | None, other: Glyph | None, sure: set[int]) -> bool:
    """Whether one of the two is a bold letter and the other a script, a sign or another part of a formula."""
    if one is None or other is None:
        return False
    maths = other if _is_letter(one) else one
    near, level = _gap(one, other), abs(one.y - other.y) < 0.8 * max(one.size, other.size)
    if not level:
        return False
    if near < _TOUCHING * one.size and (maths.order in sure or maths.size < 0.85 * max(one.size, other.size)):
        return True
    return near < _BESIDE * one.size and maths.char in _SIGNS and not _is_bold(maths)


def _numbers(letter: Glyph, after: Glyph | None) -> bool:
    """Whether it is a label, as in "a)"."""
    return after is not None and after.char in _ENDS and _touch(letter, after)
