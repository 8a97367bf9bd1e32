"""Cases that agree everywhere but where one case meets the next: `x > 0` and `x >= 0`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import sympy

from evaluator.equality.guards import SYMPY_FAILURES
from evaluator.errors import EvaluatorError
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.symbolic import to_sympy
from evaluator.mathtext.tree import Node

_ELSEWHERE: Final = (sympy.Rational(7, 5), sympy.Rational(-11, 7), sympy.Rational(13, 9))


def apart_at_an_edge(gold: Node, found: Node, scope: Scope) -> str | None:
    """Where the two differ although they agree on both sides of it; None where they do not, or hold no cases."""
    try:
        one, other = to_sympy(gold, scope), to_sympy(found, scope)
        if not (isinstance(one, sympy.Expr) and isinstance(other, sympy.Expr)):
            return None
        if not (one.has(sympy.Piecewise) or other.has(sympy.Piecewise)):
            return None
        return next((said for said in _apart(one, other)), None)
    except (EvaluatorError, *SYMPY_FAILURES):
        return None


def _apart(one: sympy.Expr, other: sympy.Expr) -> Iterator[str]:
    conditions = one.atoms(sympy.core.relational.Relational) | other.atoms(sympy.core.relational.Relational)
    for condition in sorted(conditions, key=str):
        gap = condition.lhs - condition.rhs
        for symbol in sorted(gap.free_symbols, key=str)[:1]:
            if gap.diff(symbol).has(symbol):
                continue  # only straight edges are looked at
            at = {symbol: -gap.subs(symbol, 0) / gap.diff(symbol)}
            rest = sorted((one.free_symbols | other.free_symbols) - {symbol}, key=str)
            elsewhere = {s: _ELSEWHERE[i % len(_ELSEWHERE)] for i, s in enumerate(rest)}
            values = [side.subs(at).subs(elsewhere).evalf() for side in (one, other)]
            if all(v.is_number and v.is_finite for v in values) and abs(values[0] - values[1]) > 1e-9:
                yield f"{symbol} = {at[symbol]}"
