"""Answers that are nearly the same, passages of other texts, and balance."""

from __future__ import annotations

import json
from pathlib import Path

import pandas
import pytest

from evaluator.dataset.alike import NearTwins, Passages
from evaluator.dataset.balance import balanced
from evaluator.dataset.choices import Choices
from evaluator.dataset.curate import curate, reference_texts
from evaluator.dataset.made import Terms
from evaluator.dataset.notes import Notes
from tests.dataset.test_curate import run  # noqa: F401  (a fixture)

TERMS = Terms(licence="CC0-1.0", consent="made for a test")
ANSWER = "We expand the square and take the expectation of each term, where all mixed terms vanish, so that only the "


def test_the_first_of_near_twins_is_known() -> None:
    twins = NearTwins(0.7, Notes())
    assert twins.twin("a", "q1/a", ANSWER * 3 + "sum of the variances is left.") is None
    assert twins.twin("b", "q1/a", ANSWER * 3 + "sum of all variances is left.") == "a"
    assert twins.twin("c", "q1/b", ANSWER * 3 + "sum of the variances is left.") is None
    assert twins.twin("d", "q1/a", "The gradient is linear in the weights, which we differentiate directly.") is None


def test_words_in_a_row_of_another_text() -> None:
    passages = Passages(["Some lines before. " + ANSWER + "rest is new."])
    assert passages.shared("I say: " + ANSWER.upper()) is not None
    assert passages.shared("We expand the square, then take expectations, and mixed terms vanish.") is None
    assert Passages(["too short to be a passage"]).shared("too short to be a passage") is None


def test_as_many_of_each() -> None:
    rows = [(i, f"a{i}", "a") for i in range(9)] + [(9, "b1", "b"), (10, "b2", "b")]
    kept = stays(rows, 1)
    assert kept == stays(rows[::-1], 1) != stays(rows, 2)
    assert sorted("a" if place < 9 else "b" for place in kept) == ["a", "a", "b", "b"]
    assert stays([], 0) == []


def stays(rows: list[tuple[int, str, str | None]], seed: int) -> list[int]:
    notes = Notes()
    left = set(balanced(rows, seed, notes))
    kept = [place for place in range(11) if notes.stays(place)]
    assert left == {id for place, id, _ in rows if place not in kept}
    return kept


def test_two_runs_over_the_same_transcripts_are_one(run: Path, tmp_path: Path) -> None:  # noqa: F811
    whole = curate([run], tmp_path / "one", Choices(), TERMS, secret=b"of a test")
    for name, choices, balance in (("twice", Choices(), None), ("even", Choices(alike=0.9), "problem")):
        done = curate([run, run], tmp_path / name, choices, TERMS, secret=b"of a test", balance=balance)  # type: ignore[arg-type]
        rows = pandas.read_parquet(tmp_path / name / "data" / "answers")
        assert rows["id"].is_unique
        assert done.dropped["the same words in another transcript"] == sum(whole.rows["answers"].values())


@pytest.mark.parametrize("by", ["problem", "model"])
def test_a_balanced_dataset_says_what_it_left_out(run: Path, tmp_path: Path, by: str) -> None:  # noqa: F811
    secret = b"of a test"
    whole = curate([run], tmp_path / "whole", Choices(), TERMS, secret=secret)
    done = curate([run], tmp_path / "even", Choices(), TERMS, secret=secret, balance=by)  # type: ignore[arg-type]
    rows = pandas.read_parquet(tmp_path / "even" / "data" / "answers")
    assert rows.groupby(by, dropna=False).size().nunique() == 1
    left = [json.loads(line) for line in (tmp_path / "even" / "left_out.jsonl").read_text("utf-8").splitlines()]
    assert len(left) == sum(done.dropped.values()) == sum(whole.rows["answers"].values()) - len(rows)
    assert {each["id"] for each in left}.isdisjoint(rows["id"])


def test_what_repeats_a_text_is_left_out(run: Path, tmp_path: Path) -> None:  # noqa: F811
    rows = pandas.read_parquet(_whole(run, tmp_path) / "data" / "answers")
    longest = max((m["content"] for ms in rows["messages"] for m in ms if m["role"] == "assistant"), key=len)
    choices = Choices(passages=Passages([longest, *reference_texts([run])]))
    done = curate([run], tmp_path / "clean", choices, TERMS)
    assert done.dropped["words of a reference or of a text that it was held against"] >= 1
    left = (tmp_path / "clean" / "left_out.jsonl").read_text("utf-8").splitlines()
    assert left
    assert all(json.loads(line)["of"] for line in left)


def _whole(run: Path, tmp_path: Path) -> Path:  # noqa: F811
    curate([run], tmp_path / "all", Choices(), TERMS)
    return tmp_path / "all"
