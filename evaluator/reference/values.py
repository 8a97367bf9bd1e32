"""From what a module author writes to kinds of answers."""

from __future__ import annotations

import sympy

from evaluator.kinds.equation import Equation
from evaluator.kinds.expression import Expression
from evaluator.kinds.kind import Kind
from evaluator.kinds.number import Number
from evaluator.kinds.set import Set
from evaluator.kinds.statement import Statement
from evaluator.kinds.tuple import Tuple

Value = Kind | sympy.Basic | int | str | tuple[object, ...] | frozenset[object]


def as_kind(value: object) -> Kind:
    """A kind stays; numbers, expressions and equations of SymPy, tuples and sets become one; a string is LaTeX.

    Raises TypeError for anything else.
    """
    if isinstance(value, Kind):
        return value
    if isinstance(value, str):
        return Statement(value)
    if isinstance(value, tuple):
        return Tuple(tuple(sympy.sympify(v, strict=True) for v in value))
    if isinstance(value, set | frozenset):
        return Set(tuple(sorted((sympy.sympify(v, strict=True) for v in value), key=sympy.default_sort_key)))
    if isinstance(value, sympy.Equality):
        return Equation(value.lhs, value.rhs)
    if isinstance(value, int | sympy.Expr) and not isinstance(value, bool):
        expr = sympy.Integer(value) if isinstance(value, int) else value
        return Expression(expr) if expr.free_symbols else Number(expr)
    raise TypeError(f"not an answer: {value!r} (write exact values; a decimal needs a kind)")


def symbols_of(kind: Kind) -> set[sympy.Symbol]:
    """The symbols in the gold value of `kind`."""
    values = [getattr(kind, name, None) for name in ("gold", "left", "right")]
    values += list(getattr(kind, "items", ()))
    values = [getattr(v, "value", v) for v in values]
    return {s for v in values if isinstance(v, sympy.Basic) for s in v.free_symbols}


def value_of(kind: Kind) -> sympy.Expr | None:
    """The one value that `kind` expects, or None where it is a statement, a class or words."""
    gold = getattr(kind, "gold", None)
    gold = getattr(gold, "value", gold)
    return gold if isinstance(gold, int | sympy.Expr) and kind.name != "growth" else None
