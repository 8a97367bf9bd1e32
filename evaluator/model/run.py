"""run.json: what was run, on what, with what, and the counts."""

from __future__ import annotations

from pydantic import Field

from evaluator.model.record import Record


class InputFile(Record):
    """A source of the run: graded (`error` is None) or refused with its reason."""

    source: str
    sha256: str | None
    transcript: str | None
    error: str | None = None


class Agreement(Record):
    """Between our verdicts and the human marks, over parts that have both and that we decided."""

    n: int
    percent: float | None
    kappa: float | None


class Counts(Record):
    verdicts: dict[str, int]
    certainties: dict[str, int]
    decided: int
    total: int
    correct: int


class Run(Record):
    schema_: int = Field(default=1, alias="schema")
    id: str
    versions: dict[str, str]
    configuration: str  # digest of the settings
    inputs: tuple[InputFile, ...]
    seed: int
    counts: Counts
    agreement: Agreement
    timings: dict[str, float]  # seconds by stage
