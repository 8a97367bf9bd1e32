"""Relations, sets, limits and conditions as SymPy."""

from __future__ import annotations

from functools import reduce
from typing import Any, Final

import sympy

from evaluator.mathtext import tree
from evaluator.mathtext.conditions import BAR
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.symbolic_base import Convert, NotSymbolic, expression

_COMPARE: Final[dict[str, Any]] = {
    "=": sympy.Eq,
    "equiv": sympy.Eq,
    ":=": sympy.Eq,
    "!=": sympy.Ne,
    "<": sympy.Lt,
    "<=": sympy.Le,
    ">": sympy.Gt,
    ">=": sympy.Ge,
}


def relation(node: tree.Relation, to: Convert, _scope: Scope) -> Any:
    if not all(o in _COMPARE for o in node.operators):
        raise NotSymbolic(node, "a relation without a truth value")
    values = [to(o) for o in node.operands]
    if not all(isinstance(v, sympy.Expr) for v in values):
        raise NotSymbolic(node, "a relation between things that are no expressions")
    pairs = zip(node.operators, values, values[1:], strict=False)
    parts = [_COMPARE[o](a, b, evaluate=False) for o, a, b in pairs]
    return parts[0] if len(parts) == 1 else sympy.And(*parts, evaluate=False)


def sequence(node: tree.Sequence, to: Convert, _scope: Scope) -> Any:
    items = [to(i) for i in node.items]
    return sympy.FiniteSet(*items) if node.kind == "set" else sympy.Tuple(*items)


def interval(node: tree.Interval, to: Convert, _scope: Scope) -> Any:
    low, high = expression(node, to(node.lower)), expression(node, to(node.upper))
    return sympy.Interval(low, high, not node.lower_closed, not node.upper_closed)


def sets(node: tree.SetOperation, to: Convert, _scope: Scope) -> Any:
    kinds = {"cup": sympy.Union, "cap": sympy.Intersection, "and": sympy.And, "or": sympy.Or}
    values = [to(o) for o in node.operands]
    if node.operator in ("cup", "cap", "setminus") and not all(isinstance(v, sympy.Set) for v in values):
        raise NotSymbolic(node, "an operation on things that are no sets")
    if node.operator == "setminus":
        return reduce(sympy.Complement, values)
    return kinds[node.operator](*values)


def limit(node: tree.Big, lower: tree.Relation, to: Convert) -> Any:
    r"""Of `x \to a^+` from above, of `x \to a^-` from below."""
    variable, target = lower.operands
    side = target.exponent if isinstance(target, tree.Power) else None
    if isinstance(side, tree.Text) and isinstance(target, tree.Power):
        return sympy.Limit(expression(node, to(node.body)), to(variable), to(target.base), side.text)
    return sympy.Limit(expression(node, to(node.body)), to(variable), to(target), "+-")


def given(node: tree.Juxtaposed, to: Convert, _scope: Scope) -> Any:
    """`A | B`, in brackets: an unknown function of what stands before the bar and of what stands behind it."""
    if node.items.count(BAR) != 1 or BAR in (node.items[0], node.items[-1]):
        raise NotSymbolic(node, "juxtaposed has no value")
    place = node.items.index(BAR)
    sides = [[expression(node, to(item)) for item in side] for side in (node.items[:place], node.items[place + 1 :])]
    return sympy.Function(f"given{len(sides[0])}")(*sides[0], *sides[1])
