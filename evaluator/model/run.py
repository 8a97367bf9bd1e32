"""run.json: what was run, on what, with what, and the counts."""

from __future__ import annotations

from typing import Final

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from evaluator.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True, config=ConfigDict(extra="forbid", defer_build=True))
class InputFile:
    """A source of the run: graded (`error` is None) or refused with its reason.

    A run holds one of each of its files, which may be a hundred thousand; as a `Record` it would take four times as
    much memory.
    """

    source: str
    sha256: str | None
    transcript: str | None
    error: str | None = None
    licence: str | None = None  # under which, and with which consent of its authors, it may be passed on
    consent: str | None = None


_HIGH_PERCENT: Final = 80.0  # an agreement that looks good
_LOW_KAPPA: Final = 0.4  # "fair" at best, by Landis and Koch


class Agreement(Record):
    """Between our verdicts and the human marks, over parts that have both and that we decided."""

    n: int
    percent: float | None
    kappa: float | None
    kappa_95: tuple[float, float] | None = None  # bootstrap percentile interval over parts
    table: dict[str, dict[str, int]] = Field(default_factory=dict)  # our verdict -> human mark -> parts

    @property
    def lopsided(self) -> bool:
        """Whether percent and kappa seem to contradict each other: nearly all marks are the same."""
        return (self.percent or 0.0) >= _HIGH_PERCENT and self.kappa is not None and self.kappa < _LOW_KAPPA


class Counts(Record):
    """Of the `asked` parts some were `answered` (right or wrong), some are missing, and `ours` were left open by us.

    Parts that no transcript asks about are in `verdicts` and in nothing else.
    """

    verdicts: dict[str, int]
    certainties: dict[str, int]
    right: int
    answered: int
    asked: int
    ours: int

    @property
    def decided(self) -> int:
        """The ground of the accuracy: asked, and not left open by us."""
        return self.asked - self.ours


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
