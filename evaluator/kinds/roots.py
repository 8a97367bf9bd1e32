r"""Roots of negative numbers: `(-8)^{1/3}` is -2 wherever nobody speaks of complex numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from evaluator.equality.rewrite import bottom_up
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Negative, Node, Number, Power, Quotient, Root

_LONGEST: Final = 12  # digits of an exponent


def real_roots(gold: Node, answer: Node, scope: Scope) -> tuple[Node, Node] | None:
    """Both with odd roots of negative numbers as real ones; None where there are none."""
    pair = bottom_up(gold, _real), bottom_up(answer, _real)
    return pair if pair != (gold, answer) else None


def _real(node: Node) -> Node:
    match node:
        case Power(Negative(Number()) as base, Negative(exponent)):
            turned = Power(base, exponent)
            return node if (root := _real(turned)) == turned else Quotient(Number("1"), root)
        case Power(Negative(Number()) as base, exponent) if (ratio := _ratio(exponent)) is not None:
            if ratio.denominator == 1 or ratio.denominator % 2 == 0:
                return node
            root = Root(base, Number(str(ratio.denominator)))
            return root if ratio.numerator == 1 else Power(root, Number(str(ratio.numerator)))
    return node


def _ratio(exponent: Node) -> Fraction | None:
    """The positive number that an exponent is."""
    match exponent:
        case Number(text) if len(text) <= _LONGEST:
            return Fraction(text)
        case Quotient(Number(above), Number(below)) if max(len(above), len(below)) <= _LONGEST and Fraction(below):
            return Fraction(above) / Fraction(below)
    return None
