"""Words between the rows of cases: the "if" and "otherwise" behind a tall brace, set in the font of the text.

The rows are painted one after the other, from the top, so what is painted after the brace belongs to it as long as it
stands beside it and does not go up again to the line of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from evaluator.mathtext.pdf.page import Glyph

_BRACES: Final = frozenset("{⎧⎨⎩⎪")
# In parts of the size of the text.
_TALL: Final = 1.9  # a brace around two rows
_ASIDE: Final = 0.2  # pieces of one brace stand in one column
_UP: Final = 0.6  # further up than a script is, and so no part of the row
_FAR: Final = 8.0  # blanks between columns are narrower


class _Brace(NamedTuple):
    last: int  # of its pieces
    x: float
    low: float
    high: float
    size: float


def words_in_cases(glyphs: Sequence[Glyph], formulas: set[int]) -> set[int]:
    """The orders of the glyphs of words that stand in the rows of cases."""
    return {order for brace in _braces(glyphs, formulas) for order in _beside(glyphs, brace) if order not in formulas}


def _braces(glyphs: Sequence[Glyph], formulas: set[int]) -> Iterator[_Brace]:
    pieces: list[Glyph] = []
    for index, glyph in enumerate(glyphs):
        if glyph.char not in _BRACES or glyph.order not in formulas:
            continue
        if pieces and abs(glyph.x - pieces[0].x) > _ASIDE * glyph.size:
            pieces = []
        pieces.append(glyph)
        after = glyphs[index + 1] if index + 1 < len(glyphs) else None
        goes_on = after is not None and after.char in _BRACES and abs(after.x - glyph.x) < _ASIDE * glyph.size
        low, high = min(p.low for p in pieces), max(p.high for p in pieces)
        if not goes_on and high - low > _TALL * glyph.size:
            yield _Brace(index, glyph.x, low, high, glyph.size)


def _beside(glyphs: Sequence[Glyph], brace: _Brace) -> Iterator[int]:
    """What is painted after a brace and stands in a row of it, blanks included."""
    row, right = brace.high, brace.x
    for glyph in glyphs[brace.last + 1 :]:
        if glyph.char.isspace():
            continue
        within = brace.low - 0.1 * brace.size < (glyph.low + glyph.high) / 2 < brace.high + 0.1 * brace.size
        new_row = glyph.y < row - _UP * brace.size
        if not within or glyph.x < brace.x or (not new_row and glyph.x > right + _FAR * brace.size):
            return
        if glyph.y > row + _UP * brace.size and glyph.size > 0.85 * brace.size:
            return
        if new_row:
            row = glyph.y
        right = glyph.right if new_row else max(right, glyph.right)
        yield glyph.order
