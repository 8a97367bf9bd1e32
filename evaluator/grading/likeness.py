"""How much a passage is about a part: the rare words that it shares with the statement and the expected answers."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from evaluator.readers.printed import number_of
from evaluator.reference.records import ReferencePart

_COMMAND: Final = re.compile(r"\\[A-Za-z]+")
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_STEM: Final = 6  # letters of a word that count: "expectation" and "expected" are one


class Likeness:
    """Cosines between a text and the parts of a homework, over the words that the parts use."""

    def __init__(self, parts: Sequence[ReferencePart]) -> None:
        counts = {part.printed: Counter(words(_said(part))) for part in parts}
        self._used = Counter(word for own in counts.values() for word in own)
        self._total = len(counts)
        self._parts = {printed: self._weighed(own) for printed, own in counts.items()}
        by_problem: dict[str, Counter[str]] = {}
        for printed, own in counts.items():
            by_problem.setdefault(number_of(printed), Counter()).update(own)
        self._problems = {problem: self._weighed(own) for problem, own in by_problem.items()}

    def to_problems(self, text: str) -> dict[str, float]:
        """By the number of each problem of the homework."""
        own = self._weighed(Counter(words(text)))
        return {problem: cosine(own, other) for problem, other in self._problems.items()}

    def to_parts(self, text: str) -> dict[str, float]:
        """By the printed id of each part."""
        own = self._weighed(Counter(words(text)))
        return {printed: cosine(own, other) for printed, other in self._parts.items()}

    def _weighed(self, counts: Mapping[str, int]) -> dict[str, float]:
        return {
            word: (1 + math.log(n)) * math.log((1 + self._total) / used)
            for word, n in counts.items()
            if (used := self._used.get(word))
        }


def words(text: str) -> Iterable[str]:
    return (word.lower()[:_STEM] for word in _WORD.findall(_COMMAND.sub(" ", text)))


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    norms = math.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))
    return sum(v * other.get(word, 0.0) for word, v in sorted(one.items())) / norms if norms else 0.0


def _said(part: ReferencePart) -> str:
    prose = (a.kind.latex() for a in part.answers if a.kind.name == "prose")
    return " ".join([part.problem_title, part.title, part.statement, *prose])
