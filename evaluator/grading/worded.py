"""Numbers that are said in words: "four times smaller", "half of it"."""

from __future__ import annotations

import re
from typing import Final

import sympy

from evaluator.kinds.kind import Kind
from evaluator.kinds.number import Number

_ENDINGS: Final = r"(?:s|d|ed|ing|fold)?"
_WORDS: Final = {
    sympy.Rational(number): words.split()
    for number, words in {
        "0": "zero none nothing nought vanish vanishe", "1": "one unity single",
        "2": "two twice double doubl", "3": "three thrice triple tripl",
        "4": "four quadruple quadrupl", "5": "five", "6": "six", "7": "seven", "8": "eight", "9": "nine", "10": "ten",
        "11": "eleven", "12": "twelve", "16": "sixteen", "20": "twenty", "100": "hundred", "1000": "thousand",
        "1/2": "half halve halv", "1/3": "third", "1/4": "quarter fourth",
    }.items()
}  # fmt: skip


def in_words(kind: Kind, text: str) -> bool:
    """Whether a text has a word for the number that is expected."""
    if not isinstance(kind, Number):
        return False
    words = _WORDS.get(kind.gold, ())
    return any(re.search(rf"\b{word}{_ENDINGS}\b", text, re.IGNORECASE) for word in words)
