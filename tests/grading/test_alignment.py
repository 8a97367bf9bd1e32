"""Turns in the order of the parts of their question."""

from __future__ import annotations

from evaluator.grading.alignment import aligned, shared

PARTS = ("2a", "2b", "2c")


def test_each_turn_goes_to_what_it_is_most_like_and_never_back() -> None:
    turns = [{"2a": 0.9}, {"2b": 0.2, "2a": 0.3}, {"2a": 0.4, "2c": 0.6}, {"2a": 0.3, "2c": 0.2}]
    assert aligned(turns, PARTS) == ["2a", "2a", "2c", "2c"]


def test_a_turn_that_says_nothing_goes_on() -> None:
    assert aligned([{"2b": 0.5}, {}], PARTS)[0] == "2b"


def test_what_no_turn_is_about_may_stand_next_to_it() -> None:
    assert shared(["2a", "2c"], PARTS) == [["2a", "2b"], ["2c", "2b"]]
    assert shared(["2b"], PARTS) == [["2b", "2a", "2c"]]
