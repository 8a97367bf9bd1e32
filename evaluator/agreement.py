"""How far our verdicts and human marks agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evaluator.model import DECIDED, Agreement


def agreement(pairs: Iterable[tuple[str, str | None]]) -> Agreement:
    """Over pairs (our verdict, human mark): those that we decided and a person marked.

    A part that is missing counts as incorrect, as a person would mark it. Kappa is None where it is not defined: with
    no pairs, or when only one class occurs.
    """
    both = [(_mark(ours), theirs) for ours, theirs in pairs if theirs is not None and agrees(ours, theirs) is not None]
    if not both:
        return Agreement(n=0, percent=None, kappa=None)
    same = sum(ours == theirs for ours, theirs in both)
    return Agreement(n=len(both), percent=round(100 * same / len(both), 1), kappa=_kappa(both))


def agrees(ours: str, theirs: str | None) -> bool | None:
    """Of one pair; None where we did not decide or nobody marked."""
    return _mark(ours) == theirs if ours in DECIDED and theirs is not None else None


def _mark(verdict: str) -> str:
    return "incorrect" if verdict == "missing" else verdict


def _kappa(pairs: list[tuple[str, str]]) -> float | None:
    """Cohen's (1960): how much more two judges agree than by chance, given how often each says what."""
    ours, theirs = (Counter(side) for side in zip(*pairs, strict=True))
    count = len(pairs)
    seen = sum(one == other for one, other in pairs) / count
    chance = sum(ours[mark] * theirs[mark] for mark in ours) / count**2
    return None if chance == 1 else round((seen - chance) / (1 - chance), 3)
