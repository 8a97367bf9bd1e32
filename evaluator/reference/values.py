"""Expected values as people write them, and the kind that each becomes."""

from __future__ import annotations

from typing import Final

import sympy

from evaluator.kinds.equation import Equation
from evaluator.kinds.expression import Expression
from evaluator.kinds.kind import Kind
from evaluator.kinds.number import Number
from evaluator.kinds.region import Region
from evaluator.kinds.set import Set
from evaluator.kinds.statement import Statement
from evaluator.kinds.tuple import Tuple

Value = Kind | sympy.Basic | sympy.MatrixBase | int | str | tuple[object, ...] | list[object] | frozenset[object]

_BELOW: Final = (sympy.StrictLessThan, sympy.LessThan)
_ABOVE: Final = (sympy.StrictGreaterThan, sympy.GreaterThan)


def as_kind(value: object) -> Kind:
    """A kind stays, a string is LaTeX.

    What SymPy and Python have for numbers, expressions, equations, inequalities, intervals, sets, tuples and matrices
    becomes a kind. Raises TypeError for anything else, with what to write instead.
    """
    if isinstance(value, Kind):
        return value
    if isinstance(value, str):
        return Statement(value)
    if isinstance(value, tuple | list | sympy.Tuple):
        return Tuple(tuple(sympy.sympify(v, strict=True) for v in value))
    if isinstance(value, set | frozenset | sympy.FiniteSet):
        return Set(tuple(sorted((sympy.sympify(v, strict=True) for v in value), key=sympy.default_sort_key)))
    if isinstance(value, sympy.Equality):
        return Equation(value.lhs, value.rhs)
    if isinstance(value, sympy.core.relational.Relational | sympy.And | sympy.Or):
        return Region(_where(value))
    if isinstance(value, sympy.Set):
        return Region(value)
    if isinstance(value, sympy.MatrixBase):
        return Expression(value.as_immutable())
    if isinstance(value, int | sympy.Expr) and not isinstance(value, bool):
        expr = sympy.Integer(value) if isinstance(value, int) else value
        return Expression(expr) if expr.free_symbols else Number(expr)
    raise TypeError(f"not an answer: {value!r} ({_instead(value)})")


def _where(condition: sympy.Basic) -> sympy.Set:
    """Where a condition lets one symbol be: `eta < 2/L`, `And(0 < eta, eta < 2/L)`, `Abs(w) < 1`. A positive one begins
    at 0."""
    if isinstance(condition, sympy.Or):
        return sympy.Union(*map(_where, condition.args))
    parts = condition.args if isinstance(condition, sympy.And) else (condition,)
    bounds = [bound for part in parts for bound in _bounds(part)]
    symbols = {each.lhs for each in bounds}
    if len(symbols) != 1:
        raise TypeError(f"not an answer: {condition} (it bounds several symbols: write Region(Interval.open(0, 1)))")
    (symbol,) = symbols
    low, high = (0 if symbol.is_positive else -sympy.oo, True), (sympy.oo, True)
    for each in bounds:
        if isinstance(each, _BELOW):
            high = (each.rhs, isinstance(each, sympy.StrictLessThan))
        else:
            low = (each.rhs, isinstance(each, sympy.StrictGreaterThan))
    return sympy.Interval(low[0], high[0], low[1], high[1])


def _bounds(relation: sympy.Basic) -> list[sympy.core.relational.Relational]:
    """The relation with its symbol on the left; two where its absolute value is bounded."""
    for side in (relation, relation.reversed) if isinstance(relation, (*_BELOW, *_ABOVE)) else ():
        symbol = side.lhs.args[0] if isinstance(side.lhs, sympy.Abs) else side.lhs
        if not isinstance(symbol, sympy.Symbol) or symbol in side.rhs.free_symbols:
            continue
        if symbol == side.lhs:
            return [side]
        if isinstance(side, _BELOW):
            below = side.func(symbol, side.rhs)
            return [below] if symbol.is_positive else [below, type(below.reversed)(symbol, -side.rhs)]
    raise TypeError(f"not an answer: {relation} (a symbol must stand alone on one side: eta < 2/L, Abs(w) < 1)")


def _instead(value: object) -> str:
    if isinstance(value, bool):
        return "for a choice write Choice('yes', (('yes',), ('no',)))"
    if isinstance(value, float):
        exact = f"Rational({str(sympy.nsimplify(value, rational=True))!r})"
        return f"write {exact} for an exact value, Number({exact}, digits=2) for a rounded one"
    return "write an expression, a number, a set or a tuple of SymPy, LaTeX, or a kind"


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
