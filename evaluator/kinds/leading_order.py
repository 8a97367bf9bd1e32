"""A weaker form that a reference may accept: the leading order of the exact value, with its constant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import sympy

from evaluator.equality import decimals
from evaluator.equality.asymptotics import behaviour
from evaluator.kinds.final import right_side
from evaluator.kinds.guarded import never_raises
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Growth, Node
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness


@dataclass(frozen=True)
class LeadingOrder:
    """Any expression whose ratio to `gold` tends to one as `variables` grow."""

    name: ClassVar[str] = "leading order"
    gold: sympy.Expr
    variables: tuple[sympy.Symbol, ...] = ()

    def latex(self) -> str:
        return rf"{sympy.latex(self.gold)} \; (1 + o(1))"

    @never_raises
    def compare(self, found: Node, scope: Scope) -> Outcome:
        """By the limit of the ratio."""
        node = right_side(found)
        if isinstance(node, Growth):
            return self._differs(node, "Only the order of growth is given, without its constant.")
        value = decimals.read(node, scope).value
        variables = self.variables or tuple(sorted(self.gold.free_symbols | value.free_symbols, key=lambda s: s.name))
        seen = behaviour(value / self.gold, variables)
        if seen is None:
            return Unknown(cause=Cause.no_decision, reason="the ratio could not be evaluated far out")
        if not seen.tends_to_one:
            same = seen.same_class
            return self._differs(node, "The constant factor is another." if same else "The order is another.")
        if seen.proved:
            return Equal(certainty="proved", method="the ratio tends to one")
        return Equal(certainty="sampled", method="the ratio is near one far out")

    def _differs(self, node: Node, says: str) -> Different:
        witness = Witness(expected=self.latex(), found=to_latex(node))
        return Different(witness=witness, method="ratio far out", diagnosis=says)
