"""How large a constant would come out, estimated before any arithmetic is done on it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

import sympy

# Python refuses to print integers with more than 4,300 digits, so that nothing could be said about a longer one.
LONGEST: Final = 4000
# Decimal exponent up to which e^x is still evaluated in an instant.
STEEPEST: Final = 1e12
# Digits of a number whose root is taken: SymPy looks for its factors.
LONGEST_RADICAND: Final = 200


def power_too_large(base: sympy.Expr, exponent: sympy.Expr) -> bool:
    """Whether `base ** exponent` is too long to be written out, or too steep to be evaluated."""
    if exponent.is_Rational and base is not sympy.E:
        longest = max((length(n) for n in base.atoms(sympy.Rational)), default=0.0)
        most = LONGEST if exponent.is_Integer else LONGEST_RADICAND
        if longest > most or longest * _value(size(exponent)) > LONGEST:
            return True
    return bool(exponent.is_number) and abs(size(base)) * _value(size(exponent)) > STEEPEST


def factorial_too_large(argument: sympy.Expr) -> bool:
    """Whether `argument!` has too many digits."""
    return bool(argument.is_number) and _spread(_value(size(argument))) > LONGEST


def binomial_too_large(top: sympy.Expr, bottom: sympy.Expr) -> bool:
    """Whether the coefficient has too many digits or factors."""
    if not bottom.is_number:
        return False
    steps = _value(size(bottom))
    if top.is_Integer and bottom.is_Integer and 0 <= bottom <= top:
        steps = min(steps, _value(size(top - bottom)))
    return steps * max(size(top), 1.0) > LONGEST


def rounding_too_large(argument: sympy.Expr) -> bool:
    """Whether too many digits must be worked out to say which integer lies next to `argument`."""
    return bool(argument.is_number) and size(argument) > LONGEST


def product_too_large(values: Iterable[sympy.Basic]) -> bool:
    """Whether the numbers among `values` are too long to be multiplied or put over one denominator."""
    return sum(length(v) for v in values if v.is_Rational) > LONGEST


def length(number: sympy.Rational) -> float:
    """About how many digits numerator or denominator have, whichever has more."""
    return max(_log10(abs(number.p)), _log10(number.q))


def size(value: sympy.Basic) -> float:
    """An upper bound of log10 of a constant; symbols count as 1."""
    if value.is_Rational:
        return _log10(abs(value.p)) - _log10(value.q)
    if value is sympy.E:
        return math.log10(math.e)
    if isinstance(value, sympy.Pow | sympy.exp):
        base, exponent = value.as_base_exp()
        return abs(size(base)) * _value(size(exponent))
    below = [size(a) for a in value.args if isinstance(a, sympy.Expr)]
    if isinstance(value, sympy.Mul):
        return sum(below)
    if isinstance(value, sympy.Add):
        return max(below) + math.log10(len(below))
    if isinstance(value, sympy.sinh | sympy.cosh):
        return _value(below[0])
    if isinstance(value, sympy.factorial):
        return _spread(_value(below[0]))
    return max(below, default=0.0)


def _spread(number: float) -> float:
    """An upper bound of log10 of the factorial."""
    return number * math.log10(number) if number > 1 else 0.0


def _log10(number: int) -> float:
    return math.log10(number) if number > 0 else 0.0


def _value(size: float) -> float:
    return math.inf if size > 300 else 10.0**size
