"""The named functions that have a meaning in SymPy."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, Final

import sympy

from evaluator.errors import EvaluatorError
from evaluator.mathtext.magnitude import factorial_too_large, rounding_too_large

_SAME_NAME: Final = "sin cos tan cot sec csc sinh cosh tanh coth sech csch exp sign erf erfc".split()
_OF_ONE: Final[dict[str, Callable[[Any], Any]]] = {name: getattr(sympy, name) for name in _SAME_NAME} | {
    "ln": sympy.log,
    "lg": lambda x: sympy.log(x, 10),
    "sgn": sympy.sign,
    "sqrt": sympy.sqrt,
    "abs": sympy.Abs,
    "arcsin": sympy.asin,
    "arccos": sympy.acos,
    "arctan": sympy.atan,
    "arcsinh": sympy.asinh,
    "arccosh": sympy.acosh,
    "arctanh": sympy.atanh,
    "arcsec": sympy.asec,
    "arccsc": sympy.acsc,
    "arccot": sympy.acot,
    "arcsech": sympy.asech,
    "arccsch": sympy.acsch,
    "arccoth": sympy.acoth,
    "sinc": sympy.sinc,
    "factorial2": lambda n: _double_factorial(n),
    "arsinh": sympy.asinh,
    "arcosh": sympy.acosh,
    "artanh": sympy.atanh,
    "asin": sympy.asin,
    "acos": sympy.acos,
    "atan": sympy.atan,
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    "ReLU": lambda x: sympy.Max(0, x),
    "relu": lambda x: sympy.Max(0, x),
    "floor": lambda x: rounded(sympy.floor, x),
    "ceil": lambda x: rounded(sympy.ceiling, x),
}
_OF_COMPLEX: Final = {name: getattr(sympy, name) for name in ("re", "im", "conjugate", "arg")}
_OF_MANY: Final = {"max": sympy.Max, "min": sympy.Min}
_OF_INTEGERS: Final = {"gcd": sympy.igcd, "lcm": sympy.ilcm}
_OF_RATIONALS: Final = ("gcd", "lcm")


def known(name: str, arguments: Sequence[sympy.Expr]) -> Any:
    """The value of a function by its name, or None for one that is not known with so many arguments."""
    if name in _OF_ONE and len(arguments) == 1:
        return _OF_ONE[name](arguments[0])
    if name in _OF_COMPLEX and len(arguments) == 1 and arguments[0].is_number:  # names stand for real numbers elsewhere
        return _OF_COMPLEX[name](arguments[0])
    if name in _OF_MANY and arguments:
        return _OF_MANY[name](*arguments)
    if name in _OF_INTEGERS and len(arguments) > 1 and all(a.is_Integer for a in arguments):
        return sympy.Integer(_OF_INTEGERS[name](*(int(a) for a in arguments)))
    if name in _OF_RATIONALS and arguments and all(a.is_number for a in arguments):  # those of symbols may be whole
        return reduce(_common_divisor if name == "gcd" else _common_multiple, map(sympy.nsimplify, arguments))
    if name == "atan2" and len(arguments) == 2:
        return sympy.atan2(*arguments)
    if name == "mod" and len(arguments) == 2:
        return sympy.Mod(*arguments)
    return None


def _double_factorial(n: sympy.Expr) -> sympy.Expr:
    if factorial_too_large(n):
        raise EvaluatorError("a factorial is too large")
    return sympy.factorial2(n)


def _common_divisor(one: sympy.Expr, other: sympy.Expr) -> sympy.Expr:
    """Of rational numbers, too: the largest number of which both are whole multiples."""
    if not (one.is_Rational and other.is_Rational):
        return sympy.gcd(one, other)
    return sympy.Rational(math.gcd(one.p * other.q, other.p * one.q), one.q * other.q)


def _common_multiple(one: sympy.Expr, other: sympy.Expr) -> sympy.Expr:
    if not (one.is_Rational and other.is_Rational):
        return sympy.lcm(one, other)
    shared = _common_divisor(one, other)
    return abs(one * other) / shared if shared else sympy.S.Zero


def rounded(direction: Any, value: sympy.Expr) -> sympy.Expr:
    """`floor` or `ceiling` of `value`, left as it is where working it out would take too many digits."""
    return direction(value, evaluate=not rounding_too_large(value))
