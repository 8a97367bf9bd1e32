"""One line of results.jsonl: a transcript's answer to one part, marked."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from evaluator.model.doubt import Cause, Doubt
from evaluator.model.evidence import Evidence, PassedOver
from evaluator.model.outcome import Certainty, Witness
from evaluator.model.record import Record
from evaluator.model.source import Span

Verdict = Literal["correct", "partial", "incorrect", "missing", "unreadable", "undecided", "unasked"]
ANSWERED: tuple[Verdict, ...] = ("correct", "partial", "incorrect")
DECIDED: tuple[Verdict, ...] = (*ANSWERED, "missing")
OURS: tuple[Verdict, ...] = ("unreadable", "undecided")  # asked, and left open by us


class AnswerResult(Record):
    """One expected answer of a part beside what the transcript finally states for it (both LaTeX or prose)."""

    name: str
    expected: str
    found: str | None
    outcome: Literal["equal", "different", "unknown", "missing"]
    certainty: Certainty | None = None
    method: str | None = None
    witness: Witness | None = None
    diagnosis: str | None = None
    cause: Cause | None = None  # why the outcome is unknown
    doubt: Doubt | None = None  # of the formulas that it rests on, where they were rebuilt
    span: Span | None = None
    turn: int | None = None  # Turn.id
    at: Span | None = None  # place in that turn's output.markdown
    evidence: Evidence | None = None  # why this value was taken
    passed_over: tuple[PassedOver, ...] = ()  # and these were not, the likeliest first
    superseded: tuple[str, ...] = ()  # earlier statements of the same quantity with another value


class FirstFailure(Record):
    latex: str
    span: Span | None
    witness: Witness | None


class Steps(Record):
    """Counts over the derivation's relations."""

    checked: int = 0
    hold: int = 0
    fail: int = 0
    unknown: int = 0
    first_failure: FirstFailure | None = None


class Catch(Record):
    """A claim that something printed is wrong, and what checking it showed."""

    kind: str  # "shape", "normalisation", "missing term", "arithmetic", "typo", ...
    by: Literal["human", "model", "evaluator"]
    about: Literal["problem", "reference", "answer", "reasoning"]
    says: str
    status: Literal["confirmed", "refuted", "unverified"]
    evidence: str | None = None
    span: Span | None = None
    turn: int | None = None
    erratum: str | None = None  # id of the reference's erratum that it found, "eecs182/hw3/q1/b#1"


class HumanMark(Record):
    verdict: Literal["correct", "partial", "incorrect"] | None
    comment: str


class Attempt(Record):
    """What a turn alone would have been marked, where several turns answer a part."""

    turn: int  # Turn.id
    verdict: Verdict
    wrong: tuple[str, ...] = ()  # names of the answers that it stated, and stated wrongly


class PartResult(Record):
    schema_: Literal[1] = Field(default=1, alias="schema")
    transcript: str
    source: str
    model: str | None
    part: str  # "eecs182/hw3/q1/b"
    turns: tuple[int, ...]
    verdict: Verdict
    certainty: Certainty | None
    answers: tuple[AnswerResult, ...]
    steps: Steps
    catches: tuple[Catch, ...]
    human: HumanMark | None
    agrees: bool | None
    attempts: tuple[Attempt, ...] = ()  # in order; the last one is what `verdict` marks, with what it does not repeat

    @property
    def hinted(self) -> bool:
        """Whether it is right only after a hint: an attempt before stated something wrong."""
        return self.verdict == "correct" and any(a.wrong for a in self.attempts[:-1])
