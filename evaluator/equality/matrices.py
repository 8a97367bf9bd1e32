"""Matrices: entry by entry where entries are known, by random matrices where factors do not commute."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

import sympy

from evaluator.mathtext.scope import Scope
from evaluator.model import Cause, Certainty, Different, Equal, Outcome, Unknown, Witness

Decide = Callable[[sympy.Basic, sympy.Basic, Scope], Outcome]

_SIZE: Final = 3
_ROUNDS: Final = 3
_RANKS: Final[tuple[Certainty, ...]] = ("identical", "proved", "sampled", "rubric", "judged", "human")


def is_matrix(value: sympy.Basic) -> bool:
    """Whether `value` has rows and columns of known entries."""
    return isinstance(value, sympy.MatrixBase)


def has_places(value: sympy.Basic) -> bool:
    """Whether `value` is compared place by place."""
    return is_matrix(value) or isinstance(value, sympy.Tuple)


def entrywise(gold: sympy.Basic, found: sympy.Basic, scope: Scope, decide: Decide) -> Outcome:
    """Equal when all entries are; the first different entry is the witness."""
    if isinstance(gold, sympy.Tuple) and isinstance(found, sympy.Tuple):
        return _places(gold, found, scope, decide)
    if not (isinstance(gold, sympy.MatrixBase) and isinstance(found, sympy.MatrixBase)):
        return Unknown(cause=Cause.kinds_differ, reason="kinds differ: several values and one, or a tuple and a matrix")
    if gold.shape != found.shape:
        witness = Witness(expected=_shape(gold), found=_shape(found))
        return Different(witness=witness, method="shape", diagnosis="The shape is another.")
    results = [decide(a, b, scope) for a, b in zip(gold, found, strict=True)]
    return weakest(results, "entries")


def _places(gold: sympy.Tuple, found: sympy.Tuple, scope: Scope, decide: Decide) -> Outcome:
    if len(gold) != len(found):
        witness = Witness(expected=str(gold), found=str(found))
        return Different(witness=witness, method="number of values")
    return weakest([decide(a, b, scope) for a, b in zip(gold, found, strict=True)], "components")


def weakest(results: list[Outcome], what: str) -> Outcome:
    """Different if one is, else unknown if one is, else equal with the least certainty among them."""
    for wanted in (Different, Unknown):
        for result in results:
            if isinstance(result, wanted):
                return result
    certainties = [r.certainty for r in results if isinstance(r, Equal)]
    worst = max(certainties, key=_RANKS.index, default=_RANKS[0])
    methods = sorted({r.method for r in results if isinstance(r, Equal)})
    return Equal(certainty=worst, method=f"{what}: {', '.join(methods)}" if methods else what)


def decide_products(gold: sympy.Expr, found: sympy.Expr) -> Outcome:
    """Products whose order matters: random matrices of integers stand in for the factors."""
    symbols = sorted(gold.free_symbols | found.free_symbols, key=lambda s: (s.name, sympy.srepr(s)))
    for index in range(_ROUNDS):
        values = {s: _value(s, index) for s in symbols}
        one, other = _evaluate(gold, values), _evaluate(found, values)
        if one is None or other is None:
            return Unknown(cause=Cause.no_decision, reason="a product of matrices that cannot be evaluated")
        if sympy.simplify(one - other) != sympy.zeros(_SIZE):
            point = {s.name: str(v.tolist() if is_matrix(v) else v) for s, v in values.items()}
            return Different(
                witness=Witness(point=point, expected=str(one.tolist()), found=str(other.tolist())),
                method="random matrices",
                diagnosis="The order of factors matters here." if _same_factors(gold, found) else None,
            )
    return Equal(certainty="sampled", method=f"{_ROUNDS} sets of random matrices")


def _same_factors(gold: sympy.Expr, found: sympy.Expr) -> bool:
    plain = {s: sympy.Symbol(s.name) for s in gold.free_symbols | found.free_symbols}
    return bool(sympy.expand(gold.xreplace(plain) - found.xreplace(plain)) == 0)


def _value(symbol: sympy.Symbol, index: int) -> sympy.Basic:
    generator = random.Random(f"matrix {symbol.name}/{index}")
    if symbol.is_commutative:
        return sympy.Rational(generator.randint(2, 9), generator.randint(2, 9))
    return sympy.Matrix(_SIZE, _SIZE, lambda _i, _j: generator.randint(-4, 4))


def _evaluate(expr: sympy.Basic, values: dict[sympy.Symbol, sympy.Basic]) -> sympy.Matrix | None:
    result = _walk(expr, values)
    if result is None or is_matrix(result):
        return result
    return result * sympy.eye(_SIZE)


def _walk(expr: sympy.Basic, values: dict[sympy.Symbol, sympy.Basic]) -> sympy.Basic | None:
    if isinstance(expr, sympy.Symbol):
        return values[expr]
    if expr.is_commutative:
        return expr.subs(values)
    parts = [_walk(a, values) for a in expr.args]
    if any(p is None for p in parts):
        return None
    if isinstance(expr, sympy.Add):
        return _total(parts)
    if isinstance(expr, sympy.Mul):
        return _product(parts)
    if isinstance(expr, sympy.Pow):
        return _power(*parts)
    if isinstance(expr, sympy.transpose | sympy.adjoint) or type(expr).__name__ in ("transpose", "Transpose"):
        return parts[0].T if isinstance(parts[0], sympy.MatrixBase) else parts[0]
    return None


def _total(parts: list[sympy.Basic]) -> sympy.Basic:
    total = sympy.zeros(_SIZE)
    for part in parts:
        total += part if is_matrix(part) else part * sympy.eye(_SIZE)
    return total


def _product(parts: list[sympy.Basic]) -> sympy.Basic:
    product: sympy.Basic = sympy.Integer(1)
    for part in parts:
        product = product * part
    return product


def _power(base: sympy.Basic, exponent: sympy.Basic) -> sympy.Basic | None:
    if not exponent.is_Integer or (is_matrix(base) and exponent < 0 and base.det() == 0):
        return None
    return base**exponent


def _shape(matrix: sympy.MatrixBase) -> str:
    return f"{matrix.rows} by {matrix.cols}"
