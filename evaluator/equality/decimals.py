"""Decimals are worth what their digits say: 0.637 stands for all that rounds to it.

Each decimal numeral of a formula becomes a parameter that may move by half a unit in its last place; two formulas
agree when they do within what those parameters can do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import sympy

from evaluator.equality.guards import SYMPY_FAILURES
from evaluator.equality.numeric import is_real, value_at
from evaluator.equality.rewrite import rebuild
from evaluator.equality.sampling import points
from evaluator.equality.sizes import too_large
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.symbolic import NotSymbolic, spelling, to_sympy
from evaluator.mathtext.tree import Call, Name, Node, Number, Sequence
from evaluator.model import Equal

FEWEST_DIGITS: Final = 2  # significant digits; a single one is no value
_POINTS: Final = 6
_ROUNDING: Final = 1 + sympy.Rational(1, 10**9)


@dataclass(frozen=True)
class Reading:
    """What a formula is worth: `value`, give or take `slack`, known to `digits` significant digits (None: exact)."""

    value: sympy.Basic
    slack: sympy.Expr = field(default_factory=lambda: sympy.Integer(0))
    digits: int | None = None


def read(node: Node, scope: Scope) -> Reading:
    """The value of `node`. Raises `NotSymbolic` for what has none."""
    if reason := too_large(node):
        raise NotSymbolic(node, reason)
    if isinstance(node, Sequence) and node.kind in ("tuple", "list"):
        return Reading(sympy.Tuple(*(read(item, scope).value for item in node.items)))
    numerals: list[str] = []
    marked = _mark(node, numerals)
    if not numerals:
        return Reading(to_sympy(node, scope))
    symbols = [sympy.Dummy(f"decimal {i}", real=True) for i in range(len(numerals))]
    named = {spelling(_placeholder(i)): s for i, s in enumerate(symbols)}
    value = to_sympy(marked, replace(scope, symbols={**scope.symbols, **named}))
    exact = dict(zip(symbols, (sympy.Rational(n) for n in numerals), strict=True))
    return Reading(value.subs(exact), _slack(value, symbols, numerals, exact), min(map(_significant, numerals)))


def agree(gold: Reading, found: Reading, scope: Scope) -> Equal | None:
    """Equal by the digits given, or None."""
    digits = [r.digits for r in (gold, found) if r.digits is not None]
    if not digits or min(digits) < FEWEST_DIGITS:
        return None
    if not (isinstance(gold.value, sympy.Expr) and isinstance(found.value, sympy.Expr)):
        return None
    symbols = gold.value.free_symbols | found.value.free_symbols
    drawn = points(symbols, scope.domain, "positive", _POINTS) if symbols else iter([{}])
    checks = [_within(gold, found, point) for point in drawn]
    if any(c is False for c in checks) or not any(checks):
        return None
    return Equal(certainty="sampled", method=f"the digits given ({min(digits)} significant)")


def _within(gold: Reading, found: Reading, point: dict[sympy.Symbol, sympy.Expr]) -> bool | None:
    expected, got = value_at(gold.value, point), value_at(found.value, point)
    slacks = [abs(s) for r in (gold, found) if (s := value_at(r.slack, point)) is not None]
    if expected is None or got is None or len(slacks) < 2 or not is_real(expected):
        return None
    return bool(abs(expected - got) <= max(slacks) * _ROUNDING)


def _slack(
    value: sympy.Basic, symbols: list[sympy.Dummy], numerals: list[str], exact: Mapping[sympy.Dummy, sympy.Rational]
) -> sympy.Expr:
    try:
        moves = [abs(sympy.diff(value, s)) * _half(n) for s, n in zip(symbols, numerals, strict=True)]
        return sympy.Add(*moves).subs(exact)
    except SYMPY_FAILURES:
        return sympy.Integer(0)


def _half(numeral: str) -> sympy.Rational:
    return sympy.Rational(1, 2 * 10 ** len(numeral.partition(".")[2]))


def _significant(numeral: str) -> int:
    return len(numeral.replace(".", "").lstrip("0"))


def _mark(node: Node, numerals: list[str]) -> Node:
    if isinstance(node, Name) or (isinstance(node, Call) and _is_of_whole_multiples(node)):
        return node
    if isinstance(node, Number) and node.text.partition(".")[2]:
        numerals.append(node.text)
        return _placeholder(len(numerals) - 1)
    return rebuild(node, lambda below: _mark(below, numerals))


def _is_of_whole_multiples(node: Call) -> bool:
    """What divides two numbers says nothing of numbers near by."""
    return isinstance(node.function, Name) and node.function.base in ("gcd", "lcm", "mod")


def _placeholder(index: int) -> Name:
    return Name("decimalnumeral", sub=Number(str(index)))
