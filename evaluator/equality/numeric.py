"""Values of expressions at points, to many digits, and whether two of them are one."""

from __future__ import annotations

import random
from typing import Final

import sympy
from sympy.core.function import AppliedUndef

from evaluator.equality.guards import SYMPY_FAILURES
from evaluator.equality.sampling import Point

DIGITS: Final = 30
CHECK_DIGITS: Final = 90  # a disagreement is looked at again with this many


def value_at(expr: sympy.Expr, point: Point, digits: int = DIGITS) -> sympy.Expr | None:
    """The finite complex value of `expr` at `point`; None at a pole or where there is no value."""
    try:
        if ends_of_sums(expr):  # term by term: SymPy would approximate them
            expr = expr.subs(point).doit()
        found = expr.evalf(digits, subs=point, maxn=4 * digits)
        if found.free_symbols or not found.is_number:
            found = expr.subs(point).evalf(digits, maxn=4 * digits)
        real, imaginary = found.as_real_imag()
        if not (_finite(real) and _finite(imaginary)):
            return None
    except SYMPY_FAILURES:
        return None
    return sympy.sympify(found)


def _finite(part: sympy.Expr) -> bool:
    return bool(part.is_Float or part.is_Rational or part.is_zero) and bool(part.is_finite)


def close(one: sympy.Expr, other: sympy.Expr, digits: int) -> bool:
    """Whether two values computed to `digits` agree, relative to their size."""
    gap, size = abs(one - other), max(abs(one), abs(other))
    return bool(gap == 0 or gap < size * sympy.Float(10) ** (-digits // 2))


def negligible(one: sympy.Expr, other: sympy.Expr, digits: int) -> bool:
    """Whether both, computed to `digits`, are nothing but rounding; exact numbers never are."""
    if one.is_Rational and other.is_Rational:
        return False
    return bool(max(abs(one), abs(other)) < sympy.Float(10) ** (5 - digits))


def is_real(value: sympy.Expr) -> bool:
    """Real but for rounding."""
    real, imaginary = value.as_real_imag()
    return bool(abs(imaginary) <= (abs(real) + 1) * sympy.Float(10) ** (-DIGITS // 2))


def concrete(*exprs: sympy.Expr) -> tuple[sympy.Expr, ...]:
    """Each with its unknown functions replaced by smooth positive ones that their names fix, the same in all; those
    have values between 0 and 1 where a logarithm of `1 - f` is taken somewhere."""
    share = any(_is_rest(log.args[0]) for expr in exprs for log in expr.atoms(sympy.log))
    return tuple(_concrete(expr, sympy.Rational(1, 4) if share else sympy.Integer(1)) for expr in exprs)


def _is_rest(inside: sympy.Expr) -> bool:
    """`1 - f`, of a function that nobody knows."""
    return isinstance(1 - inside, AppliedUndef)


def _concrete(expr: sympy.Expr, scale: sympy.Rational) -> sympy.Expr:
    functions = sorted({type(a) for a in expr.atoms(AppliedUndef)}, key=str)
    for function in functions:
        expr = expr.replace(function, stand_in(str(function), scale))
    if not functions:
        return expr
    if ends_of_sums(expr):
        return expr.replace(lambda e: isinstance(e, sympy.Derivative), lambda e: e.doit())
    return expr.doit()


def ends_of_sums(expr: sympy.Expr) -> set[sympy.Symbol]:
    """The symbols that its sums and products run from or to."""
    limits = (limit for each in expr.atoms(sympy.Sum, sympy.Product) for limit in each.limits)
    return {symbol for limit in limits for end in limit[1:] for symbol in end.free_symbols}


def stand_in(name: str, scale: sympy.Rational):  # type: ignore[no-untyped-def]
    """A function of any number of arguments, the same for the same name; its values are one to three scales."""

    def wave(*arguments: sympy.Expr) -> sympy.Expr:
        generator = random.Random(f"function {name}")
        phase = sum((sympy.Rational(generator.randint(300, 1700), 1000) * a for a in arguments), sympy.Integer(0))
        return scale * (2 + sympy.sin(phase + sympy.Rational(generator.randint(100, 900), 1000)))

    return wave


def written(one: sympy.Expr, other: sympy.Expr | None = None) -> str:
    """`one` in as few digits as tell it from `other`, six at least."""
    for digits in (6, 9, 12, 20, 30):
        text = _in_digits(one, digits)
        if other is None or text != _in_digits(other, digits):
            return text
    return text


def _in_digits(value: sympy.Expr, digits: int) -> str:
    if value.is_Integer and abs(value) < 10**20:
        return str(value)
    real, imaginary = value.as_real_imag()
    if is_real(value):
        return _short(real, digits)
    return f"{_short(real, digits)} {'-' if imaginary < 0 else '+'} {_short(abs(imaginary), digits)} i"


def _short(part: sympy.Expr, digits: int) -> str:
    if part == 0:
        return "0"
    text = str(sympy.N(part, digits))
    mantissa, mark, exponent = text.partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return mantissa + mark + exponent
