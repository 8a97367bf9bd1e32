"""Polynomials decided without SymPy say the same as SymPy, and nothing where something else may be meant."""

from __future__ import annotations

import subprocess
import sys

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from evaluator.kinds.pair import at_first_sight
from evaluator.kinds.polynomial import same_polynomial
from evaluator.mathtext.parser import parse
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.symbolic import to_sympy
from evaluator.model import Equal

_LEAVES = st.sampled_from(["x", "y_1", "2", "3", "\\frac{1}{2}"])


def _larger(smaller: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.tuples(smaller, smaller)
    return st.one_of(
        two.map(lambda p: f"({p[0]} + {p[1]})"),
        two.map(lambda p: f"({p[0]} - {p[1]})"),
        two.map(lambda p: f"({p[0]}) ({p[1]})"),
        smaller.map(lambda s: f"({s})^2"),
        smaller.map(lambda s: f"\\frac{{{s}}}{{3}}"),
    )


_FORMULAS = st.recursive(_LEAVES, _larger, max_leaves=6)


@given(_FORMULAS, _FORMULAS)
def test_agrees_with_sympy(one: str, other: str) -> None:
    values = [sympy.expand(to_sympy(parse(text), Scope())) for text in (one, other)]
    assert same_polynomial(parse(one), parse(other)) <= (values[0] == values[1])
    assert same_polynomial(parse(one), parse(f"({one}) + x - x"))
    assert not same_polynomial(parse(one), parse(f"{one} + x"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A B", "B A"),  # perhaps matrices
        ("\\mathbf{a} \\mathbf{b}", "\\mathbf{b} \\mathbf{a}"),
        ("32 \\times 32 \\times 16", "16 \\times 32 \\times 32"),  # sizes in order
        ("\\frac{x^2}{x}", "x"),  # not at 0
        ("0.5", "\\frac{1}{2}"),  # digits that may be rounded
        ("x^0", "1"),
        ("(x+1)^{999999999}", "(1+x)^{999999999}"),
        ("((((x+y+z)^9)^9)^9)^9", "x"),
    ],
)
def test_leaves_to_the_ladder_what_is_more_than_a_polynomial(one: str, other: str) -> None:
    assert not isinstance(at_first_sight(one, other), Equal)


def test_decides_without_sympy() -> None:
    code = (
        "import sys\n"
        "from evaluator.kinds.pair import at_first_sight\n"
        "print(at_first_sight('x^2 - 1', '(x-1)(x+1)').outcome, 'sympy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["equal", "False"]
