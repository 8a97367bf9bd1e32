"""From a formula to the likelihood of what a dump has of it."""

from __future__ import annotations

from typing import Final

from evaluator.mathtext.dump.forward.gaps import likelihood
from evaluator.mathtext.dump.forward.styles import Sizes
from evaluator.mathtext.dump.forward.typesetting import printed
from evaluator.mathtext.dump.glyphs import Glyphs
from evaluator.mathtext.layout import Row

# What browsers are set to: no smallest size, and those of 10 and 12 pixels that some languages have.
SETTINGS: Final = (Sizes(16, 0), Sizes(14, 10), Sizes(14, 12))


def log_likelihood(row: Row, display: bool, sizes: Sizes, glyphs: Glyphs, span: slice) -> float | None:
    """How likely the gaps between these glyphs are, given the first one; None where it would give other glyphs."""
    inks = printed(row, display, sizes)
    return likelihood(inks, glyphs.chars[span], glyphs.gaps[span], glyphs.struts[span])
