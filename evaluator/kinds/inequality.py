"""Inequalities with symbols in their ends: `0 < \\eta < 2/L`, `\\eta \\in (0, 2/L)`, `|1 - \\eta L| < 1`.

Both are tried at many points, and at their own ends, which tells `<` from `\\le`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import sympy

from evaluator.equality import decimals, sampling
from evaluator.errors import EvaluatorError
from evaluator.kinds.final import stated
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Interval, Node, Relation, Sequence
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness

_ORDER: Final = {"<": ("<", False), "<=": ("<=", False), ">": ("<", True), ">=": ("<=", True)}  # turned round?
_POINTS: Final = 300
_ENDS: Final = 6  # points on each end
_LEAST: Final = 5  # points at which it holds, and at which it does not
_MOST_SYMBOLS: Final = 6
_DIGITS: Final = 15
_SIGNS: Final = ("positive", "negative", "nonnegative", "nonpositive", "zero", "integer")
_CLEAR: Final = 1e-9  # from here on a difference has a sign whatever was rounded
Point = Mapping[sympy.Symbol, sympy.Expr]


@dataclass(frozen=True)
class Condition:
    """`low < high`, or `<=` where it is not strict."""

    low: sympy.Expr
    high: sympy.Expr
    strict: bool

    def holds(self, point: Point) -> bool | None:
        """None where a side has no real value."""
        rounded = self._gap.evalf(_DIGITS, subs=point)
        if rounded.is_Float and rounded.is_finite and abs(rounded) > _CLEAR:
            return bool(rounded > 0)
        gap = self._gap.subs(point)
        if gap.is_zero:
            return not self.strict
        value = gap.evalf(20)
        return bool(value > 0) if value.is_real and value.is_finite else None

    @cached_property
    def _gap(self) -> sympy.Expr:
        return sympy.sympify(self.high - self.low)


def compare(gold: Node, found: Node, scope: Scope) -> Outcome | None:
    """None where one of them is no inequality."""
    one, other = conditions(gold, scope), conditions(found, scope)
    if one is None or other is None:
        return None
    symbols = sorted(
        {s for c in (*one, *other) for s in (c.low.free_symbols | c.high.free_symbols)}, key=lambda s: str(s.name)
    )
    if not symbols or len(symbols) > _MOST_SYMBOLS:
        return None
    told = [0, 0]
    for point in (*_points(symbols, scope.domain), *_ends((*one, *other), symbols, scope.domain)):
        here, there = _all(one, point), _all(other, point)
        if here is None or there is None:
            continue
        if here != there:
            return _apart(point, here, there)
        told[here] += 1
    if min(told) < _LEAST:
        return Unknown(cause=Cause.no_decision, reason="the inequalities could not be told apart at the points tried")
    return Equal(certainty="sampled", method=f"{sum(told)} points, the ends among them")


def conditions(node: Node, scope: Scope) -> tuple[Condition, ...] | None:
    """What must hold together; None for anything but inequalities and intervals."""
    node = stated(node)
    if not isinstance(node, Relation):
        return None
    try:
        if node.operators == ("in",) and (interval := _interval(node.operands[1])) is not None:
            return _within(node.operands[0], interval, scope)
        if not set(node.operators) <= _ORDER.keys():
            return None
        values = [sympy.sympify(decimals.read(o, scope).value) for o in node.operands]
    except EvaluatorError:
        return None
    if not all(isinstance(v, sympy.Expr) for v in values):
        return None
    return tuple(_condition(a, op, b) for a, op, b in zip(values, node.operators, values[1:], strict=False))


def _condition(left: sympy.Expr, operator: str, right: sympy.Expr) -> Condition:
    plain, turned = _ORDER[operator]
    low, high = (right, left) if turned else (left, right)
    return Condition(low, high, plain == "<")


def _interval(node: Node) -> Interval | None:
    """`(a, b)` and `[a, b]` look like pairs."""
    if isinstance(node, Sequence) and node.kind in ("tuple", "list") and len(node.items) == 2:
        closed = node.kind == "list"
        return Interval(*node.items, closed, closed)
    return node if isinstance(node, Interval) else None


def _within(subject: Node, interval: Interval, scope: Scope) -> tuple[Condition, ...]:
    value, low, high = (sympy.sympify(decimals.read(n, scope).value) for n in (subject, interval.lower, interval.upper))
    return Condition(low, value, not interval.lower_closed), Condition(value, high, not interval.upper_closed)


def _points(symbols: list[sympy.Symbol], ranges: sampling.Ranges) -> Iterator[Point]:
    """Of all sizes, for a step may be bounded by the square of something; signs as the symbols allow."""
    for number in range(_POINTS):
        generator = random.Random(f"inequality {number}")
        yield {s: _drawn(s, ranges, number, generator) for s in symbols}


def _drawn(symbol: sympy.Symbol, ranges: sampling.Ranges, number: int, generator: random.Random) -> sympy.Expr:
    if symbol in ranges:
        return sampling.draw(symbol, ranges[symbol], "real", number)
    if symbol.is_integer:
        size = sympy.Integer(generator.randint(1, 12))
    else:
        size = sympy.Rational(generator.randint(1, 40), generator.randint(1, 40))
    negative = symbol.is_nonpositive or (not symbol.is_nonnegative and generator.random() > 0.7)
    return -size if negative else size


def _ends(conditions: tuple[Condition, ...], symbols: list[sympy.Symbol], ranges: sampling.Ranges) -> Iterator[Point]:
    """Points at which one side equals the other, where one side is a symbol alone that may have this value."""
    for condition in conditions:
        for symbol, value in ((condition.low, condition.high), (condition.high, condition.low)):
            if not symbol.is_Symbol or value.has(symbol):
                continue
            for number in range(_ENDS):
                generator = random.Random(f"end {number}")
                point = {s: _drawn(s, ranges, number, generator) for s in symbols if s != symbol}
                end = sympy.sympify(value).subs(point)
                if end.is_real and end.is_finite and _may_be(symbol, end, ranges):
                    yield {**point, symbol: end}


def _may_be(symbol: sympy.Symbol, value: sympy.Expr, ranges: sampling.Ranges) -> bool:
    """Whether what is known of `symbol` allows this `value`."""
    said = symbol.assumptions0.items()
    if any(getattr(value, f"is_{fact}", None) is (not holds) for fact, holds in said if fact in _SIGNS):
        return False
    low, high = ranges.get(symbol, (-sympy.oo, sympy.oo))
    return bool(low < value < high)


def _all(conditions: tuple[Condition, ...], point: Point) -> bool | None:
    held = [c.holds(point) for c in conditions]
    return None if None in held else all(held)


def _apart(point: Point, here: bool, there: bool) -> Different:
    shown = {str(s.name): str(v) for s, v in point.items()}
    witness = Witness(
        point=shown, expected="holds" if here else "does not hold", found="holds" if there else "does not"
    )
    return Different(witness=witness, method="a point that only one of them allows")
