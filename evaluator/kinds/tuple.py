"""Several values in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import sympy

from evaluator.equality import decimals
from evaluator.equality.matrices import weakest
from evaluator.kinds.expression import compare_readings
from evaluator.kinds.final import right_side
from evaluator.kinds.guarded import never_raises
from evaluator.kinds.several import items_of
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Node, Product
from evaluator.model import Cause, Different, Outcome, Unknown, Witness


@dataclass(frozen=True)
class Tuple:
    name: ClassVar[str] = "tuple"
    items: tuple[sympy.Expr | decimals.Reading, ...]

    def latex(self) -> str:
        return rf"\left({', '.join(sympy.latex(reading(i).value) for i in self.items)}\right)"

    @never_raises
    def compare(self, found: Node, scope: Scope) -> Outcome:
        """Place by place."""
        values = items_of(found) or _sizes(found, len(self.items))
        if values is None:
            return Unknown(cause=Cause.kinds_differ, reason="kinds differ: tuple and something else")
        if len(values) != len(self.items):
            return wrong_count(len(self.items), len(values))
        pairs = zip(self.items, values, strict=True)
        results = [compare_readings(reading(g), decimals.read(f, scope), scope) for g, f in pairs]
        return weakest(results, "each component")


def _sizes(found: Node, count: int) -> tuple[Node, ...] | None:
    r"""The shape `32 \times 32 \times 16`, which reads as a product."""
    node = right_side(found)
    return node.factors if isinstance(node, Product) and len(node.factors) == count else None


def reading(item: sympy.Expr | decimals.Reading) -> decimals.Reading:
    """A gold value, exact unless it says otherwise."""
    return item if isinstance(item, decimals.Reading) else decimals.Reading(sympy.sympify(item))


def wrong_count(wanted: int, got: int) -> Different:
    """One value too many or too few."""
    witness = Witness(expected=f"{wanted} values", found=f"{got} values")
    return Different(witness=witness, method="number of values", diagnosis=f"{wanted} values were asked for.")
