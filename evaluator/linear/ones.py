r"""The vector of ones, `\mathbf{1}` or `\mathbf{1}_n`, which the parser reads as the number in bold: numbers are not
transposed, and nobody multiplies by 1 from the right."""

from __future__ import annotations

from typing import Final

from evaluator.equality.rewrite import bottom_up
from evaluator.mathtext.tree import Indexed, Name, Node, Number, Product, Transpose

ONES: Final = Name("1", alphabet="bf")


def with_ones(node: Node) -> Node:
    """`node` with the vectors of ones in it as such."""
    return bottom_up(node, _told)


def _told(node: Node) -> Node:
    match node:
        case Transpose(body) if _may_be_ones(body):
            return Transpose(ONES)
        case Product((first, *rest)):
            rest = [ONES if _may_be_ones(factor) else factor for factor in rest]
            leads = _may_be_ones(first) and rest[0] == Transpose(ONES)
            return Product((ONES if leads else first, *rest))
    return node


def _may_be_ones(node: Node) -> bool:
    match node:
        case Number("1") | Indexed(Number("1"), Name()):
            return True
    return False
