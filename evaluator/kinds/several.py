"""Taking several values out of one answer."""

from __future__ import annotations

from typing import Final

from evaluator.kinds.final import right_side, stated
from evaluator.mathtext.tree import (
    Juxtaposed,
    Matrix,
    Negative,
    Node,
    PlusMinus,
    Relation,
    Sequence,
    Sum,
    Text,
    Transpose,
)

_BINDING: Final = frozenset({"=", ":=", "in", "approx"})


def items_of(node: Node) -> tuple[Node, ...] | None:
    """The values of a tuple, list, set, row or column; None for anything else."""
    node = stated(node)
    if isinstance(node, Relation) and set(node.operators) <= _BINDING:
        node = stated(node.operands[-1])
    if isinstance(node, Transpose) and isinstance(node.body, Sequence | Matrix):
        node = node.body  # a column, written in a line
    if isinstance(node, Sequence):
        ordered = node.kind in ("tuple", "list")
        return node.items if ordered else tuple(one for i in node.items for one in _signs_apart(right_side(i)))
    if isinstance(node, Matrix) and (len(node.rows) == 1 or all(len(row) == 1 for row in node.rows)):
        return tuple(entry for row in node.rows for entry in row)
    if isinstance(node, PlusMinus):
        return _both_signs(node)
    if isinstance(node, Juxtaposed):
        return _listed(node)
    return None


def _signs_apart(node: Node) -> tuple[Node, ...]:
    return _both_signs(node) if isinstance(node, PlusMinus) else (node,)


def _both_signs(node: PlusMinus) -> tuple[Node, ...]:
    left = () if node.left is None else (node.left,)
    plus = Sum((*left, node.right)) if left else node.right
    return plus, Sum((*left, Negative(node.right))) if left else Negative(node.right)


def _listed(node: Juxtaposed) -> tuple[Node, ...] | None:
    """`2, 3 \\text{ and } 5`."""
    words = {i.text.strip(" ,") for i in node.items if isinstance(i, Text)}
    if not words <= {"and", "or", ""}:
        return None
    pieces = [i for i in node.items if not isinstance(i, Text)]
    flat = [s for p in pieces for s in (p.items if isinstance(p, Sequence) and p.kind == "bare" else (p,))]
    return tuple(right_side(p) for p in flat)
