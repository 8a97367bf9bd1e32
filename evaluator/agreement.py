"""How far our verdicts and human marks agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

import numpy as np

from evaluator.model import DECIDED, Agreement

DRAWS: Final = 2000  # of the bootstrap


def agreement(pairs: Iterable[tuple[str, str | None]]) -> Agreement:
    """Over pairs (our verdict, human mark): those that we decided and a person marked.

    A part that is missing counts as incorrect, as a person would mark it. Kappa is None where it is not defined: with
    no pairs, or when only one class occurs.
    """
    both = [(_mark(ours), theirs) for ours, theirs in pairs if theirs is not None and agrees(ours, theirs) is not None]
    if not both:
        return Agreement(n=0, percent=None, kappa=None)
    same = sum(ours == theirs for ours, theirs in both)
    kappa = _kappa(both)
    return Agreement(
        n=len(both),
        percent=round(100 * same / len(both), 1),
        kappa=kappa,
        kappa_95=None if kappa is None else _interval(both),
        table=_table(both),
    )


def agrees(ours: str, theirs: str | None) -> bool | None:
    """Of one pair; None where we did not decide or nobody marked."""
    return _mark(ours) == theirs if ours in DECIDED and theirs is not None else None


def _mark(verdict: str) -> str:
    return "incorrect" if verdict == "missing" else verdict


def _table(pairs: list[tuple[str, str]]) -> dict[str, dict[str, int]]:
    counts = Counter(pairs)
    return {
        ours: {theirs: count for (one, theirs), count in sorted(counts.items()) if one == ours}
        for ours in sorted({one for one, _ in counts})
    }


def _interval(pairs: list[tuple[str, str]]) -> tuple[float, float]:
    """Percentile bootstrap (Efron 1979): kappa of the same parts drawn anew, with replacement, where it is defined."""
    marks = sorted({mark for pair in pairs for mark in pair})
    seen = np.zeros((len(marks), len(marks)))
    for (ours, theirs), count in Counter(pairs).items():
        seen[marks.index(ours), marks.index(theirs)] = count
    drawn = np.random.default_rng(0).multinomial(len(pairs), (seen / len(pairs)).ravel(), size=DRAWS)
    tables = drawn.reshape(-1, len(marks), len(marks)) / len(pairs)
    same = np.trace(tables, axis1=1, axis2=2)
    chance = (tables.sum(axis=1) * tables.sum(axis=2)).sum(axis=1)
    defined = chance < 1
    low, high = np.quantile((same[defined] - chance[defined]) / (1 - chance[defined]), (0.025, 0.975))
    return round(float(low), 3), round(float(high), 3)


def _kappa(pairs: list[tuple[str, str]]) -> float | None:
    """Cohen's (1960): how much more two judges agree than by chance, given how often each says what."""
    ours, theirs = (Counter(side) for side in zip(*pairs, strict=True))
    count = len(pairs)
    seen = sum(one == other for one, other in pairs) / count
    chance = sum(ours[mark] * theirs[mark] for mark in ours) / count**2
    return None if chance == 1 else round((seen - chance) / (1 - chance), 3)
