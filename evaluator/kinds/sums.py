r"""Sums and products of a few terms written out: `\sum_{i=1}^{3} w^{3-i} x_i`, where x_1, x_2 and x_3 have names."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from evaluator.equality.rewrite import bottom_up, walk
from evaluator.mathtext.tree import Big, Name, Node, Number, Product, Relation, Sum

_MOST: Final = 12  # terms
_LARGEST: Final = 300  # names and signs in all of them


def written_out(node: Node) -> Node:
    """`node` with the sums and products over indices of names written out, where they have few terms."""
    return bottom_up(node, _terms)


def _terms(node: Node) -> Node:
    match node:
        case Big("sum" | "prod", Relation(("=",), (Name() as index, Number(first))), Number(last), body):
            if not _counts(body, index) or not (first + last).isdigit() or not 0 < int(last) - int(first) < _MOST:
                return node
            count = int(last) - int(first) + 1
            if count * sum(1 for _ in walk(body)) > _LARGEST:
                return node
            terms = tuple(_at(body, index, int(first) + i) for i in range(count))
            return Sum(terms) if node.operator == "sum" else Product(terms)
    return node


def _counts(body: Node, index: Name) -> bool:
    """Whether names in it carry the index."""
    return any(isinstance(n, Name) and n.sub is not None and index in walk(n.sub) for n in walk(body))


def _at(body: Node, index: Name, place: int) -> Node:
    def there(node: Node) -> Node:
        if isinstance(node, Name) and node.sub is not None:
            return replace(node, sub=bottom_up(node.sub, there))
        return Number(str(place)) if node == index else node

    return bottom_up(body, there)
