"""Sizes that a reference declares decide what a capital or a small letter is."""

from __future__ import annotations

import pytest

from evaluator.kinds.statement import Statement
from evaluator.mathtext.parser import parse
from evaluator.mathtext.scope import Scope

SCOPE = Scope(shapes={"A": ("m", "n"), "B": ("n", "k"), "c": ("n",), "x": ("n",), "S": ("n", "n"), "s": ()})


@pytest.mark.parametrize(
    ("gold", "answer", "outcome"),
    [
        ("c^T", "c", "different"),
        ("2 x^T", "2 x", "different"),
        ("A^T", "A", "different"),
        ("x^T (S + S^T)", "(S + S^T) x", "different"),
        ("x^T (S + S^T)", "((S + S^T) x)^T", "equal"),
        ("A B", "B A", "different"),
        ("S x", "x S", "different"),
        ("s A B", "A s B", "equal"),
        ("c^T x", "x^T c", "equal"),
        (r"\nabla_x (x^T S x)", "2 S x", "different"),
        (r"\nabla_x (x^T S x)", "(S + S^T) x", "equal"),
    ],
)
def test_a_statement_under_declared_sizes(gold: str, answer: str, outcome: str) -> None:
    told = Statement(gold).compare(parse(answer), SCOPE)
    assert told.outcome == outcome, told


def test_a_size_is_the_number_that_it_counts() -> None:
    assert Statement(r"\operatorname{tr}(S S^{-1})").compare(parse("n"), SCOPE).outcome == "equal"
    assert Statement(r"\operatorname{tr}(S S^{-1})").compare(parse("m"), SCOPE).outcome == "different"
