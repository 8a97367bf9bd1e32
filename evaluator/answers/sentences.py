"""Sentences of Markdown with formulas in it. A display formula belongs to the sentence that it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from evaluator.answers.mask import HOLE, masked
from evaluator.answers.sections import Section
from evaluator.model import Passage

_STOP: Final = re.compile(r"[.!?](?=[\s)*_\"”]|$)")
_ITEM: Final = re.compile(r"\n(?=\s*\|)|\n(?=\s*(?:[-*+•]|\d{1,2}[.)]|\([a-z\d]\))\s)")
_BLANK: Final = re.compile(r"\n[ \t]*\n")
_VALUE: Final = re.compile(r"^\s*+\*\*[^A-Za-z*\n]*+\*\*[ \t.]*$", re.MULTILINE)  # in bold on a line of its own
_SHORTENED: Final = re.compile(
    r"(?:\b(?:i\.e|e\.g|eq|eqs|fig|cf|resp|approx|w\.r\.t|vs|no|i\.i\.d|i|d|e)|^\s*\d{1,2}|\n\s*\d{1,2})$",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(
    r"[;:,](?=\s)|\s[–—-]\s|\b(?:and|but|while|whereas|so|which|where|hence|thus|therefore)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Sentences:
    """The text split at `cuts` (offsets, ascending, from 0 to the length)."""

    text: str
    cuts: tuple[int, ...]

    def around(self, place: int) -> tuple[int, int]:
        """Start and end of the sentence at `place`."""
        i = max(1, bisect_right(self.cuts, place))
        return self.cuts[i - 1], self.cuts[min(i, len(self.cuts) - 1)]


def sentences(passage: Passage, within: tuple[Section, ...]) -> Sentences:
    """Cut at full stops, list items, headings and bold values with a line of their own, and at blank lines behind a
    finished sentence."""
    text = masked(passage)
    cuts = {0, len(text), *(s.start for s in within), *(s.body for s in within)}
    cuts |= {m.end() for m in _STOP.finditer(text) if not _SHORTENED.search(text, max(0, m.start() - 12), m.start())}
    cuts |= {m.end() for m in _ITEM.finditer(text)}
    cuts |= {place for m in _VALUE.finditer(text) for place in m.span()}
    cuts |= {m.end() for m in _BLANK.finditer(text) if _finished(text, m.start(), m.end())}
    cuts |= set(_formula_stops(passage))
    return Sentences(text, tuple(sorted(cuts)))


def clause_before(text: str, start: int, place: int) -> str:
    """From the last clause mark in `text[start:place]` to `place`."""
    said = start + len(text[start:place].rstrip(f" \n*_{HOLE}"))  # no words behind this
    ends = [m.end() for m in _CLAUSE.finditer(text, start, place) if m.end() < said]
    return text[ends[-1] if ends else start : place]


def clause_after(text: str, place: int, end: int) -> str:
    """From `place` to the next clause mark before `end`."""
    mark = _CLAUSE.search(text, place, end)
    return text[place : mark.start() if mark else end]


def _formula_stops(passage: Passage) -> Iterator[int]:
    for formula in passage.formulas:
        if formula.display and formula.latex.rstrip().endswith("."):
            yield formula.at.end


def _finished(text: str, place: int, after: int) -> bool:
    """Whether a sentence ends at a blank line: with a stop or a formula, or where a capital letter begins the next."""
    last = text[:place].rstrip(' \n*_"”)')[-1:]
    return last in ".!?" or last == HOLE or (last.isalnum() and text[after:].lstrip(" *_#>-")[:1].isupper())
