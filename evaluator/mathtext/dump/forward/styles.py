"""The styles of TeX: how large things are set, and how high their scripts stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from evaluator.mathtext.dump.metrics import SCRIPT_SIGMAS, SECOND_SIGMAS, TEXT_SIGMAS, Sigmas

DISPLAY, TEXT, SCRIPT, SECOND = range(4)
_SCALES: Final = (1.0, 1.0, 0.7, 0.5)
_SIGMAS: Final = (TEXT_SIGMAS, TEXT_SIGMAS, SCRIPT_SIGMAS, SECOND_SIGMAS)
KATEX: Final = 1.21  # KaTeX sets its formulas so much larger than the text around them


@dataclass(frozen=True)
class Sizes:
    """How a browser was set: size of the text and smallest size of any text, in pixels."""

    text: float
    least: float


@dataclass(frozen=True)
class Style:
    level: int  # DISPLAY to SECOND
    cramped: bool
    sizes: Sizes

    @cached_property
    def scale(self) -> float:
        """Size beside that of the formula."""
        return _SCALES[self.level]

    @cached_property
    def pixels(self) -> float:
        """An em as the browser draws it."""
        return max(self.sizes.least, self.scale * KATEX * self.sizes.text)

    @cached_property
    def sigmas(self) -> Sigmas:
        return _SIGMAS[self.level]

    @cached_property
    def tight(self) -> bool:
        return self.level >= SCRIPT

    @cached_property
    def sup(self) -> Style:
        return self._at(SCRIPT if self.level <= TEXT else SECOND, self.cramped)

    @cached_property
    def sub(self) -> Style:
        return self._at(SCRIPT if self.level <= TEXT else SECOND, True)

    @cached_property
    def numerator(self) -> Style:
        return self._at(min(self.level + 1, SECOND), self.cramped)

    @cached_property
    def denominator(self) -> Style:
        return self._at(min(self.level + 1, SECOND), True)

    @cached_property
    def cramp(self) -> Style:
        return self._at(self.level, True)

    @cached_property
    def second(self) -> Style:
        return self._at(SECOND, self.cramped)

    @cached_property
    def plain(self) -> Style:
        """As in text, where it was display."""
        return self._at(max(self.level, TEXT), self.cramped)

    def _at(self, level: int, cramped: bool) -> Style:
        return self if (level, cramped) == (self.level, self.cramped) else Style(level, cramped, self.sizes)
