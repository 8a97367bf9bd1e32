"""The second rung: both expressions at seeded points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import sympy

from evaluator.equality.numeric import (
    CHECK_DIGITS,
    DIGITS,
    close,
    concrete,
    ends_of_sums,
    is_real,
    negligible,
    value_at,
    written,
)
from evaluator.equality.sampling import STAGES, Point, Stage, needs_stages, points
from evaluator.mathtext.scope import Scope
from evaluator.model import Witness

ENOUGH: Final = 12  # points at which both have a value
TRIES: Final = 40
FEWEST: Final = 4  # fewer points say nothing
_ROUNDING: Final = (sympy.floor, sympy.ceiling)


@dataclass(frozen=True)
class Fingerprint:
    """`agreeing` points, and the first one that tells the two apart, if any."""

    agreeing: int
    witness: Witness | None = None
    values: tuple[sympy.Expr, sympy.Expr] | None = None  # at the witness

    @property
    def says_something(self) -> bool:
        return self.witness is not None or self.agreeing >= 1


def fingerprint(gold: sympy.Expr, found: sympy.Expr, scope: Scope) -> Fingerprint:
    """Compares at points where the expected answer has a value, real where it can be."""
    one, other = concrete(gold, found)
    symbols = one.free_symbols | other.free_symbols
    if not symbols:
        return _at_points(one, other, [{}], real=False)
    stages = STAGES if needs_stages(symbols, scope.domain) else STAGES[:1]
    counted = ends_of_sums(one) | ends_of_sums(other)
    best = Fingerprint(0)
    for stage in stages:
        drawn = list(points(symbols, scope.domain, stage, TRIES, counted))
        result = _at_points(one, other, drawn, real=_wants_real(stage, one))
        if result.witness or result.agreeing >= FEWEST:
            return result
        best = max(best, result, key=lambda r: r.agreeing)
    return best


def _wants_real(stage: Stage, gold: sympy.Expr) -> bool:
    """Outside its natural domain a real formula turns complex: such points are not asked about."""
    return stage != "complex" and not gold.has(sympy.I)


def _at_points(gold: sympy.Expr, found: sympy.Expr, drawn: list[Point], real: bool) -> Fingerprint:
    agreeing = 0
    for point in drawn:
        expected = value_at(gold, point)
        if expected is None or (real and not is_real(expected)):
            continue
        got = value_at(found, point)
        if got is None:
            continue
        if not close(expected, got, DIGITS) and (told := _confirmed(gold, found, point)):
            return Fingerprint(agreeing, witness_at(point, *told), told)
        agreeing += 1
        if agreeing >= ENOUGH:
            break
    return Fingerprint(agreeing)


def agree_where_whole(gold: sympy.Expr, found: sympy.Expr, scope: Scope) -> bool:
    """Whether only `found` rounds, and differs only where `gold` is no whole number: K/2 for an even K."""
    symbols = gold.free_symbols | found.free_symbols
    if not found.has(*_ROUNDING) or gold.has(*_ROUNDING) or not symbols or not all(s.is_integer for s in symbols):
        return False
    drawn = list(points(symbols, scope.domain, STAGES[0], TRIES))
    values = [(value_at(gold, point), value_at(found, point)) for point in drawn]
    whole = [
        (one, two) for one, two in values if one is not None and two is not None and close(one, round(one), DIGITS)
    ]
    return len(whole) >= FEWEST and all(close(one, two, DIGITS) for one, two in whole)


def _confirmed(gold: sympy.Expr, found: sympy.Expr, point: Point) -> tuple[sympy.Expr, sympy.Expr] | None:
    """Both values in many more digits, when they still disagree."""
    expected, got = value_at(gold, point, CHECK_DIGITS), value_at(found, point, CHECK_DIGITS)
    if expected is None or got is None:
        return None
    if close(expected, got, CHECK_DIGITS) or negligible(expected, got, CHECK_DIGITS):
        return None
    return expected, got


def witness_at(point: Point, expected: sympy.Expr, found: sympy.Expr) -> Witness:
    """Readable values at a point."""
    return Witness(
        point={s.name: plain(v) for s, v in point.items()},
        expected=written(expected, found),
        found=written(found, expected),
    )


def plain(value: sympy.Expr) -> str:
    """A drawn value as one writes it."""
    if value.is_Rational and not value.is_Integer:
        return written(sympy.N(value, 15))
    return written(value)
