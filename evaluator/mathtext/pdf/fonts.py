"""What the name of a font says: whether it sets mathematics, and in which alphabet."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

# The alphabet by a piece of the font's name, the first that fits.
_STYLES: Final = (
    (re.compile(r"AMS|MSBM|BlackboardBold|bbm", re.IGNORECASE), "bb"),
    (re.compile(r"Call?igraphic|CMSY|LMMathSymbols|EUSM|rsfs", re.IGNORECASE), "cal"),
    (re.compile(r"(?:KaTeX|MathJax)_Script"), "scr"),
    (re.compile(r"Fraktur|EUFM", re.IGNORECASE), "frak"),
    (re.compile(r"Math-BoldItalic|CMMIB|LMMathItalic\d*-Bold|Main-BoldItalic", re.IGNORECASE), "bi"),
    (re.compile(r"(?:KaTeX|MathJax)_Math|CMMI|LMMathItalic", re.IGNORECASE), "italic"),
    (re.compile(r"(?:KaTeX|MathJax)_SansSerif|CMSS|LMSans", re.IGNORECASE), "sf"),
    (re.compile(r"(?:KaTeX|MathJax)_Typewriter|CMTT|LMMono", re.IGNORECASE), "tt"),
    (re.compile(r"Main-Bold|CMBX|SFBX|LMRoman\d*-Bold", re.IGNORECASE), "bf"),
    (re.compile(r"Main-Italic|CMTI|LMRoman\d*-Italic", re.IGNORECASE), "it"),
    (re.compile(r"(?:KaTeX|MathJax)_Size|CMEX|LMMathExt|txexs?|pxex", re.IGNORECASE), "big"),
    (
        re.compile(r"(?:KaTeX|MathJax)_Main|CMR|SFRM|LMRoman|LatinModernMath|CambriaMath|Cambria Math", re.IGNORECASE),
        "rm",
    ),
    (re.compile(r"(?:txmi|pxmi|NewTXMI|Math\w*-Italic)", re.IGNORECASE), "italic"),
    (
        re.compile(r"Ital|Oblique|Slant"),
        "italic",
    ),  # of the text's own family, from which Times and Palatino set formulas
    (re.compile(r"Bold|-Medi\b"), "bf"),
)
_WHOLE: Final = re.compile(r"KaTeX_|MathJax_|MJX", re.IGNORECASE)  # all of a formula is set in them
_MATHEMATICAL: Final = re.compile(
    r"KaTeX_|MathJax_|MJX|CMMI|CMSY|CMEX|CMBSY|MSAM|MSBM|EUFM|EUSM|EUEX|rsfs|bbm\d|LMMath|LatinModernMath|CambriaMath"
    r"|Cambria Math|STIX\w*Math|XITSMath|Asana|LibertinusMath|TeXGyre\w*Math|MTSY|MTMI|MTEX|PazoMath"
    r"|StandardSym|Fourier-Math|NewTXMI"
    r"|(?:tx|px)(?:sys?|exs?|mi)[a-z0-9]*$",
    re.IGNORECASE,
)


@cache
def style_of(font: str) -> str:
    """ "italic", "rm", "bf", "bb", ... or "other"."""
    return next((style for pattern, style in _STYLES if pattern.search(font)), "other")


@cache
def is_mathematical(font: str) -> bool:
    """Whether only formulas are set in it."""
    return bool(_MATHEMATICAL.search(font))


@cache
def sets_whole_formulas(font: str) -> bool:
    """Whether nothing of a formula is set in any other font."""
    return bool(_WHOLE.search(font))
