"""Several values in any order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import sympy

from evaluator.equality import decimals
from evaluator.equality.decimals import Reading
from evaluator.equality.matrices import weakest
from evaluator.kinds.expression import compare_readings
from evaluator.kinds.final import stated
from evaluator.kinds.guarded import never_raises
from evaluator.kinds.several import items_of
from evaluator.kinds.tuple import reading, wrong_count
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Constant, Node, Sequence
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness


@dataclass(frozen=True)
class Set:
    """`repeats` says that a value given twice counts twice (a list whose order is free)."""

    name: ClassVar[str] = "set"
    items: tuple[sympy.Expr | Reading, ...]
    repeats: bool = False

    def latex(self) -> str:
        inside = ", ".join(sympy.latex(reading(i).value) for i in self.items)
        return inside if self.repeats else rf"\left\{{{inside}\right\}}"

    @never_raises
    def compare(self, found: Node, scope: Scope) -> Outcome:
        """Each expected value must be given, and no other."""
        values = self._values(found, scope)
        if values is None:
            return Unknown(cause=Cause.kinds_differ, reason="kinds differ: set and something else")
        gold = self._once([reading(i) for i in self.items], scope)
        given = self._once(values, scope)
        matched = _match(gold, given, scope)
        if isinstance(matched, Unknown | Different):
            return matched
        return wrong_count(len(gold), len(given)) if len(given) != len(gold) else weakest(matched, "each member")

    def _values(self, found: Node, scope: Scope) -> list[Reading] | None:
        node = stated(found)
        if isinstance(node, Constant) and node.name == "emptyset":
            return []
        if isinstance(node, Sequence) and node.kind == "tuple" and not self.repeats and len(node.items) > 1:
            return None
        items = (node,) if self._is_one_tuple(node) else items_of(node)
        if items is None and len(self.items) == 1:
            items = (node,)
        return None if items is None else [decimals.read(i, scope) for i in items]

    def _is_one_tuple(self, node: Node) -> bool:
        nested = any(isinstance(reading(i).value, sympy.Tuple) for i in self.items)
        return nested and isinstance(node, Sequence) and node.kind == "tuple"

    def _once(self, values: list[Reading], scope: Scope) -> list[Reading]:
        if self.repeats:
            return values
        kept: list[Reading] = []
        for value in values:
            if not any(isinstance(compare_readings(k, value, scope), Equal) for k in kept):
                kept.append(value)
        return kept


def _match(gold: list[Reading], given: list[Reading], scope: Scope) -> list[Outcome] | Different | Unknown:
    left, results = list(given), list[Outcome]()
    for wanted in gold:
        tried = [(compare_readings(wanted, value, scope), value) for value in left]
        hit = next(((o, v) for o, v in tried if isinstance(o, Equal)), None)
        if hit is None:
            unknown = next((o for o, _ in tried if isinstance(o, Unknown)), None)
            return unknown or _absent(wanted, left)
        results.append(hit[0])
        left.remove(hit[1])
    return results


def _absent(wanted: Reading, left: list[Reading]) -> Different:
    listed = ", ".join(str(r.value) for r in left) or "nothing else"
    return Different(
        witness=Witness(expected=str(wanted.value), found=listed),
        method="members",
        diagnosis=f"{wanted.value} is not among the values given.",
    )
