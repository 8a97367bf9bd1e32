r"""An upper bound as the value that was asked for: "choose $\eta \leq 1/L$" says the largest one."""

from __future__ import annotations

from typing import Final

from evaluator.grading.labels import names_quantity
from evaluator.mathtext.tree import Boxed, Node, Relation
from evaluator.reference.records import ReferenceAnswer

_BELOW: Final = frozenset({"<", "<="})
_ABOVE: Final = frozenset({">", ">="})


def upper_bound(node: Node, answer: ReferenceAnswer, functions: frozenset[str]) -> Node | None:
    """What the quantity of the answer may be at most, where a relation says only that."""
    node = node.body if isinstance(node, Boxed) else node
    if not isinstance(node, Relation):
        return None
    operators = set(node.operators)
    for signs, quantity, bound in ((_BELOW, 0, -1), (_ABOVE, -1, 0)):
        if operators <= signs and names_quantity((node.operands[quantity],), answer.quantity, functions):
            return node.operands[bound]
    return None
