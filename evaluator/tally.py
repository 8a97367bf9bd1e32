"""Counts over the results of a run, taken as they pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from evaluator.agreement import agreement
from evaluator.model import ANSWERED, OURS, Agreement, Counts, PartResult

MOST_FAULTS: Final = 30  # wrong parts that a summary names
MOST_ROWS: Final = 60  # transcripts that it has a line for


@dataclass
class Tally:
    """By verdict and by certainty, with what a summary names: its size does not grow with the run."""

    verdicts: Counter[str] = field(default_factory=Counter)
    certainties: Counter[str] = field(default_factory=Counter)
    catches: Counter[str] = field(default_factory=Counter)  # by status
    marks: Counter[tuple[str, str | None]] = field(default_factory=Counter)  # ours and a person's, where both decide
    parts: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    wrong: int = 0
    faults: list[PartResult] = field(default_factory=list)
    transcripts: int = 0
    rows: list[tuple[str, Counter[str]]] = field(default_factory=list)

    def add(self, results: Sequence[PartResult]) -> None:
        """Those of one transcript."""
        verdicts = Counter[str](r.verdict for r in results)
        self.verdicts += verdicts
        self.certainties += Counter[str](r.certainty for r in results if r.certainty)
        self.catches += Counter[str](catch.status for r in results for catch in r.catches)
        self.marks += Counter(
            (r.verdict, r.human.verdict if r.human else None) for r in results if r.agrees is not None
        )
        self.parts |= {r.part for r in results}
        self.asked |= {r.part for r in results if r.verdict != "unasked"}
        faults = [r for r in results if r.verdict in ("partial", "incorrect", "missing")]
        self.wrong += len(faults)
        self.faults += faults[: max(0, MOST_FAULTS - len(self.faults))]
        self.transcripts += 1
        if len(self.rows) < MOST_ROWS:
            self.rows.append((results[0].transcript, verdicts))

    def counts(self) -> Counts:
        """How many are right, answered, asked."""
        return Counts(
            verdicts=dict(sorted(self.verdicts.items())),
            certainties=dict(sorted(self.certainties.items())),
            right=self.verdicts["correct"],
            answered=sum(self.verdicts[v] for v in ANSWERED),
            asked=self.verdicts.total() - self.verdicts["unasked"],
            ours=sum(self.verdicts[v] for v in OURS),
        )

    def agreement(self) -> Agreement:
        """With the human marks, where a result can agree or disagree at all."""
        return agreement(self.marks.elements())
