"""Which homework of the library a transcript is about."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from evaluator.errors import NothingToEvaluate
from evaluator.grading import signs
from evaluator.grading.likeness import cosine
from evaluator.model import Transcript
from evaluator.reference.library import Library
from evaluator.reference.records import ReferencePart

_NUMBERED: Final = re.compile(r"\b(?:hw|homework|problem\s+set|assignment|ps)\s*[-_#]?\s*(\d{1,2})\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
# Cosines of words. Of 26 logs of other homeworks of the same course none was closer than 0.34 as a whole, and none of
# their turns closer than 0.20 to the part that it names; logs of the homework itself were above 0.45, or above 0.26.
_WHOLE: Final = 0.39
_PART: Final = 0.23
# The same of the names in their formulas: 0.29 at most, and 0.34 at least.
_SIGNS: Final = 0.32
_NAMED: Final = 0.15  # enough of either where the transcript itself says its number: other courses have homeworks too

_SHARED: Final = 0.1  # what a word counts that all homeworks use
_ELSEWHERE: Final = 1.26  # what a word of no homework counts beside one of a single homework


class _Rarity:
    """What a word counts: the more, the fewer homeworks use it; most, when none does, so that a larger library makes
    no transcript more alike to any of its homeworks."""

    def __init__(self, spread: Mapping[str, int], total: int) -> None:
        self._of = {word: math.log((1 + total) / n) + _SHARED for word, n in spread.items()}
        self._elsewhere = _ELSEWHERE * (math.log(1 + total) + _SHARED)

    def of(self, word: str) -> float:
        return self._of.get(word, self._elsewhere)


def homework_of(transcript: Transcript, library: Library, declared: str | None = None) -> str:
    """`declared` beside the transcript, named in its words, or the one whose questions it shares words with.

    Raises `NothingToEvaluate` where none fits.
    """
    known = library.homeworks()
    if declared is not None:
        if declared in known:
            return declared
        raise NothingToEvaluate(f"{transcript.source.name}: no reference for {declared}; there is {_listed(known)}")
    return _most_alike(transcript, library, _named(transcript, known))


def _named(transcript: Transcript, known: tuple[str, ...]) -> list[str]:
    """Homeworks whose last folder is what the transcript calls itself ("HW3")."""
    titles = [c.title or "" for c in transcript.conversations]
    opening = transcript.text[:2000].replace("_", " ")
    prompts = [t.prompt.markdown for t in transcript.turns()]
    text = "\n".join([re.sub(r"[_\W]+", " ", transcript.source.name), opening, *titles, *prompts])
    numbers = {int(m.group(1)) for m in _NUMBERED.finditer(text)}
    return [h for h in known if (m := re.search(r"(\d+)$", h)) and int(m.group(1)) in numbers]


def _most_alike(transcript: Transcript, library: Library, named: Sequence[str]) -> str:
    """Among those that the transcript names, or else among all, the one whose questions it answers."""
    among = named or library.homeworks()
    said = Counter(w for t in transcript.turns() for w in _words(f"{t.prompt.markdown}\n{t.output.markdown}"))
    texts = {homework: _vocabulary(library, homework) for homework in library.homeworks()}
    rarity = _rarity(texts)
    written = {homework: signs.of_homework(library.parts_of(homework)) for homework in library.homeworks()}
    used, of_signs = signs.of_transcript(transcript), _rarity(written)
    least = (_NAMED, _NAMED, _SIGNS) if named else (_WHOLE, _PART, _SIGNS)
    scores: dict[str, float] = {}
    for homework in among:
        likeness = (
            _cosine(said, texts[homework], rarity),
            _likest_part(transcript, library, homework, rarity),
            _cosine(used, written[homework], of_signs),
        )
        scores[homework] = max(found / wanted for found, wanted in zip(likeness, least, strict=True))
    best = max(scores, key=lambda h: (scores[h], h), default=None)
    if best is None or scores[best] < 1:
        none = f"{transcript.source.name}: no reference, its questions are none of {_listed(scores)}"
        raise NothingToEvaluate(f"{none}; if they are, say --homework")
    return best


def _rarity(texts: Mapping[str, Mapping[str, int]]) -> _Rarity:
    return _Rarity(Counter(word for words in texts.values() for word in words), len(texts))


def _likest_part(transcript: Transcript, library: Library, homework: str, rarity: _Rarity) -> float:
    """How far a turn is about the part of this homework that it names: short logs ask for little of it."""
    known = {p.printed: _about(p) for p in library.parts_of(homework)}
    asked = [(t, known[p]) for t in transcript.turns() for p in t.parts if p in known]
    likeness = (_cosine(Counter(_words(f"{t.prompt.markdown}\n{t.output.markdown}")), w, rarity) for t, w in asked)
    return max(likeness, default=0.0)


def _about(part: ReferencePart) -> Counter[str]:
    return Counter(_words(f"{part.problem_title} {part.title} {part.statement}"))


def _vocabulary(library: Library, homework: str) -> Counter[str]:
    parts = library.parts_of(homework)
    texts = {f"{p.problem_title} {p.title} {p.statement}" for p in parts}
    texts |= {a.kind.latex() for p in parts for a in p.answers if a.kind.name == "prose"}
    return Counter(word for text in sorted(texts) for word in _words(text))


def _words(text: str) -> list[str]:
    return [w.lower()[:6] for w in _WORD.findall(text)]


def _cosine(one: Mapping[str, int], other: Mapping[str, int], rarity: _Rarity) -> float:
    def weights(counts: Mapping[str, int]) -> dict[str, float]:
        return {w: (1 + math.log(n)) * rarity.of(w) for w, n in counts.items()}

    return cosine(weights(one), weights(other))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "nothing in the library"
