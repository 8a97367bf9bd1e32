"""Answers that are made to take long: words and blanks without end."""

from __future__ import annotations

import pytest

from evaluator.equality.workers import Workers
from evaluator.grading.cases import tried
from evaluator.kinds.counted import without_nouns
from evaluator.reference.library import Library

MUCH = 30_000
ENDLESS = [
    "The constant is $c$, so $d$" + " " * MUCH + "x",
    "So $d$ " + "a" * MUCH + "!",
    "For $" + " " * MUCH + "= 1$ it is $2$.",
    "Then " + "is the " * MUCH + "constant $c$.",
    "With $p = " + "q = " * MUCH + "1$ it is $2$.",
]


@pytest.mark.parametrize("said", ENDLESS, ids=[s[:12] for s in ENDLESS])
def test_they_end(said: str, library: Library, workers: Workers) -> None:
    part = next(p for p in library.problem("eecs182/hw3/q1").parts if p.id.endswith("/a"))
    assert tried(said, part, workers).verdict in ("incorrect", "missing", "partial", "undecided", "unreadable")


@pytest.mark.parametrize("text", ["12 " + " " * MUCH + "steps x", "\\text{" + " " * MUCH + "ab}", "a" * MUCH])
def test_the_search_for_nouns_ends(text: str) -> None:
    assert without_nouns(text, text) == (text, text)


@pytest.mark.parametrize("formula", [r"\frac{1}{", r"\sqrt[", "{" * 3000 + "c" + "}" * 3000])
def test_a_formula_that_we_cannot_read_is_never_a_missing_answer(
    formula: str, library: Library, workers: Workers
) -> None:
    part = next(p for p in library.problem("eecs182/hw3/q1").parts if p.id.endswith("/a"))
    assert tried(f"The answer is ${formula}$.", part, workers).verdict == "unreadable"
    assert tried("The answer is left to the reader.", part, workers).verdict == "missing"
