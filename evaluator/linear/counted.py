r"""Sums that count in powers, `\sum_{j=0}^{k-1} (I - \eta A)^j`, with a number in the place of k."""

from __future__ import annotations

from typing import Final

from evaluator.equality.rewrite import bottom_up, walk
from evaluator.mathtext.tree import Big, Name, Negative, Node, Number, Relation, Sum

COUNTS: Final = (3, 4)  # that are tried in the place of k
_MOST: Final = 8  # terms
_LARGEST: Final = 400  # names and signs in all of them


def with_count(one: Node, other: Node, count: int) -> tuple[Node, Node] | None:
    """Both with `count` in the place of the name that sums run to, and these sums written out; None where no sum
    needs that: where an index only says which member of a list is meant, the list may be of any length."""
    names = {name for side in (one, other) for n in walk(side) if (name := _runs_to(n)) is not None}
    if len(names) != 1:
        return None
    (name,) = names
    number = Number(str(count))
    told = [bottom_up(bottom_up(side, lambda n: number if n == name else n), _written) for side in (one, other)]
    return (told[0], told[1]) if not any(isinstance(n, Big) for side in told for n in walk(side)) else None


def _runs_to(node: Node) -> Name | None:
    """The k of a sum from a number to k, k - 1 or k + 1, in which the index stands for itself."""
    match node:
        case Big("sum", Relation(("=",), (Name() as index, Number())), upper, body) if upper is not None:
            below = {i for n in walk(body) if isinstance(n, Name) and n.sub is not None for i in walk(n.sub)}
            terms = upper.terms if isinstance(upper, Sum) else (upper,)
            named = [term for term in terms if isinstance(term, Name)]
            if index in set(walk(body)) - below and len(named) == 1:
                return named[0]
    return None


def _written(node: Node) -> Node:
    match node:
        case Big("sum", Relation(("=",), (Name() as index, Number(first))), upper, body) if upper is not None:
            last = _whole(upper)
            if last is None or not first.isdigit() or not 0 <= last - int(first) < _MOST:
                return node
            if (last - int(first) + 1) * sum(1 for _ in walk(body)) > _LARGEST:
                return node
            terms = [
                bottom_up(body, lambda n, i=i: Number(str(i)) if n == index else n)  # type: ignore[misc]
                for i in range(int(first), last + 1)
            ]
            return Sum(tuple(terms)) if len(terms) > 1 else terms[0]
        case Sum() if (value := _whole(node)) is not None and value >= 0:
            return Number(str(value))
    return node


def _whole(node: Node) -> int | None:
    match node:
        case Number(text) if text.isdigit():
            return int(text)
        case Negative(body) if (value := _whole(body)) is not None:
            return -value
        case Sum(terms):
            values = [_whole(term) for term in terms]
            return sum(v for v in values if v is not None) if None not in values else None
    return None
