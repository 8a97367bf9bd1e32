"""Doubt confirms and never accuses, whoever asks."""

from __future__ import annotations

import pytest

from evaluator.grading.trust import evidence, final_evidence, held, of_passage
from evaluator.model import Cause, Confidence, Different, Doubt, Equal, Formula, Loss, Outcome, Passage, Span, Witness

DIFFERENT = Different(witness=Witness(expected="1", found="2"), method="seeded points")
EQUAL = Equal(certainty="identical", method="canonical form")
SURE = Doubt()
MISREAD = Doubt(reading=Confidence.doubtful, why=("two readings",))
MISPLACED = Doubt(placement=Confidence.doubtful, why=("another hole",))
LIKELY = Doubt(reading=Confidence.likely, placement=Confidence.likely)


def said(*doubts: Doubt, losses: tuple[Loss, ...] = ()) -> Passage:
    """`$x$ and $x$ and ...`, a formula a doubt."""
    text = " and ".join("$x$" for _ in doubts)
    places = [Span(start=i, end=i + 3) for i in range(0, len(text), 8)]
    formulas = [
        Formula(latex="x", display=False, at=at, span=at, raw="x", rebuilt=True, doubt=doubt)
        for at, doubt in zip(places, doubts, strict=True)
    ]
    return Passage(markdown=text, formulas=tuple(formulas), losses=losses)


FIRST, SECOND, THIRD = (Span(start=i, end=i + 3) for i in (0, 8, 16))


@pytest.mark.parametrize(
    ("doubt", "cause"), [(MISREAD, Cause.unreadable_answer), (MISPLACED, Cause.misplaced)], ids=["misread", "misplaced"]
)
def test_a_difference_is_not_held_and_says_why(doubt: Doubt, cause: Cause) -> None:
    outcome = held(DIFFERENT, doubt)
    assert outcome.outcome == "unknown"
    assert (outcome.cause, outcome.reason) == (cause, doubt.why[0])


@pytest.mark.parametrize("outcome", [EQUAL, DIFFERENT], ids=["equal", "different"])
@pytest.mark.parametrize("doubt", [SURE, LIKELY], ids=["sure", "likely"])
def test_what_is_sure_or_likely_is_held(outcome: Outcome, doubt: Doubt) -> None:
    assert held(outcome, doubt) is outcome


@pytest.mark.parametrize("doubt", [MISREAD, MISPLACED])
def test_doubt_confirms(doubt: Doubt) -> None:
    assert held(EQUAL, doubt) is EQUAL


def test_a_neighbour_out_of_place_makes_a_place_doubtful_and_a_misread_one_does_not() -> None:
    assert not evidence(FIRST, said(SURE, MISPLACED, SURE)).accuses
    assert not evidence(THIRD, said(SURE, MISPLACED, SURE)).accuses
    assert evidence(FIRST, said(SURE, MISREAD, SURE)).accuses


def test_what_is_said_later_and_cannot_be_read_may_be_the_answer() -> None:
    assert not final_evidence(FIRST, said(SURE, SURE, MISREAD)).accuses
    assert final_evidence(THIRD, said(MISREAD, SURE, SURE)).accuses


def test_a_picture_behind_an_answer_may_be_the_answer() -> None:
    picture = Loss(what="a picture", at=Span(start=11, end=11))
    assert not final_evidence(SECOND, said(SURE, SURE, losses=(picture,))).accuses
    assert not of_passage(said(SURE, losses=(picture,))).accuses
