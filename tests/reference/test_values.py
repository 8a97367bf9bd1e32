"""Expected values as people write them in SymPy and Python."""

from __future__ import annotations

import pytest
import sympy
from sympy import And, FiniteSet, Interval, Matrix, Rational, Symbol

from evaluator.kinds.region import Region
from evaluator.reference.values import as_kind

x, y, limit = Symbol("x", positive=True), Symbol("y", real=True), Symbol("L", positive=True)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (FiniteSet(1, 2), "set"),
        ({1, 2}, "set"),
        (sympy.Tuple(1, 2), "tuple"),
        ([1, 2], "tuple"),
        (Interval(0, 1), "region"),
        (x < 2, "region"),
        (Matrix([[1, x], [0, 1]]), "expression"),
        (Rational(1, 2), "number"),
        (sympy.Eq(x, 2), "equation"),
    ],
)
def test_each_has_its_kind(value: object, name: str) -> None:
    assert as_kind(value).name == name


@pytest.mark.parametrize(
    ("value", "region"),
    [
        (x < 2 / limit, Interval.open(0, 2 / limit)),
        (2 / limit > x, Interval.open(0, 2 / limit)),
        (And(y >= 0, y < 2), Interval.Ropen(0, 2)),
        (y <= 2, Interval(-sympy.oo, 2)),
        (abs(y) < 1, Interval.open(-1, 1)),
        (abs(y) <= 2, Interval(-2, 2)),
        (sympy.Or(y < -1, y > 1), sympy.Union(Interval.open(-sympy.oo, -1), Interval.open(1, sympy.oo))),
    ],
)
def test_an_inequality_bounds_its_symbol(value: object, region: sympy.Set) -> None:
    assert as_kind(value) == Region(region)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (0.5, "Rational('1/2')"),
        (True, "Choice"),
        (limit * x < 2, "alone on one side"),
        (And(x > 1, limit < 2), "several symbols"),
        (None, "LaTeX"),
    ],
)
def test_what_is_no_answer_is_told_what_to_write(value: object, says: str) -> None:
    with pytest.raises(TypeError, match="not an answer") as caught:
        as_kind(value)
    assert says in str(caught.value)
