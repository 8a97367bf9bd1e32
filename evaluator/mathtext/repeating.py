r"""Decimals that repeat: `0.1\overline{6}` is a sixth, and no product with a mean."""

from __future__ import annotations

import re
from typing import Final

_REPEATING: Final = re.compile(
    r"(?<![\w.])(\d{0,30})\.(\d{0,30})\\(?:overline|bar|dot)\s*(?:\{\s*(\d{1,30})\s*\}|(\d))"
)


def as_fractions(text: str) -> str:
    """`text` with each of them as the fraction that it is."""
    return _REPEATING.sub(_fraction, text) if "\\" in text else text


def _fraction(found: re.Match[str]) -> str:
    whole, fixed, period = found[1] or "0", found[2], found[3] or found[4]
    above = int(whole + fixed + period) - int(whole + fixed)
    return rf"\frac{{{above}}}{{{10 ** len(fixed) * (10 ** len(period) - 1)}}}"
