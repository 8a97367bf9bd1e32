r"""Limits that are said in words: `w \to 0 \text{ as } \lambda \to \infty`."""

from __future__ import annotations

from typing import Final

from evaluator.equality.rewrite import bottom_up
from evaluator.mathtext.tree import Big, Juxtaposed, Node, Product, Relation, Text

_AS: Final = ("as", "when", "for")


def in_signs(node: Node) -> Node:
    """`node` with limits as limits."""
    return bottom_up(node, _limit)


def _limit(node: Node) -> Node:
    r"""`f \to L \text{ as } x \to a` as `\lim_{x \to a} f = L`."""
    match node:
        case Juxtaposed((Relation(("to",), (what, end)), Relation(("to",), (Product((Text(word), *rest)), place)))):
            said = word.strip().lower()
        case Juxtaposed((Relation(("to",), (what, end)), Text(word), Relation(("to",), (first, place)))):
            said, rest = word.strip().lower(), [first]
        case _:
            return node
    if said not in _AS or not rest:
        return node
    moving = rest[0] if len(rest) == 1 else Product(tuple(rest))
    return Relation(("=",), (Big("lim", Relation(("to",), (moving, place)), None, what), end))
