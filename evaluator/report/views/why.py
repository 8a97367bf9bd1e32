"""Why a value was taken for the answer, said to a reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from evaluator.model import AnswerResult, Bond, Evidence, Fault

_BONDS: Final = {
    Bond.named: "its label or its own words name it",
    Bond.likely: "the words around it or the heading name it",
    Bond.alone: "only one value is asked for, and this one closes the answer",
    Bond.anything: "only one value is asked for",
}
_CLOSENESS: Final = ("", "in its own clause", "said of the total")
_FAULTS: Final = {
    Fault.order_only: "only how it grows",
    Fault.rate: "of each, not of all",
    Fault.unfinished: "not worked out, or not a value of this kind",
    Fault.bound: "only a bound",
    Fault.reason: "a reason for something else",
    Fault.case: "for one case",
    Fault.rounded: "only approximate",
    Fault.unitless: "without a unit",
}


@dataclass(frozen=True)
class Other:
    """A value that was passed over (LaTeX or words), and what was said for it."""

    text: str
    why: str


def taken_because(answer: AnswerResult) -> str | None:
    """None where nothing had to be chosen."""
    return because(answer.evidence) if answer.evidence else None


def passed_over(answer: AnswerResult) -> tuple[Other, ...]:
    """The likeliest first. What has the same said for it stands earlier in the text."""
    return tuple(
        Other(other.text, f"{because(other.evidence)}{'; said earlier' if other.evidence == answer.evidence else ''}")
        for other in answer.passed_over
    )


def because(evidence: Evidence) -> str:
    """What speaks for a value, then what speaks against it."""
    pro = [_BONDS[evidence.bond], _CLOSENESS[evidence.closeness], "closes the text or is boxed" * evidence.closing]
    con = ", ".join(_FAULTS[fault] for fault in evidence.faults)
    return "; ".join(filter(None, [*pro, con and f"but {con}"]))
