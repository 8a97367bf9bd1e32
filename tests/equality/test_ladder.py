"""The ladder on SymPy values."""

from __future__ import annotations

import pytest
import sympy
from sympy import Function, I, Rational, Symbol, cos, exp, factorial, log, oo, pi, sin, sqrt

from evaluator.equality.ladder import decide
from evaluator.mathtext.scope import Scope
from evaluator.model import Different, Equal

x, y, n = sympy.symbols("x y n")
d = Symbol("d_1", integer=True, positive=True)
k = Symbol("k", integer=True)
p = Symbol("p", positive=True)
A, B = sympy.symbols("A B", commutative=False)
f = Function("f")
EXACT = 2 / pi * d**2 + (1 - 2 / pi) * d


@pytest.mark.parametrize(
    ("gold", "found", "certainty"),
    [
        (x + 1, 1 + x, "identical"),
        ((x + 1) ** 2, x**2 + 2 * x + 1, "identical"),
        (f(x) * (x - y), f(x) * x - f(x) * y, "identical"),
        (A * (B + A), A * B + A**2, "identical"),
        (sin(x) ** 2, 1 - cos(x) ** 2, "proved"),
        (sqrt(2) + sqrt(3), sqrt(5 + 2 * sqrt(6)), "proved"),
        (x / (x - 1), 1 + 1 / (x - 1), "proved"),
        (factorial(n) / factorial(n - 1), n, "proved"),
        (sympy.Sum(y, (y, 1, n)), n * (n + 1) / 2, "proved"),
        (log(p**2), 2 * log(p), "identical"),
        (sympy.Matrix([1, x]), sympy.Matrix([1, x]), "identical"),
    ],
)
def test_equal(gold: sympy.Basic, found: sympy.Basic, certainty: str) -> None:
    outcome = decide(gold, found)
    assert isinstance(outcome, Equal), outcome
    assert outcome.certainty == certainty


def test_integers_are_tried_at_integers() -> None:
    assert isinstance(decide((-1) ** k, cos(pi * k)), Equal)
    assert isinstance(decide(sin(pi * k), sympy.Integer(0)), Equal)


def test_outside_its_natural_domain_a_gold_is_not_asked_about() -> None:
    assert isinstance(decide(2 * log(x), log(x**2)), Equal)
    assert isinstance(decide(log(x**2), 2 * log(x)), Different)


@pytest.mark.parametrize(
    ("gold", "found", "says"),
    [
        (d, 2 * d, "factor of 2"),
        (EXACT, 2 / pi * d**2, "leading order in d_1"),
        (EXACT, -EXACT, "sign"),
        (1 / sqrt(d), sqrt(d), "reciprocal"),
        (d**2 - d, d**2 + d, "sign of the term"),
        (x**2 + x + 1, x**2 + 1, "Missing: x"),
        (x**2 + 1, x**2 + x + 1, "Too much: x"),
        (p + 1, (p + 1) ** 2, "square"),
        (2 / pi, Rational(637, 1000), "decimal"),
        (sympy.Integer(3), sympy.Integer(3) + y, "depends on y"),
    ],
)
def test_different_with_a_teachers_sentence(gold: sympy.Expr, found: sympy.Expr, says: str) -> None:
    outcome = decide(gold, found)
    assert isinstance(outcome, Different), outcome
    assert says in (outcome.diagnosis or ""), outcome
    assert outcome.witness.expected != outcome.witness.found


@pytest.mark.parametrize(
    ("gold", "found"),
    [
        (A * B, B * A),
        (f(x), f(y)),
        (sympy.Integer(2) ** -99, sympy.Integer(2) ** -98),
        (1 - exp(-1), 1 + exp(-1)),
        (oo, -oo),
        (sqrt(x**2), x),
        (sympy.Matrix([1, x]), sympy.Matrix([1, y])),
        (sympy.Matrix([1, x]), sympy.Matrix([[1, x]])),
        (I * x, x),
    ],
)
def test_different(gold: sympy.Basic, found: sympy.Basic) -> None:
    assert isinstance(decide(gold, found), Different)


def test_a_symbol_that_drops_out_does_not_matter() -> None:
    assert isinstance(decide(d, d + (x - x)), Equal)
    assert isinstance(decide(d, d + sin(x) ** 2 + cos(x) ** 2 - 1), Equal)


def test_the_witness_can_be_checked_by_hand() -> None:
    outcome = decide(d, 2 * d)
    assert isinstance(outcome, Different)
    value = int(outcome.witness.point["d_1"])
    assert (outcome.witness.expected, outcome.witness.found) == (str(value), str(2 * value))


def test_points_stay_in_the_stated_range() -> None:
    scope = Scope(domain={x: (0.2, 0.4)})
    assert isinstance(decide(abs(x - 1), 1 - x, scope), Equal)
    outcome = decide(x, x**2, scope)
    assert isinstance(outcome, Different)
    assert 0.2 < float(outcome.witness.point["x"]) < 0.4


def test_the_same_every_time() -> None:
    assert decide(sin(x) * p, cos(x) * p) == decide(sin(x) * p, cos(x) * p)
