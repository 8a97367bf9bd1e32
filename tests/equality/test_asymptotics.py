"""Ratios far out."""

from __future__ import annotations

import pytest
import sympy
from sympy import exp, factorial, log, sqrt

from evaluator.equality.asymptotics import behaviour

n = sympy.Symbol("n", positive=True, integer=True)
m = sympy.Symbol("m", positive=True, integer=True)


@pytest.mark.parametrize(
    ("ratio", "same"),
    [
        ((3 * n**2 + n) / n**2, True),
        ((n + log(n)) / n, True),
        (log(n**3) / log(n), True),
        (log(n + 1) / log(n), True),
        (n * log(n) / n, False),
        (log(log(n)), False),
        (2**n / 3**n, False),
        (factorial(n) / exp(n), False),
        (sqrt(n) / n, False),
        (1 / n, False),
    ],
)
def test_one_variable(ratio: sympy.Expr, same: bool) -> None:
    seen = behaviour(ratio, (n,))
    assert seen is not None
    assert seen.same_class is same


@pytest.mark.parametrize(
    ("ratio", "same"),
    [((n * m + n) / (n * m), True), ((n + m) / n, False), (n / m, False), ((n + m) / (2 * n + 3 * m), True)],
)
def test_two_variables_along_all_paths(ratio: sympy.Expr, same: bool) -> None:
    seen = behaviour(ratio, (n, m))
    assert seen is not None
    assert seen.same_class is same


def test_leading_order_is_a_ratio_of_one() -> None:
    near, twice = behaviour((n**2 + n) / n**2, (n,)), behaviour(2 * n / n, (n,))
    assert near is not None and near.tends_to_one
    assert twice is not None and not twice.tends_to_one
