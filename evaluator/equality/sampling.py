"""Seeded points inside the assumptions and domain of each symbol."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, Literal

import sympy

Stage = Literal["real", "positive", "integer", "complex"]
Point = dict[sympy.Symbol, sympy.Expr]
Ranges = Mapping[sympy.Symbol, tuple[float, float]]

# How a symbol without assumptions is read, in turn, until the expected answer has values there.
STAGES: Final[tuple[Stage, ...]] = ("real", "positive", "integer", "complex")
_PRIMES: Final = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29)
_STEPS: Final = 1000  # reals are drawn on a grid of thousandths, so that a witness is short to write


_TERMS: Final = (2, 6)  # of a sum that runs to a symbol


def points(
    symbols: Iterable[sympy.Symbol],
    ranges: Ranges,
    stage: Stage,
    count: int,
    counts: Collection[sympy.Symbol] = frozenset(),
) -> Iterator[Point]:
    """`count` points; the value of a symbol does not depend on which others are drawn with it.

    `counts` are those that sums run to: whole and small, whatever is said of them.
    """
    ordered = sorted(symbols, key=lambda s: (s.name, sympy.srepr(s)))
    for index in range(count):
        yield {s: _number_of_terms(s, index) if s in counts else draw(s, ranges.get(s), stage, index) for s in ordered}


def _number_of_terms(symbol: sympy.Symbol, index: int) -> sympy.Integer:
    return sympy.Integer(random.Random(f"{symbol.name}/terms/{index}").randint(*_TERMS))


def draw(symbol: sympy.Symbol, within: tuple[float, float] | None, stage: Stage, index: int) -> sympy.Expr:
    """The value of `symbol` at the point number `index`."""
    generator = random.Random(f"{symbol.name}/{stage}/{index}")
    if symbol.is_integer:
        return _integer(symbol, within, generator)
    if within is not None:
        return _between(*within, generator)
    if symbol.is_real:
        return _real(symbol, generator)
    return _free(symbol, stage, generator)


def needs_stages(symbols: Iterable[sympy.Symbol], ranges: Ranges) -> bool:
    """Whether some symbol says nothing about itself."""
    return any(s not in ranges and not s.is_real for s in symbols)


def _integer(symbol: sympy.Symbol, within: tuple[float, float] | None, generator: random.Random) -> sympy.Integer:
    if symbol.is_prime:
        return sympy.Integer(generator.choice(_PRIMES))
    low, high = within or _integer_range(symbol)
    value = generator.randint(int(max(low, -(10**6)) // 1), int(min(high, 10**6)))
    value = max(value, int(low) + 1) if within and value <= low else value
    if symbol.is_even or symbol.is_odd:
        value += (value % 2 == 0) != bool(symbol.is_even)
    if value == 0 and symbol.is_nonzero:
        value = 1
    return sympy.Integer(value)


def _integer_range(symbol: sympy.Symbol) -> tuple[int, int]:
    if symbol.is_positive:
        return 1, 23
    if symbol.is_nonnegative:
        return 0, 23
    if symbol.is_negative:
        return -23, -1
    return -11, 11


def _between(low: float, high: float, generator: random.Random) -> sympy.Rational:
    low, high = max(low, -(10.0**6)), min(high, 10.0**6)
    share = sympy.Rational(generator.randint(1, _STEPS - 1), _STEPS)
    start, end = sympy.Rational(str(low)), sympy.Rational(str(high))
    return start + (end - start) * share


def _real(symbol: sympy.Symbol, generator: random.Random) -> sympy.Rational:
    size = sympy.Rational(generator.randint(250, 3250), _STEPS)
    if symbol.is_nonnegative:
        return size
    if symbol.is_nonpositive:
        return -size
    return size if generator.random() < 0.5 else -size


def _free(symbol: sympy.Symbol, stage: Stage, generator: random.Random) -> sympy.Expr:
    size = sympy.Rational(generator.randint(250, 3250), _STEPS)
    negative = generator.random() < 0.5
    if stage == "positive" or symbol.is_positive:
        return size
    if stage == "integer":
        return sympy.Integer(generator.randint(1, 15))
    if stage == "complex":
        return size + sympy.I * sympy.Rational(generator.randint(-3250, 3250), _STEPS)
    return -size if negative else size
