"""How far our verdicts and human marks agree."""

from __future__ import annotations

import math
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
    ours, theirs = zip(*pairs, strict=True)
    if len({*ours, *theirs}) < 2:
        return None
    from sklearn.metrics import cohen_kappa_score  # takes longer to import than a short run takes

    kappa = float(cohen_kappa_score(ours, theirs))
    return None if math.isnan(kappa) else round(kappa, 3)
