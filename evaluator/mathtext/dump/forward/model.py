"""From a formula to the likelihood of what a dump has of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from evaluator.mathtext.dump.forward.gaps import likelihood
from evaluator.mathtext.dump.forward.styles import Sizes
from evaluator.mathtext.dump.forward.typesetting import printed
from evaluator.mathtext.layout import Row

# What browsers are set to: no smallest size, and those of 10 and 12 pixels that some languages have.
SETTINGS: Final = (Sizes(16, 0), Sizes(14, 10), Sizes(14, 12))


def log_likelihood(row: Row, display: bool, sizes: Sizes, chars: Sequence[str], gaps: Sequence[str]) -> float | None:
    """How likely the gaps between its glyphs are, given the first glyph; None where it would give other glyphs.

    `gaps[i]` is the gap before `chars[i]`, as in `Glyphs.gaps`.
    """
    return likelihood(printed(row, display, sizes), chars, gaps)
