"""The third rung: showing that a difference vanishes, within bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import sympy
from sympy.core.function import AppliedUndef
from sympy.functions.elementary.hyperbolic import HyperbolicFunction
from sympy.functions.elementary.trigonometric import TrigonometricFunction

from evaluator.equality.canonical import expandable, operations
from evaluator.equality.guards import SYMPY_FAILURES

Step = Callable[[sympy.Expr], sympy.Expr]

_CHEAP: Final = 400
_COSTLY: Final = 120


def vanishes(difference: sympy.Expr) -> str | None:
    """The name of the method that proves `difference` to be zero, or None when none does."""
    size = operations(difference)
    if not expandable(difference):
        return None
    open_sums = any(total.function.atoms(AppliedUndef) for total in difference.atoms(sympy.Sum, sympy.Product))
    for name, limit, step in _STEPS:
        if size > limit or (open_sums and limit == _COSTLY):  # nothing adds up what nobody knows
            continue
        try:
            if step(difference) == 0:
                return name
        except SYMPY_FAILURES:
            continue
    return None


def _expanded(difference: sympy.Expr) -> sympy.Expr:
    return sympy.expand(difference) if expandable(difference) else difference


def _rational(difference: sympy.Expr) -> sympy.Expr:
    return sympy.cancel(sympy.together(difference)) if expandable(difference) else difference


def _logarithms(difference: sympy.Expr) -> sympy.Expr:
    return sympy.simplify(sympy.expand_log(sympy.powsimp(difference)))


def _summed(difference: sympy.Expr) -> sympy.Expr:
    return sympy.simplify(difference.doit())


def _combinatorial(difference: sympy.Expr) -> sympy.Expr:
    return sympy.gammasimp(sympy.combsimp(difference))


def _denested(difference: sympy.Expr) -> sympy.Expr:
    return sympy.expand(sympy.sqrtdenest(sympy.radsimp(difference)))


def _as_exponentials(difference: sympy.Expr) -> sympy.Expr:
    return sympy.expand(difference.rewrite(sympy.exp))


def _hyperbolic(difference: sympy.Expr) -> sympy.Expr:
    """Rational in exponentials; much quicker than what SymPy does for trigonometry."""
    if not difference.has(HyperbolicFunction):
        return difference
    return sympy.cancel(sympy.together(difference.rewrite(sympy.exp)))


def _circular(difference: sympy.Expr) -> sympy.Expr:
    """The numerator in sines and cosines, where no power of a cosine above the first is left."""
    if not difference.has(TrigonometricFunction):
        return difference
    plain = sympy.expand_trig(difference.rewrite(sympy.sec, sympy.cos).rewrite(sympy.csc, sympy.sin))
    plain = plain.replace(sympy.tan, lambda x: sympy.sin(x) / sympy.cos(x))
    plain = plain.replace(sympy.cot, lambda x: sympy.cos(x) / sympy.sin(x))
    left = sympy.expand(sympy.fraction(sympy.together(plain))[0])
    for cosine in left.atoms(sympy.cos):
        left = sympy.rem(left, cosine**2 + sympy.sin(cosine.args[0]) ** 2 - 1, cosine)
    return sympy.expand(left)


_STEPS: Final[tuple[tuple[str, int, Step], ...]] = (
    ("expansion", _CHEAP, _expanded),
    ("common denominator", _CHEAP, _rational),
    ("radicals", _COSTLY, _denested),
    ("exponentials", _COSTLY, _as_exponentials),
    ("hyperbolic functions", _COSTLY, _hyperbolic),
    ("sines and cosines", _COSTLY, _circular),
    ("trigonometry", _COSTLY, sympy.trigsimp),
    ("factorials", _COSTLY, _combinatorial),
    ("simplification", _COSTLY, sympy.simplify),
    ("logarithms", _COSTLY, _logarithms),
    ("summation", _COSTLY, _summed),
)
