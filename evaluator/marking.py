"""From the answers of a part to its verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from evaluator.model import LOST_IN_READING, AnswerResult, Certainty, Verdict

_WEAKEST_LAST: Final[tuple[Certainty, ...]] = ("identical", "proved", "sampled", "rubric", "judged", "human")


def weakest(certainties: Sequence[Certainty | None]) -> Certainty | None:
    """The one that least can be built on."""
    known = [c for c in certainties if c is not None]
    return max(known, key=_WEAKEST_LAST.index, default=None)


def verdict(results: Sequence[AnswerResult]) -> Verdict:
    """Doubt of ours comes first: while one answer is undecided, nothing is held against the model."""
    unknown = [r for r in results if r.outcome == "unknown"]
    if unknown:
        return "unreadable" if any(r.cause in LOST_IN_READING for r in unknown) else "undecided"
    right = sum(r.outcome == "equal" for r in results)
    if right == len(results):
        return "correct"
    if right:
        return "partial"
    return "missing" if all(r.outcome == "missing" for r in results) else "incorrect"
