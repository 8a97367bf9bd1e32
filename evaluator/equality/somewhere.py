"""Two expressions at a few points: a value or two tell that a relation between them cannot hold, long before `simplify`
does. What they say is never the last word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import sympy

from evaluator.equality.canonical import canonical
from evaluator.equality.numeric import concrete

POINTS: Final = 4  # all signs of two symbols
NOISE: Final = 1e-9  # of a value of 15 digits that should be one
FAR: Final = 10**12
NEAR_AT_FAR: Final = 0.1  # n log n + n is 4 % more than n log n there

Point = dict[sympy.Symbol, sympy.Expr]
Relation = Callable[[complex, complex], complex]


@dataclass(frozen=True)
class Seen:
    """The expected expression and the one that was found."""

    gold: sympy.Expr
    found: sympy.Expr

    @cached_property
    def wanted(self) -> set[sympy.Expr]:
        """The terms of the expected sum."""
        return _terms(self.gold)

    @cached_property
    def given(self) -> set[sympy.Expr]:
        """The terms of the sum that was found."""
        return _terms(self.found)

    def may(self, one: Relation) -> bool:
        """Whether `one` of both values may be 1 everywhere; not where they have no values to say so."""
        return bool(self._values) and all(abs(_value(one, *pair) - 1) <= NOISE for pair in self._values)

    def may_meet(self, symbol: sympy.Symbol) -> bool:
        """Whether the two may agree to leading order where `symbol` is large."""
        pair = self._at(self._points[0] | {symbol: sympy.Integer(FAR)})
        return pair is None or abs(_value(lambda gold, found: found / gold, *pair) - 1) <= NEAR_AT_FAR

    def may_be_monomial(self) -> bool:
        """Whether doubling a symbol may change their ratio by the same factor wherever the others are."""
        return not any(self._bends(symbol) for symbol in self._symbols)

    def _bends(self, symbol: sympy.Symbol) -> bool:
        one, other = (self._step(point, symbol) for point in self._points[:2])
        return bool(one and other and abs(one / other - 1) > NOISE)

    def _step(self, at: Point, symbol: sympy.Symbol) -> complex | None:
        before, grown = self._at(at), self._at(at | {symbol: 2 * at[symbol]})
        if before is None or grown is None or 0 in (*before, *grown):
            return None
        return (grown[1] / grown[0]) / (before[1] / before[0])

    @cached_property
    def _symbols(self) -> list[sympy.Symbol]:
        return sorted(self.gold.free_symbols | self.found.free_symbols, key=str)

    @cached_property
    def _points(self) -> list[Point]:
        return [{s: _somewhere(s, i, turn) for i, s in enumerate(self._symbols)} for turn in range(POINTS)]

    @cached_property
    def _values(self) -> list[tuple[complex, complex]]:
        points = self._points if self._symbols else self._points[:1]
        return [pair for pair in map(self._at, points) if pair is not None and any(pair)]

    @cached_property
    def _concrete(self) -> tuple[sympy.Expr, sympy.Expr]:
        gold, found = concrete(self.gold, self.found)
        return gold, found

    def _at(self, point: Point) -> tuple[complex, complex] | None:
        gold, found = (_number(each, point) for each in self._concrete)
        return None if gold is None or found is None else (gold, found)


def _value(relation: Relation, gold: complex, found: complex) -> complex:
    """What is divided by zero is not 1."""
    try:
        return relation(gold, found)
    except (ZeroDivisionError, OverflowError):
        return 0


def _number(expr: sympy.Expr, at: Point) -> complex | None:
    value = expr.evalf(15, subs=at)
    if value.free_symbols or not value.is_number:
        value = expr.subs(at).evalf(15)
    return complex(value) if value.is_number and value.is_finite else None


def _terms(expr: sympy.Expr) -> set[sympy.Expr]:
    return {term for term in sympy.Add.make_args(canonical(expr)) if term != 0}


def _somewhere(symbol: sympy.Symbol, number: int, turn: int) -> sympy.Expr:
    """A value that the assumptions of a symbol allow, another one for each; of either sign where both are allowed."""
    value = sympy.Integer(3 + 2 * number) if symbol.is_integer else sympy.Rational(13 + 7 * number, 9 + 2 * number)
    either = symbol.is_negative is None and symbol.is_nonnegative is None
    return -value if symbol.is_negative or (either and turn >> (number % POINTS.bit_length()) & 1) else value
