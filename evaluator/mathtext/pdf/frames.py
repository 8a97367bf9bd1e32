"""Frames of four lines: around a formula they are part of it, around words they are no more than paint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.mathtext.pdf.fonts import is_mathematical
from evaluator.mathtext.pdf.page import Glyph, Shape

_ENDS: Final = 2
_THICKEST: Final = 3.0  # points: a line that is drawn
_NEAR: Final = 2.0  # points between the ends of lines that meet
_LETTERS: Final = 12


@dataclass(frozen=True)
class Frame:
    """Its lines, and the glyphs inside."""

    lines: tuple[Shape, ...]
    inside: tuple[Glyph, ...]
    height: float

    @property
    def holds_words(self) -> bool:
        """Whether most of what it holds are words: more than the "otherwise" that a formula may have."""
        visible = [g for g in self.inside if not g.char.isspace()]
        letters = sum(g.char.isalpha() and not is_mathematical(g.font) for g in visible)
        return letters > _LETTERS and 2 * letters > len(visible)


def frames(glyphs: Sequence[Glyph], shapes: Sequence[Shape]) -> Iterator[Frame]:
    """All of a page; cells of tables are none."""
    flat = [s for s in shapes if s.height < _THICKEST < s.width]
    upright = [s for s in shapes if s.width < _THICKEST < s.height]
    for top in flat:
        below = [s for s in flat if s.high < top.low and abs(s.left - top.left) < 1 and abs(s.right - top.right) < 1]
        if not below:
            continue
        bottom = max(below, key=lambda s: s.high)
        sides = [s for s in upright if abs(s.low - bottom.low) < _NEAR and abs(s.high - top.high) < _NEAR]
        ends = [s for s in sides if min(abs(s.left - top.left), abs(s.right - top.right)) < _NEAR]
        inside = tuple(g for g in glyphs if top.left < g.middle < top.right and bottom.low < g.y < top.high)
        parted = any(top.left + _NEAR < s.left < top.right - _NEAR for s in sides)
        if inside and len(ends) == _ENDS and not parted:
            yield Frame((top, bottom, *ends), inside, top.high - bottom.low)


def without_frames_of_words(glyphs: Sequence[Glyph], shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes of a page but for those around words."""
    painted = {id(line) for frame in frames(glyphs, shapes) if frame.holds_words for line in frame.lines}
    return [s for s in shapes if id(s) not in painted]
