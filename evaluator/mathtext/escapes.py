r"""What became of LaTeX in a string of some programming language: backslashes doubled, or taken with the letter behind.

`"\frac"` in JSON or Python is a form feed and `rac`: no such letter stands in a formula, so that it can be taken back.
"""

from __future__ import annotations

import re
from typing import Final

from evaluator.mathtext.vocabulary import GREEK

# Behind a tab or the end of a line, which any text has, only what begins no word of it.
_EATEN: Final = {
    "a": re.compile(r"\x07(?=[a-zA-Z])"),
    "b": re.compile(r"\x08(?=[a-zA-Z])"),
    "v": re.compile(r"\x0b(?=[a-zA-Z])"),
    "f": re.compile(r"\x0c(?=rac\b|orall\b|lat\b|box\b)"),
    "t": re.compile(r"\t(?=(?:ext(?:bf|it|rm)?|d?frac|frac|imes|heta|ilde|riangle|binom)(?![a-z]))"),
    "r": re.compile(r"\r(?=(?:ight|ho|angle|ightarrow|floor|ceil)(?![a-z]))"),
    "n": re.compile(r"\n(?=abla(?![a-z]))"),
}
_DOUBLED: Final = re.compile(
    r"(?<!\\)\\\\(?=(?:left|right|[dt]?frac|sqrt|cdot|times|text|boxed|infty|in|cup|leq?|geq?"
    rf"|{'|'.join(sorted(GREEK))})(?![a-z]))"
)


def given_back(text: str) -> str:
    """`text` with the backslashes that escapes of a string took."""
    for letter, eaten in _EATEN.items():
        text = eaten.sub(rf"\\{letter}", text)
    return text


def unescaped(text: str) -> str:
    """The same, with backslashes that were doubled on their way as they stood: `\\\\frac` begins no row."""
    text = given_back(text)
    return text if r"\begin" in text else _DOUBLED.sub(r"\\", text)
