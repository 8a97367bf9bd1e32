"""Phrasings of a claim, found in prose sentence by sentence.

A phrasing is a row of groups, `"output|feature row* !column"`. Every group must be met within one sentence, in any
order: `a|b` by either word, `word*` by any word that begins so, `mean+square` by these words side by side, and
`!word` by its absence. LaTeX marks do not matter: `d_1`, `$d_{1}$` and `d1` are one word. A sentence that denies what
it says ("does not depend") does not meet a phrasing, unless the phrasing has a negative word itself.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"\\?[^\W_]+(?:_\{?[^\W_]+\}?)?(?:['’][a-z]+)?")
_END: Final = re.compile(r"[.!?](?=\s|$)|\n|;")
NEGATIVE: Final = frozenset(
    [
        "not",
        "no",
        "never",
        "neither",
        "nor",
        "cannot",
        "without",
        "isn't",
        "doesn't",
        "don't",
        "aren't",
        "won't",
        "can't",
        "didn't",
        "wasn't",
        "hardly",
        "false",
    ]
)
_REACH: Final = 4  # words between a denial and what it denies


@dataclass(frozen=True)
class Word:
    text: str
    start: int
    end: int


Sentence = tuple[Word, ...]


def sentences(text: str) -> list[Sentence]:
    """The words of each sentence, with their places in `text`."""
    found, start = [], 0
    for end in [*(m.start() for m in _END.finditer(text)), len(text)]:
        words = tuple(Word(_normal(m.group()), m.start(), m.end()) for m in _WORD.finditer(text, start, end))
        if words:
            found.append(words)
        start = end
    return found


def meets(sentence: Sentence, phrasing: str) -> tuple[int, int] | None:
    """The range of characters from the first to the last word that meets `phrasing`, or None."""
    wanted, unwanted = _groups(phrasing)
    places = [_places(sentence, group) for group in wanted]
    if not all(places) or any(_places(sentence, group) for group in unwanted):
        return None
    spots = [p[0] for p in places]
    if not _negative(wanted) and _denied(sentence, min(s for s, _ in spots), max(e for _, e in spots)):
        return None
    return sentence[min(s for s, _ in spots)].start, sentence[max(e for _, e in spots)].end


def _groups(phrasing: str) -> tuple[list[list[list[str]]], list[list[list[str]]]]:
    wanted: list[list[list[str]]] = []
    unwanted: list[list[list[str]]] = []
    for group in phrasing.split():
        options = [[_normal(w) for w in option.split("+")] for option in group.lstrip("!").split("|")]
        (unwanted if group.startswith("!") else wanted).append(options)
    return wanted, unwanted


def _places(sentence: Sentence, options: list[list[str]]) -> list[tuple[int, int]]:
    """First and last index of each run of words that meets one of the options."""
    places = []
    for run in options:
        for i in range(len(sentence) - len(run) + 1):
            if all(_same(word.text, pattern) for word, pattern in zip(sentence[i:], run, strict=False)):
                places.append((i, i + len(run) - 1))
    return sorted(places)


def _same(word: str, pattern: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _negative(wanted: list[list[list[str]]]) -> bool:
    return any(word in NEGATIVE for group in wanted for run in group for word in run)


def _denied(sentence: Sentence, first: int, last: int) -> bool:
    near = sentence[max(0, first - _REACH) : last + 1]
    elsewhere = sentence[
        max(0, first - _REACH) : max(0, first - 1)
    ]  # "without scaling, x saturates" denies the scaling
    denials = sum(w.text in NEGATIVE for w in near) - sum(w.text == "without" for w in elsewhere)
    if denials % 2 == 0:
        return False
    return not any(a.text == "not" and b.text in ("only", "just", "merely") for a, b in itertools.pairwise(near))


def _normal(word: str) -> str:
    return word.lower().replace("’", "'").translate(_MARKS)


_MARKS: Final = str.maketrans("", "", "\\{}_$")
