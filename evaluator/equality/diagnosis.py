"""What a teacher would write beside a different answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import sympy

from evaluator.equality.canonical import canonical, expandable, operations
from evaluator.equality.guards import SYMPY_FAILURES
from evaluator.mathtext.scope import Scope

_LARGEST: Final = 150
_UNEVALUATED: Final = (sympy.Sum, sympy.Product, sympy.Integral)
_POINTS: Final = 4  # all signs of two symbols
_NOISE: Final = 1e-9  # of a value of 15 digits that should be zero

Look = Callable[[sympy.Expr, sympy.Expr], str | None]


def diagnose(gold: sympy.Expr, found: sympy.Expr, scope: Scope) -> str | None:
    """One sentence that says how `found` misses `gold`, when it can be said."""
    if max(operations(gold), operations(found)) > _LARGEST or not (expandable(gold) and expandable(found)):
        return None
    if gold.has(*_UNEVALUATED) or found.has(*_UNEVALUATED):
        return None  # what to say of them takes longer to find than the answer took
    for look in _LOOKS:
        try:
            said = look(gold, found)
        except SYMPY_FAILURES:
            continue
        if said:
            return said
    return None


def _foreign(gold: sympy.Expr, found: sympy.Expr) -> str | None:
    extra = sorted(s.name for s in found.free_symbols - gold.free_symbols)
    if extra and not gold.free_symbols:
        return f"The answer depends on {', '.join(extra)}; the expected value does not."
    return None


def _sign(gold: sympy.Expr, found: sympy.Expr) -> str | None:
    return "The sign is wrong." if _zero(gold + found) else None


def _reciprocal(gold: sympy.Expr, found: sympy.Expr) -> str | None:
    if gold == 0 or found == 0 or gold.is_number:
        return "This is the reciprocal." if gold.is_number and gold != 0 and _zero(gold * found - 1) else None
    return "This is the reciprocal." if _zero(sympy.cancel(gold * found) - 1) else None


def _decimal(gold: sympy.Expr, found: sympy.Expr) -> str | None:
    if not found.is_number or not gold.is_number or found.is_Integer or gold == 0:
        return None
    if not (found.has(sympy.Float) or found.is_Rational):
        return None
    decimals = found.has(sympy.Float) or _powers_of_ten(found)
    if decimals and not _powers_of_ten(gold) and abs(sympy.N(found / gold) - 1) < 0.01:
        return "A decimal stands for an exact value, and not all its digits are right."
    return None


def _powers_of_ten(value: sympy.Expr) -> bool:
    return bool(value.is_Rational) and set(sympy.factorint(value.q)) <= {2, 5}


def _leading_order(gold: sympy.Expr, found: sympy.Expr) -> str | None:
    symbols = sorted((s for s in gold.free_symbols if s.is_positive), key=lambda s: s.name)
    if not symbols or len(_term_set(found)) >= len(_term_set(gold)):
        return None
    ratio = sympy.cancel(sympy.together(found / gold))
    for symbol in symbols:
        if ratio.has(symbol) and sympy.limit(ratio, symbol, sympy.oo) == 1:
            return f"Only the leading order in {symbol.name}: the lower terms are missing."
    return None


def _factor(gold: sympy.Expr, found: sympy.Expr) -> str | None:
    if gold == 0 or found == 0:
        return None
    ratio = _ratio(gold, found)
    if ratio is None or ratio.is_Float or operations(ratio) > 12:
        return None
    if ratio.is_number or all(_is_power(f) for f in sympy.Mul.make_args(ratio)):
        return f"Off by a factor of {_plain(ratio)}."
    return None


def _is_power(factor: sympy.Expr) -> bool:
    base, exponent = factor.as_base_exp()
    return bool(factor.is_number or (base.is_Symbol and exponent.is_number))


def _ratio(gold: sympy.Expr, found: sympy.Expr) -> sympy.Expr | None:
    ratio = found / gold
    if not _may_be_monomial(ratio):
        return None
    ratio = sympy.cancel(sympy.together(ratio))
    if operations(ratio) > 12 and not ratio.has(sympy.Piecewise):
        ratio = sympy.simplify(ratio)
    return sympy.factor(ratio)


def _may_be_monomial(ratio: sympy.Expr) -> bool:
    """Whether doubling a symbol changes the value by the same factor wherever the others are; seen at two points,
    which costs far less than simplifying what will not become a product of powers."""
    symbols = sorted(ratio.free_symbols, key=str)
    here, there = ({s: _somewhere(s, i + turn, 0) for i, s in enumerate(symbols)} for turn in (0, 1))
    steps = ((_step(ratio, here, symbol), _step(ratio, there, symbol)) for symbol in symbols)
    return not any(one and other and abs(one / other - 1) > _NOISE for one, other in steps)


def _step(ratio: sympy.Expr, at: dict[sympy.Symbol, sympy.Expr], symbol: sympy.Symbol) -> complex | None:
    before, grown = _number(ratio, at), _number(ratio, at | {symbol: 2 * at[symbol]})
    return grown / before if before and grown else None


def _number(expr: sympy.Expr, at: dict[sympy.Symbol, sympy.Expr]) -> complex | None:
    value = expr.subs(at).evalf(15)
    return complex(value) if value.is_number and value.is_finite else None


def _power(gold: sympy.Expr, found: sympy.Expr) -> str | None:
    if gold.is_number:
        return None
    for exponent, says in _POWERS:
        if _zero(sympy.powdenest(gold**exponent, force=True) - found):
            return says
    return None


_POWERS: Final = (
    (sympy.Integer(2), "This is the square of the expected value."),
    (sympy.Rational(1, 2), "This is the square root of the expected value."),
    (sympy.Integer(-2), "This is one over the square of the expected value."),
    (sympy.Rational(-1, 2), "This is one over the square root of the expected value."),
)


def _terms(gold: sympy.Expr, found: sympy.Expr) -> str | None:
    wanted, got = _term_set(gold), _term_set(found)
    missing, extra = wanted - got, got - wanted
    if wanted & got or len(missing | extra) == 1:
        if missing and not extra and len(missing) < len(wanted):
            return f"Missing: {_listed(missing)}."
        if extra and not missing:
            return f"Too much: {_listed(extra)}."
        if len(missing) == len(extra) == 1:
            return _one_term(next(iter(missing)), next(iter(extra)))
    return None


def _one_term(wanted: sympy.Expr, got: sympy.Expr) -> str:
    if wanted == -got:
        return f"The sign of the term {_plain(wanted)} is wrong."
    return f"The term {_plain(got)} should be {_plain(wanted)}."


def _term_set(expr: sympy.Expr) -> set[sympy.Expr]:
    return {t for t in sympy.Add.make_args(canonical(expr)) if t != 0}


def _listed(terms: set[sympy.Expr]) -> str:
    return ", ".join(sorted(_plain(t) for t in terms))


def _zero(expr: sympy.Expr) -> bool:
    """Whether it is zero everywhere. A few points tell nearly always that it is not, long before `simplify` does."""
    symbols = sorted(expr.free_symbols, key=str)
    points = ({s: _somewhere(s, i, turn) for i, s in enumerate(symbols)} for turn in range(_POINTS))
    if any(abs(value) > _NOISE for value in (_number(expr, at) for at in points) if value is not None):
        return False
    return bool(sympy.simplify(expr) == 0)


def _somewhere(symbol: sympy.Symbol, number: int, turn: int) -> sympy.Expr:
    """A value that the assumptions of a symbol allow, another one for each; of either sign where both are allowed."""
    value = sympy.Integer(3 + 2 * number) if symbol.is_integer else sympy.Rational(13 + 7 * number, 9 + 2 * number)
    either = symbol.is_negative is None and symbol.is_nonnegative is None
    return -value if symbol.is_negative or (either and turn >> (number % _POINTS.bit_length()) & 1) else value


def _plain(expr: sympy.Expr) -> str:
    return str(expr).replace("**", "^").replace("*", " ")


_LOOKS: Final[tuple[Look, ...]] = (
    _sign,
    _foreign,
    _decimal,
    _reciprocal,
    _leading_order,
    _terms,
    _power,
    _factor,
)
