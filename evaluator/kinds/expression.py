"""An expression: one value, in symbols or not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import sympy

from evaluator.equality import decimals
from evaluator.equality.decimals import Reading
from evaluator.equality.ladder import decide
from evaluator.kinds.final import right_side
from evaluator.kinds.growth import Growth as GrowthKind
from evaluator.kinds.guarded import never_raises
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import (
    Growth,
    Interval,
    Matrix,
    Node,
    Number,
    PlusMinus,
    Product,
    Quantity,
    Quotient,
    Relation,
    Sequence,
)
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness

_OTHER_KINDS = (Interval, Relation, Sequence, PlusMinus)


@dataclass(frozen=True)
class Expression:
    """`gold` is exact unless `slack` says by how much its own decimals may move it."""

    name: ClassVar[str] = "expression"
    gold: sympy.Basic
    slack: sympy.Expr = field(default_factory=lambda: sympy.Integer(0))
    digits: int | None = None

    def latex(self) -> str:
        return str(sympy.latex(self.gold))

    @never_raises
    def compare(self, found: Node, scope: Scope) -> Outcome:
        """The value at the end of `found` against the gold."""
        node = right_side(found)
        if isinstance(node, Growth):
            return self._only_growth(node, scope)
        if isinstance(node, Quantity):
            node = node.value
        if isinstance(node, _OTHER_KINDS) and not isinstance(self.gold, sympy.MatrixBase):
            return Unknown(
                cause=Cause.kinds_differ, reason=f"kinds differ: {self.name} and {type(node).__name__.lower()}"
            )
        return compare_readings(self._reading(), decimals.read(_as_column(node), scope), scope)

    def _reading(self) -> Reading:
        return Reading(self.gold, self.slack, self.digits)

    def _only_growth(self, node: Growth, scope: Scope) -> Outcome:
        alike = GrowthKind(self.gold).compare(node, scope)
        says = "Only the order of growth is given." if isinstance(alike, Equal) else None
        if isinstance(alike, Different):
            says = alike.diagnosis or "The order of growth is another."
        witness = Witness(expected=self.latex(), found=to_latex(node))
        return Different(witness=witness, method="kind of answer", diagnosis=says)


def compare_readings(gold: Reading, found: Reading, scope: Scope) -> Outcome:
    """Exact values by the ladder; then, where decimals are involved, by the digits given."""
    outcome = decide(gold.value, found.value, scope)
    if isinstance(outcome, Equal):
        return outcome
    rounded = decimals.agree(gold, found, scope)
    return rounded or outcome


def _as_column(node: Node) -> Node:
    """A tuple read as a column, where a matrix is wanted."""
    match node:
        case Sequence("tuple" | "list" | "bare", items):
            return Matrix(tuple((item,) for item in items))
        case Product((*factors, Sequence() as last)) if factors:
            return Product((*factors, _as_column(last)))
        case Quotient(Sequence() as vector, below):
            return Product((Quotient(Number("1"), below), _as_column(vector)))
    return node
