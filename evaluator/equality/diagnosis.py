"""What a teacher would write beside a different answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import sympy

from evaluator.equality.canonical import expandable, operations
from evaluator.equality.guards import SYMPY_FAILURES
from evaluator.equality.somewhere import Seen
from evaluator.mathtext.scope import Scope

_LARGEST: Final = 150
_UNEVALUATED: Final = (sympy.Sum, sympy.Product, sympy.Integral)

Look = Callable[[Seen], str | None]


def diagnose(gold: sympy.Expr, found: sympy.Expr, scope: Scope) -> str | None:
    """One sentence that says how `found` misses `gold`, when it can be said."""
    if max(operations(gold), operations(found)) > _LARGEST or not (expandable(gold) and expandable(found)):
        return None
    if gold.has(*_UNEVALUATED) or found.has(*_UNEVALUATED):
        return None  # what to say of them takes longer to find than the answer took
    seen = Seen(gold, found)
    for look in _LOOKS:
        try:
            said = look(seen)
        except SYMPY_FAILURES:
            continue
        if said:
            return said
    return None


def _foreign(seen: Seen) -> str | None:
    extra = sorted(s.name for s in seen.found.free_symbols - seen.gold.free_symbols)
    if extra and not seen.gold.free_symbols:
        return f"The answer depends on {', '.join(extra)}; the expected value does not."
    return None


def _sign(seen: Seen) -> str | None:
    wrong = seen.may(lambda gold, found: -found / gold) and _zero(seen.gold + seen.found)
    return "The sign is wrong." if wrong else None


def _reciprocal(seen: Seen) -> str | None:
    gold, found = seen.gold, seen.found
    if gold == 0 or found == 0 or not seen.may(lambda gold, found: gold * found):
        return None
    product = gold * found if gold.is_number else sympy.cancel(gold * found)
    return "This is the reciprocal." if _zero(product - 1) else None


def _decimal(seen: Seen) -> str | None:
    gold, found = seen.gold, seen.found
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


def _leading_order(seen: Seen) -> str | None:
    symbols = sorted((s for s in seen.gold.free_symbols if s.is_positive), key=lambda s: s.name)
    if not symbols or len(seen.given) >= len(seen.wanted):
        return None
    near = [symbol for symbol in symbols if seen.may_meet(symbol)]
    if not near:
        return None
    ratio = sympy.cancel(sympy.together(seen.found / seen.gold))
    for symbol in near:
        if ratio.has(symbol) and sympy.limit(ratio, symbol, sympy.oo) == 1:
            return f"Only the leading order in {symbol.name}: the lower terms are missing."
    return None


def _factor(seen: Seen) -> str | None:
    if seen.gold == 0 or seen.found == 0 or not seen.may_be_monomial():
        return None
    ratio = sympy.cancel(sympy.together(seen.found / seen.gold))
    if operations(ratio) > 12 and not ratio.has(sympy.Piecewise):
        ratio = sympy.simplify(ratio)
    ratio = sympy.factor(ratio)
    if ratio.is_Float or operations(ratio) > 12:
        return None
    if ratio.is_number or all(_is_power(f) for f in sympy.Mul.make_args(ratio)):
        return f"Off by a factor of {_plain(ratio)}."
    return None


def _is_power(factor: sympy.Expr) -> bool:
    base, exponent = factor.as_base_exp()
    return bool(factor.is_number or (base.is_Symbol and exponent.is_number))


def _power(seen: Seen) -> str | None:
    if seen.gold.is_number:
        return None
    for exponent, says in _POWERS:
        power = float(exponent)
        if not seen.may(lambda gold, found, power=power: abs(gold) ** power / abs(found)):  # type: ignore[misc]
            continue
        if _zero(sympy.powdenest(seen.gold**exponent, force=True) - seen.found):
            return says
    return None


_POWERS: Final = (
    (sympy.Integer(2), "This is the square of the expected value."),
    (sympy.Rational(1, 2), "This is the square root of the expected value."),
    (sympy.Integer(-2), "This is one over the square of the expected value."),
    (sympy.Rational(-1, 2), "This is one over the square root of the expected value."),
)


def _terms(seen: Seen) -> str | None:
    wanted, got = seen.wanted, seen.given
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


def _listed(terms: set[sympy.Expr]) -> str:
    return ", ".join(sorted(_plain(t) for t in terms))


def _zero(expr: sympy.Expr) -> bool:
    return bool(sympy.simplify(expr) == 0)


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
