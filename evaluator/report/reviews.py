"""What people decided about results afterwards: appended to the run, never written over it, and counted as human."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from evaluator.agreement import agrees
from evaluator.model import HumanMark, PartResult, worst
from evaluator.model.record import Record
from evaluator.report.appended import Log


class Review(Record):
    """One decision; of several about the same part of a transcript the last one counts."""

    transcript: str
    part: str
    verdict: Literal["correct", "partial", "incorrect"]
    author: str
    reason: str
    time: str  # ISO 8601, UTC


REVIEWS: Final = Log("reviews", Review)
read, append = REVIEWS.read, REVIEWS.append


def reviewed(results: Sequence[PartResult], last: Mapping[tuple[str, str], Review]) -> tuple[PartResult, ...]:
    """The results with the last review of each, by transcript and part, as its human mark."""
    return tuple(_marked(r, last[key]) if (key := (r.transcript, r.part)) in last else r for r in results)


def _marked(result: PartResult, review: Review) -> PartResult:
    comment = f"Reviewed by {review.author}, {review.time[:10]}: {review.reason or review.verdict}"
    same = agrees(result.verdict, review.verdict)
    doubt = worst(a.doubt for a in result.answers if a.doubt)
    return result.model_copy(
        update={
            "human": HumanMark(verdict=review.verdict, comment=comment),
            "agrees": None if same is False and not doubt.accuses else same,
        }
    )
