"""Polynomials in plain letters, multiplied out without SymPy, which takes far longer to load than they to decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from evaluator.mathtext import tree
from evaluator.mathtext.spelling import spelling
from evaluator.mathtext.tree import Node

_LONGEST: Final = 12  # digits of a number
_DEGREE: Final = 16
_TERMS: Final = 200  # of any product on the way

Monomial = tuple[tuple[str, int], ...]  # (("x", 2), ("y", 1)), names in order


class _NotOneError(Exception):
    """Something in the formula is no polynomial, or it is too large to be multiplied out here."""


@dataclass(frozen=True, slots=True)
class _Polynomial:
    terms: Mapping[Monomial, Fraction]

    def __add__(self, other: _Polynomial) -> _Polynomial:
        total = dict(self.terms)
        for monomial, factor in other.terms.items():
            total[monomial] = total.get(monomial, Fraction(0)) + factor
        return _Polynomial({monomial: factor for monomial, factor in total.items() if factor})

    def __mul__(self, other: _Polynomial) -> _Polynomial:
        if len(self.terms) * len(other.terms) > _TERMS:
            raise _NotOneError
        total: dict[Monomial, Fraction] = {}
        for one, left in self.terms.items():
            for two, right in other.terms.items():
                monomial = _multiplied(one, two)
                total[monomial] = total.get(monomial, Fraction(0)) + left * right
        return _Polynomial({monomial: factor for monomial, factor in total.items() if factor})


def same_polynomial(gold: Node, found: Node) -> bool:
    """Whether both are polynomials with one normal form. False says nothing: ask the ladder."""
    try:
        return _expanded(gold).terms == _expanded(found).terms
    except (_NotOneError, RecursionError):
        return False


def _expanded(node: Node) -> _Polynomial:
    match node:
        case tree.Number(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST:
            return _constant(Fraction(text))
        case tree.Name(primes=0, accent=None, alphabet=None) if _is_plain(node):
            return _Polynomial({((spelling(node), 1),): Fraction(1)})
        case tree.Negative(body):
            return _constant(Fraction(-1)) * _expanded(body)
        case tree.Sum(terms):
            total = _constant(Fraction(0))
            for term in terms:
                total += _expanded(term)
            return total
        case tree.Product(factors):
            product = _constant(Fraction(1))
            for factor in factors:
                product *= _expanded(factor)
            return product
        case tree.Quotient(numerator, denominator):
            return _expanded(numerator) * _constant(1 / _nonzero(denominator))
        case tree.Power(base, tree.Number(text)) if text.isascii() and text.isdigit() and 0 < int(text) <= _DEGREE:
            return _power(_expanded(base), int(text))
    raise _NotOneError


def _is_plain(name: tree.Name) -> bool:
    """One small letter, alone or numbered. Capitals may be matrices, longer names may be functions."""
    return len(name.base) == 1 and name.base.islower() and (name.sub is None or isinstance(name.sub, tree.Number))


def _constant(value: Fraction) -> _Polynomial:
    return _Polynomial({(): value} if value else {})


def _nonzero(node: Node) -> Fraction:
    terms = _expanded(node).terms
    if set(terms) != {()}:
        raise _NotOneError
    return terms[()]


def _power(base: _Polynomial, exponent: int) -> _Polynomial:
    result = base
    for _ in range(exponent - 1):
        result *= base
    return result


def _multiplied(one: Monomial, two: Monomial) -> Monomial:
    exponents = dict(one)
    for name, exponent in two:
        exponents[name] = exponents.get(name, 0) + exponent
    if sum(exponents.values()) > _DEGREE:
        raise _NotOneError
    return tuple(sorted(exponents.items()))
