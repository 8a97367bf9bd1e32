"""Random expressions: rewriting never makes them different, a planted change never leaves them equal."""

from __future__ import annotations

import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.equality.ladder import decide
from evaluator.model import Different, Equal

a, b = sympy.symbols("a b", positive=True)
m = sympy.Symbol("m", integer=True, positive=True)

_atoms = st.sampled_from([a, b, m, sympy.Integer(2), sympy.Rational(3, 4), sympy.pi])
_trees = st.recursive(
    _atoms,
    lambda below: st.one_of(
        st.tuples(below, below).map(lambda t: t[0] + t[1]),
        st.tuples(below, below).map(lambda t: t[0] * t[1]),
        st.tuples(below, st.sampled_from([2, -1, 3])).map(lambda t: t[0] ** t[1]),
        below.map(sympy.sqrt),
        below.map(lambda e: sympy.log(1 + e**2)),
        below.map(sympy.cos),
    ),
    max_leaves=5,
)
_rewritings = st.sampled_from(
    [
        sympy.expand,
        sympy.together,
        sympy.factor,
        sympy.expand_log,
        lambda e: (e * (a + 1)) / (a + 1),
        lambda e: e + b - b,
    ]
)


@settings(max_examples=50)
@given(_trees, _rewritings)
def test_rewriting_is_not_a_difference(expr: sympy.Expr, rewrite) -> None:  # type: ignore[no-untyped-def]
    outcome = decide(expr, rewrite(expr))
    assert not isinstance(outcome, Different), outcome


@settings(max_examples=50)
@given(_trees, st.sampled_from([lambda e: e + 1, lambda e: 2 * e + 1, lambda e: e + a, lambda e: e * (1 + b)]))
def test_a_planted_change_is_seen(expr: sympy.Expr, change) -> None:  # type: ignore[no-untyped-def]
    changed = change(expr)
    if changed.is_number and expr.is_number and sympy.N(changed - expr) == 0:
        return
    outcome = decide(expr, changed)
    assert not isinstance(outcome, Equal), (expr, changed)
