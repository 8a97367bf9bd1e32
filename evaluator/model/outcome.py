"""What a comparison says. Doubt is data: no bool leaves the equality engine."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from evaluator.model.doubt import Cause
from evaluator.model.record import Record

Certainty = Literal["identical", "proved", "sampled", "rubric", "judged", "human"]


class Witness(Record):
    """Why two things differ, checkable by hand: at `point` the expected value and the found one."""

    point: dict[str, str] = Field(default_factory=dict)  # symbol -> value, as printed
    expected: str
    found: str


class Equal(Record):
    outcome: Literal["equal"] = "equal"
    certainty: Certainty
    method: str  # "canonical form", "simplification", "32 seeded points", ...


class Different(Record):
    outcome: Literal["different"] = "different"
    witness: Witness
    method: str
    diagnosis: str | None = None  # as a teacher would say it: "off by a factor of 2"


class Unknown(Record):
    outcome: Literal["unknown"] = "unknown"
    cause: Cause
    reason: str  # for a person: "number and set", "at 3: expected a factor"


Outcome = Equal | Different | Unknown
