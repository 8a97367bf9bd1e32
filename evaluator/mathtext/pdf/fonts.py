"""What the name of a font says: whether it sets mathematics, and in which alphabet."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

# The alphabet by a piece of the font's name, the first that fits.
_STYLES: Final = (
    (re.compile(r"AMS|MSBM|BlackboardBold|bbm", re.IGNORECASE), "bb"),
    (re.compile(r"Caligraphic|CMSY|EUSM|rsfs", re.IGNORECASE), "cal"),
    (re.compile(r"KaTeX_Script"), "scr"),
    (re.compile(r"Fraktur|EUFM", re.IGNORECASE), "frak"),
    (re.compile(r"Math-BoldItalic|CMMIB|Main-BoldItalic", re.IGNORECASE), "bi"),
    (re.compile(r"KaTeX_Math|CMMI|LMMathItalic", re.IGNORECASE), "italic"),
    (re.compile(r"KaTeX_SansSerif|CMSS", re.IGNORECASE), "sf"),
    (re.compile(r"KaTeX_Typewriter|CMTT", re.IGNORECASE), "tt"),
    (re.compile(r"Main-Bold|CMBX", re.IGNORECASE), "bf"),
    (re.compile(r"Main-Italic|CMTI", re.IGNORECASE), "it"),
    (re.compile(r"KaTeX_Size|CMEX", re.IGNORECASE), "big"),
    (re.compile(r"KaTeX_Main|CMR", re.IGNORECASE), "rm"),
)
_KATEX: Final = re.compile(r"KaTeX_", re.IGNORECASE)


@cache
def style_of(font: str) -> str:
    """ "italic", "rm", "bf", "bb", ... or "other"."""
    return next((style for pattern, style in _STYLES if pattern.search(font)), "other")


@cache
def is_mathematical(font: str) -> bool:
    """Whether only formulas are set in it."""
    return bool(_KATEX.search(font))
