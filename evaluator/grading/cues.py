"""Words that introduce a quantity in prose, found whatever their ending: "scales" in "scaling"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

_WORD: Final = re.compile(r"(?<!\\)(?<![^\W_])[^\W_]+(?:['’-][^\W_]+)*")  # `\times` says nothing of time
_ENDINGS: Final = ("ations", "ation", "ically", "ings", "ing", "ally", "ied", "ies", "ed", "ly", "es", "s", "y", "e")
_SHORTEST_STEM: Final = 3
_SPELLINGS: Final = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("ise", "ize"),
    ("normalis", "normaliz"),
    ("parametris", "parametriz"),
)


def last_cue(text: str, cues: Iterable[str]) -> int | None:
    """Where the last of `cues` in `text` ends; None when there is none."""
    ends = [end for cue in cues for end in places(text, cue)]
    return max(ends, default=None)


def first_cue(text: str, cues: Iterable[str]) -> int | None:
    """Where the first of `cues` in `text` ends."""
    ends = [end for cue in cues for end in places(text, cue)]
    return min(ends, default=None)


def places(text: str, cue: str) -> Iterator[int]:
    """Ends of every place where the words of `cue` stand side by side."""
    wanted = tuple(_stem(w) for w in _WORD.findall(cue))
    words = [(m.end(), _stem(m.group())) for m in _WORD.finditer(text)]
    for i in range(len(words) - len(wanted) + 1):
        if wanted and all(words[i + k][1] == stem for k, stem in enumerate(wanted)):
            yield words[i + len(wanted) - 1][0]


@cache
def _stem(word: str) -> str:
    word = word.lower().replace("’", "'")
    for british, american in _SPELLINGS:
        word = word.replace(british, american)
    for ending in _ENDINGS:
        if ending == "ly" and word.endswith("ply"):  # multiply, apply
            continue
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)].rstrip("iy") or word
    return word
