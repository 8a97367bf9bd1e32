"""Pairs of matrix answers: nothing that differs is ever called equal."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evaluator.kinds.pair import compare
from evaluator.model import Different

PAIRS = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text(encoding="utf-8"))
DECIDED = 0.97  # of the pairs, rightly; the others are left open

ALL = [(kind, label, *pair) for kind, labels in PAIRS.items() for label, pairs in labels.items() for pair in pairs]


def test_there_are_many_of_both() -> None:
    assert len(ALL) >= 200
    assert sum(label == "different" for _, label, _, _ in ALL) >= 90


@pytest.mark.parametrize("kind", PAIRS)
def test_nothing_is_said_that_is_false(kind: str) -> None:
    for _, label, gold, answer in (each for each in ALL if each[0] == kind):
        assert compare(gold, answer).outcome in (label, "unknown"), (gold, answer)
        if label == "equal":
            assert compare(answer, gold).outcome in (label, "unknown"), (answer, gold)


def test_nearly_all_are_decided() -> None:
    right = sum(compare(gold, answer).outcome == label for _, label, gold, answer in ALL)
    assert right / len(ALL) >= DECIDED


@pytest.mark.parametrize(
    ("gold", "answer", "diagnosis"),
    [
        ("c^T", "c", "A column where a row is expected."),
        (r"W_2 W_1 x", "W_1 W_2 x", "The order of factors matters here."),
        ("A^T B + C", "A B + C", "A transpose is missing or too many."),
        (r"A = A^T", "2 A = A^T", "Another relation."),
    ],
)
def test_a_difference_is_explained(gold: str, answer: str, diagnosis: str) -> None:
    outcome = compare(gold, answer)
    assert isinstance(outcome, Different)
    assert outcome.diagnosis == diagnosis


def test_sizes_that_do_not_fit_are_named() -> None:
    outcome = compare("X^T y", "X^T X y")
    assert isinstance(outcome, Different)
    assert "sizes do not fit" in (outcome.diagnosis or "").lower()
    assert outcome.method == "sizes"


@pytest.mark.parametrize(("gold", "answer"), [("A B", "B A"), ("P V", "V P")])
def test_capitals_that_may_be_numbers_leave_it_open(gold: str, answer: str) -> None:
    outcome = compare(gold, answer)
    assert outcome.outcome == "unknown"
    assert "matrices or numbers" in outcome.reason


@pytest.mark.parametrize(("gold", "answer"), [("n R T", "n T R + 0"), ("2 a b", "b a 2"), ("x^{(1)}", "x^{(1)} + 0")])
def test_what_holds_either_way_is_equal(gold: str, answer: str) -> None:
    assert compare(gold, answer).outcome in ("equal", "unknown")


def test_an_answer_that_needs_more_than_the_question_gives_is_not_equal() -> None:
    assert compare(r"A^{\dagger}", "A^{-1}").outcome == "unknown"
    assert compare("A^{-1}", r"A^{\dagger}").outcome == "equal"
