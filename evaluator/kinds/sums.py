r"""How far sums run; those of a few terms written out: `\sum_{i=1}^{3} w^{3-i} x_i`, where x_1 has a name."""

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


def reaching(node: Node) -> Node:
    r"""`\sum_i a_i + b_i` as one sum: behind it the index i says nothing."""
    if not isinstance(node, Sum):
        return node
    terms: list[Node] = []
    for term in node.terms:
        last = terms[-1] if terms else None
        if isinstance(last, Big) and last.operator == "sum" and _index_of(last) in _indices(term):
            inner = last.body.terms if isinstance(last.body, Sum) else (last.body,)
            terms[-1] = replace(last, body=Sum((*inner, term)))
        else:
            terms.append(term)
    return terms[0] if len(terms) == 1 else Sum(tuple(terms))


def _index_of(node: Big) -> Node | None:
    return node.lower.operands[0] if isinstance(node.lower, Relation) else node.lower


def _indices(node: Node) -> set[Node]:
    """What stands below names, and is bound by no sum in it."""
    if isinstance(node, Big):
        return _indices(node.body) - {_index_of(node)}
    below = {n.sub for n in walk(node) if isinstance(n, Name) and n.sub is not None}
    bound = {_index_of(n) for n in walk(node) if isinstance(n, Big)}
    return below - bound


def with_ranges(one: Node, other: Node) -> tuple[Node, Node]:
    """Both; where the sums of one say nothing and those of the other all run from 1 to one name, they run as far."""
    ours, theirs = (
        {_end(n) for n in walk(side) if isinstance(n, Big) and n.operator in _RUNNING} for side in (one, other)
    )
    if ours == {None} and (end := _only(theirs)) is not None:
        return _with_end(one, end), other
    if theirs == {None} and (end := _only(ours)) is not None:
        return one, _with_end(other, end)
    return one, other


_RUNNING: Final = ("sum", "prod")


def _end(node: Big) -> Node | None:
    """The n of a sum from 1 to n; None of one over a bare index; the node itself of any other."""
    match node:
        case Big(_, Name(), None):
            return None
        case Big(_, Relation(("=",), (Name(), Number("1"))), Name() as upper):
            return upper
    return node


def _only(ends: set[Node | None]) -> Name | None:
    only = next(iter(ends)) if len(ends) == 1 else None
    return only if isinstance(only, Name) else None


def _with_end(node: Node, end: Name) -> Node:
    def told(inner: Node) -> Node:
        if isinstance(inner, Big) and inner.operator in _RUNNING and isinstance(inner.lower, Name):
            return replace(inner, lower=Relation(("=",), (inner.lower, Number("1"))), upper=end)
        return inner

    return bottom_up(node, told)


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
