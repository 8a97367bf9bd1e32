"""A value with a unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

import sympy

from evaluator.equality import decimals
from evaluator.equality.decimals import Reading
from evaluator.kinds.expression import compare_readings
from evaluator.kinds.final import right_side
from evaluator.kinds.guarded import never_raises
from evaluator.mathtext import tree
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.vocabulary import CONVERTED, UNITS
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness


@dataclass(frozen=True)
class Quantity:
    """`gold` in `unit`. A value without a unit is taken to be in `unit` unless `unit_required`."""

    name: ClassVar[str] = "quantity"
    gold: sympy.Expr | Reading
    unit: str
    unit_required: bool = False

    def latex(self) -> str:
        value = self.gold.value if isinstance(self.gold, Reading) else self.gold
        return rf"{sympy.latex(value)}\ \mathrm{{{self.unit}}}"

    @never_raises
    def compare(self, found: tree.Node, scope: Scope) -> Outcome:
        """Dimension first, then the value in the unit of the gold."""
        node = _with_unit(right_side(found))
        if not isinstance(node, tree.Quantity):
            return self._bare(node, scope)
        from evaluator.kinds.units import conversion  # its registry is slow to start

        factor = conversion(node.unit, self.unit)
        if factor is None:
            return Unknown(cause=Cause.no_value, reason=f"unit not known: {node.unit}")
        if factor == 0:
            return self._differs(node, f"The unit {node.unit} measures something else than {self.unit}.")
        given = decimals.read(node.value, scope)
        told = self._values(_scaled(given, factor), scope)
        if isinstance(told, Different) and node.unit != self.unit and _KILOBYTE in (node.unit, self.unit):
            otherwise = (self._values(_scaled(given, factor * _BINARY**k), scope) for k in _POWERS)
            return _KILO if any(isinstance(each, Equal) for each in otherwise) else told
        return told

    def _bare(self, node: tree.Node, scope: Scope) -> Outcome:
        outcome = self._values(decimals.read(node, scope), scope)
        if self.unit_required and not isinstance(outcome, Unknown):
            return self._differs(node, "The unit is missing.")
        return outcome

    def _values(self, given: Reading, scope: Scope) -> Outcome:
        gold = self.gold if isinstance(self.gold, Reading) else Reading(sympy.sympify(self.gold))
        return compare_readings(gold, given, scope)

    def _differs(self, node: tree.Node, says: str) -> Different:
        witness = Witness(expected=self.latex(), found=to_latex(node))
        return Different(witness=witness, method="units", diagnosis=says)


_KILOBYTE: Final = "KB"  # with a capital K: 1,000 bytes to most, 1,024 to some
_BINARY: Final = sympy.Rational(1024, 1000)
_POWERS: Final = (-1, 1)
_KILO: Final = Unknown(cause=Cause.no_decision, reason="it depends on whether a kilobyte is 1,000 or 1,024 bytes")


def _scaled(given: Reading, factor: sympy.Expr) -> Reading:
    return Reading(given.value * factor, given.slack * factor, given.digits)


def _with_unit(node: tree.Node) -> tree.Node:
    r"""A number and a unit that was typed like a name: `15 s`, `50 \mu s`."""
    *factors, last = node.factors if isinstance(node, tree.Product) else (node,)
    if isinstance(last, tree.Name) and len(factors) > 1 and factors[-1] == tree.Name("mu"):
        factors, last = factors[:-1], tree.Name(f"u{last.base}", last.sub)
    numbers = bool(factors) and all(isinstance(f, tree.Number | tree.Quotient) for f in factors)
    if not numbers or not isinstance(last, tree.Name) or last.sub is not None or last.base not in UNITS:
        return node
    value = factors[0] if len(factors) == 1 else tree.Product(tuple(factors))
    return tree.Quantity(value, CONVERTED.get(last.base, last.base))
