"""Inequalities in which what they bound does not stand alone: `|1 - \\eta L| < 1`, `w^2 \\le 4`, `2x + 1 < 5`."""

from __future__ import annotations

from typing import Final

import sympy

from evaluator.equality import decimals
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Node, Relation

_MIRRORED: Final = {">": "<", ">=": "<="}


def solved(node: Node, known: frozenset[sympy.Symbol], scope: Scope) -> sympy.Set | None:
    """The region of the one name that `known` does not have; None where there are more, or it cannot be told."""
    if not isinstance(node, Relation) or len(node.operators) != 1:
        return None
    left, right = (decimals.read(side, scope).value for side in node.operands)
    operator = node.operators[0]
    if operator in _MIRRORED:
        left, right, operator = right, left, _MIRRORED[operator]
    free = (left.free_symbols | right.free_symbols) - known
    if operator not in ("<", "<=") or len(free) != 1:
        return None
    (name,) = free
    others = (left.free_symbols | right.free_symbols) - free
    if not others:
        found: sympy.Set | None = _of_numbers(left, right, name, operator)
    else:
        found = _of_absolute(left, right, name, operator == "<") or _of_line(left - right, name, operator == "<")
    return _positive(found) if found is not None and name.is_positive else found


def _positive(region: sympy.Set) -> sympy.Set:
    if isinstance(region, sympy.Interval) and region.start.is_extended_nonnegative:
        return region
    if isinstance(region, sympy.Interval) and region.start.is_extended_negative and region.end.is_extended_positive:
        return sympy.Interval(0, region.end, True, region.right_open)
    return sympy.Intersection(region, sympy.Interval.open(0, sympy.oo))


def _of_numbers(left: sympy.Expr, right: sympy.Expr, name: sympy.Symbol, operator: str) -> sympy.Set:
    """Without other names SymPy solves it."""
    free = sympy.Dummy(real=True)
    low, high = left.subs(name, free), right.subs(name, free)
    relation = low < high if operator == "<" else low <= high
    if relation in (sympy.true, sympy.false):
        return sympy.S.Reals if relation == sympy.true else sympy.S.EmptySet
    return sympy.solve_univariate_inequality(relation, free, relational=False)


def _of_absolute(left: sympy.Expr, right: sympy.Expr, name: sympy.Symbol, is_open: bool) -> sympy.Set | None:
    """`|a + b x| < c`, and `(a + b x)^2 < c` for a positive c."""
    if isinstance(left, sympy.Abs):
        inner, bound = left.args[0], right
    elif left.is_Pow and left.exp == 2 and right.is_positive:
        inner, bound = left.base, sympy.sqrt(right)
    else:
        return None
    slope = sympy.diff(inner, name)
    if name in bound.free_symbols or name in slope.free_symbols or slope.is_zero is not False:
        return None
    middle = -inner.subs(name, 0) / slope
    reach = bound / sympy.Abs(slope)
    return sympy.Interval(sympy.simplify(middle - reach), sympy.simplify(middle + reach), is_open, is_open)


def _of_line(difference: sympy.Expr, name: sympy.Symbol, is_open: bool) -> sympy.Set | None:
    """`a + b x < 0`, where the sign of b is known."""
    slope = sympy.diff(difference, name)
    if name in slope.free_symbols or slope.is_zero is not False:
        return None
    end = sympy.simplify(-difference.subs(name, 0) / slope)
    if slope.is_positive:
        return sympy.Interval(-sympy.oo, end, True, is_open)
    return sympy.Interval(end, sympy.oo, is_open, True) if slope.is_negative else None
