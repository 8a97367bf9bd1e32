"""What one unit is worth in another."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final

import sympy

if TYPE_CHECKING:
    import pint

_LONGEST: Final = 80  # characters in a unit


def conversion(unit: str, into: str) -> sympy.Rational | None:
    """What one `unit` is worth in `into`: 0 when the dimensions differ, None when a unit is not known."""
    if max(len(unit), len(into)) > _LONGEST:
        return None
    if unit == into:
        return sympy.Integer(1)
    import pint  # takes longer to load than most answers to compare, and its registry to start

    try:
        one = _registry().Quantity(Fraction(1), _registry().parse_units(unit))
        factor = Fraction(one.to(_registry().parse_units(into)).magnitude)
    except pint.DimensionalityError:
        return sympy.Integer(0)
    except (pint.PintError, AttributeError, ValueError, TypeError, ArithmeticError, AssertionError):
        return None
    return sympy.Rational(factor.numerator, factor.denominator)


@cache
def _registry() -> pint.UnitRegistry[Fraction]:
    import pint

    registry: pint.UnitRegistry[Fraction] = pint.UnitRegistry(non_int_type=Fraction)
    registry.define("KB = kilobyte")  # as most people write it
    registry.define("FLOP = [computation] = _ = FLOPs = FLOPS")
    return registry
