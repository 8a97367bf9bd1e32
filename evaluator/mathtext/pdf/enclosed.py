"""What stands between tall brackets, or behind the brace of cases, in the font of the text: digits, "if", "otherwise".

TeX paints a bracket, then the rows from the top, one after the other, then the bracket that closes them. So all
that is painted between two brackets of one height is theirs; and behind a brace that nothing closes, what stands beside
it until the painting goes up again to the line of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.mathtext.pdf.frames import frames
from evaluator.mathtext.pdf.page import Glyph, Shape

_OPENING: Final = frozenset("([{⟨⌊⌈⎛⎜⎝⎡⎢⎣⎧⎨⎩")
_CLOSING: Final = frozenset(")]}⟩⌋⌉⎞⎟⎠⎤⎥⎦⎫⎬⎭")
_BARS: Final = frozenset("|∣∥‖")
_EITHER: Final = frozenset("⎪⎮")
_BRACES: Final = frozenset("{⎧⎨⎩⎪")
# In parts of the size of the text.
_TALL: Final = 1.15  # a bracket that is higher is not set in the font of the text
_ROWS: Final = 1.9  # a brace around two rows
_ASIDE: Final = 0.2  # pieces of one bracket stand in one column
_SAME: Final = 0.35  # two brackets of one height
_UP: Final = 0.6  # further up than a script is, and so no part of the row
_ONE_LINE: Final = 2.6  # a frame around one line of text
_FAR: Final = 8.0  # blanks between columns are narrower


@dataclass(frozen=True)
class _Bracket:
    """With all its pieces; `first` and `last` are where the glyphs of it stand in the order of painting."""

    first: int
    last: int
    chars: frozenset[str]
    x: float
    low: float
    high: float
    size: float

    def closes(self, other: _Bracket) -> bool:
        allowed = _SAME * self.size
        if self.chars & _OPENING or other.chars & _CLOSING or bool(self.chars & _BARS) != bool(other.chars & _BARS):
            return False
        return abs(self.low - other.low) < allowed and abs(self.high - other.high) < allowed and self.x > other.x


def enclosed(glyphs: Sequence[Glyph], formulas: set[int]) -> set[int]:
    """The orders of the glyphs that brackets of formulas enclose, whatever they are set in."""
    visible = [g for g in glyphs if not g.char.isspace()]
    found = set[int]()
    waiting: list[_Bracket] = []
    for bracket in _brackets(visible, formulas):
        opener = next((i for i in reversed(range(len(waiting))) if bracket.closes(waiting[i])), None)
        if opener is None:
            waiting.append(bracket)
            continue
        found |= {g.order for g in visible[waiting[opener].first : bracket.last]}
        del waiting[opener:]
    for brace in waiting:
        if brace.chars & _BRACES and brace.high - brace.low > _ROWS * brace.size:
            found |= set(_beside(visible, brace))
    return found


def boxed(glyphs: Sequence[Glyph], shapes: Sequence[Shape]) -> set[int]:
    """The orders of the glyphs in a frame around one line, as a final answer has it."""
    return {g.order for f in frames(glyphs, shapes) if f.height < _ONE_LINE * f.inside[0].size for g in f.inside}


def _brackets(visible: Sequence[Glyph], formulas: set[int]) -> Iterator[_Bracket]:
    signs = _OPENING | _CLOSING | _BARS | _EITHER
    start = 0
    while start < len(visible):
        first = visible[start]
        end = start + 1
        if first.char not in signs or first.order not in formulas:
            start = end
            continue
        while end < len(visible) and visible[end].char in signs and _in_column(visible[end], first):
            end += 1
        pieces = visible[start:end]
        low, high = min(p.low for p in pieces), max(p.high for p in pieces)
        if high - low > _TALL * first.size:
            yield _Bracket(start, end - 1, frozenset(p.char for p in pieces), first.x, low, high, first.size)
        start = end


def _in_column(glyph: Glyph, first: Glyph) -> bool:
    return abs(glyph.x - first.x) < _ASIDE * first.size


def _beside(visible: Sequence[Glyph], brace: _Bracket) -> Iterator[int]:
    """What is painted after a brace and stands in a row of it."""
    row, right = brace.high, brace.x
    for glyph in visible[brace.last + 1 :]:
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
