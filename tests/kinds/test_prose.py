"""Explanations against a rubric."""

from __future__ import annotations

import pytest

from evaluator.kinds.prose import Claim, Prose
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Text
from evaluator.model import Different, Equal, Unknown

RUBRIC = Prose(
    "Each output sums over its inputs only, and the mean over outputs cancels their number.",
    (
        Claim("own inputs", ("sum* input*", "each output|feature own row")),
        Claim("mean over outputs", ("averag*|mean output*|d_2", "cancel* d_2"), ("sum*+over+outputs",)),
        Claim("independence", ("not|independent depend*|of d_2",), needed=False),
    ),
)


@pytest.mark.parametrize(
    "text",
    [
        "Every output is a sum over the inputs. The RMS averages over the outputs.",
        "Averaging over $d_{2}$ removes it, while each feature uses its own row.",
        "It sums d1 inputs; the factor 1/d2 cancels the d_2 terms.",
    ],
)
def test_all_needed_claims(text: str) -> None:
    outcome = RUBRIC.judge(text)
    assert isinstance(outcome, Equal), outcome
    assert outcome.certainty == "rubric"


def test_what_is_not_said_is_named() -> None:
    outcome = RUBRIC.judge("Every output is a sum over the inputs.")
    assert isinstance(outcome, Different)
    assert outcome.diagnosis == "Not said: mean over outputs."


def test_a_denial_does_not_support() -> None:
    assert [m.claim.name for m in RUBRIC.matches("It does not average over the outputs.")] == []
    assert [m.claim.name for m in RUBRIC.matches("It does not only average over the outputs.")] == ["mean over outputs"]


def test_a_contradiction_is_different_and_both_is_doubt() -> None:
    wrong = "Each feature has its own row. The RMS sums over outputs."
    assert isinstance(RUBRIC.judge(wrong), Different)
    assert isinstance(RUBRIC.judge(wrong + " It averages over outputs."), Unknown)


def test_nothing_recognised_is_doubt() -> None:
    assert isinstance(RUBRIC.judge("The weather is fine."), Unknown)


def test_matches_point_into_the_text() -> None:
    text = "First. Every output is a sum over the inputs."
    (match,) = RUBRIC.matches(text)
    assert text[match.start : match.end] == "sum over the inputs"


def test_groups_must_meet_in_one_sentence() -> None:
    assert RUBRIC.matches("There is a sum. The inputs are many.") == ()


def test_compares_words_in_a_tree() -> None:
    assert isinstance(RUBRIC.compare(Text("A sum over inputs, then a mean over outputs."), Scope()), Equal)
