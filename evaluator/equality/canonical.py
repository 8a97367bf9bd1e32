"""The first rung: cheap rewriting after which equal things often look the same."""

from __future__ import annotations

from typing import Final

import sympy

from evaluator.equality.guards import SYMPY_FAILURES

LARGEST: Final = 600  # operations in an expression that is still rewritten
LARGEST_EXPANSION: Final = 400  # terms that multiplying a power out may give


def same_form(gold: sympy.Basic, found: sympy.Basic) -> bool:
    """Whether both have one canonical form."""
    if gold == found:
        return True
    if not (isinstance(gold, sympy.Expr) and isinstance(found, sympy.Expr)):
        return False
    if max(operations(gold), operations(found)) > LARGEST:
        return False
    try:
        return bool(canonical(gold) == canonical(found))
    except SYMPY_FAILURES:
        return False


def canonical(expr: sympy.Expr) -> sympy.Expr:
    """`expr` multiplied out, with decimals as fractions and sums that differ in the name of their index as one."""
    exact = expr.xreplace({f: sympy.Rational(str(f)) for f in expr.atoms(sympy.Float)})
    if exact.has(sympy.Sum):
        exact = exact.replace(lambda e: isinstance(e, sympy.Sum) and len(e.limits) == 1, _plain_sum)
    return sympy.expand(exact) if expandable(exact) else exact.replace(_of_a_sum, _with_one_sign)


def _of_a_sum(expr: sympy.Expr) -> bool:
    return bool(expr.is_Pow and expr.exp.is_Integer and expr.base.is_Add)


def _with_one_sign(power: sympy.Pow) -> sympy.Expr:
    """`(a - x)^6000` as `(x - a)^6000`: what is too large to be multiplied out."""
    turned = power.base.could_extract_minus_sign()
    return (-1) ** power.exp * (-power.base) ** power.exp if turned else power


def _plain_sum(total: sympy.Sum) -> sympy.Expr:
    """Term by term, with what does not depend on the index before the sum."""
    index, *ends = total.limits[0]
    plain = sympy.Symbol(f"index {_depth(total.function)}", integer=True)
    body = total.function.subs(index, plain)
    terms = []
    for term in sympy.Add.make_args(sympy.expand(body) if expandable(body) else body):
        outside, inside = term.as_independent(plain, as_Add=False)
        terms.append(outside * sympy.Sum(inside, (plain, *ends)))
    return sympy.Add(*terms)


def _depth(body: sympy.Expr) -> int:
    """How many sums stand in one another."""
    return max((1 + _depth(inner.function) for inner in body.atoms(sympy.Sum)), default=0)


def operations(expr: sympy.Basic) -> int:
    """A size that is cheap to count."""
    return sum(1 for _ in sympy.preorder_traversal(expr))


def expandable(expr: sympy.Expr) -> bool:
    """Whether multiplying out stays small."""
    terms = 1
    for power in expr.atoms(sympy.Pow):
        if power.base.is_Add and power.exp.is_Integer:
            terms *= max(
                1,
                int(
                    sympy.binomial(min(abs(int(power.exp)), 1000) + len(power.base.args) - 1, len(power.base.args) - 1)
                ),
            )
        elif power.base.is_Add and power.exp.is_Rational and abs(power.exp) > 20:
            return False
        if terms > LARGEST_EXPANSION:
            return False
    return True
