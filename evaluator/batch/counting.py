"""Counts over the results of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evaluator.agreement import agreement
from evaluator.model import ANSWERED, OURS, Agreement, Counts, PartResult


def counts(results: Sequence[PartResult]) -> Counts:
    """By verdict and by certainty, and how many are right, answered, asked."""
    verdicts = Counter[str](r.verdict for r in results)
    certainties = Counter[str](r.certainty for r in results if r.certainty)
    return Counts(
        verdicts=dict(sorted(verdicts.items())),
        certainties=dict(sorted(certainties.items())),
        right=verdicts["correct"],
        answered=sum(verdicts[v] for v in ANSWERED),
        asked=len(results) - verdicts["unasked"],
        ours=sum(verdicts[v] for v in OURS),
    )


def agreed(results: Sequence[PartResult]) -> Agreement:
    """With the human marks, where a result can agree or disagree at all."""
    return agreement((r.verdict, r.human.verdict if r.human else None) for r in results if r.agrees is not None)
