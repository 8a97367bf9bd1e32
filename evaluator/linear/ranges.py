"""How far sums run: random instances have a few terms of each, whatever their limits say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from evaluator.equality.rewrite import bottom_up, walk
from evaluator.mathtext.tree import Big, Name, Node, Number, Relation

TERMS: Final = 3  # of a sum in a random instance, but for one over the entries of an array
Range = tuple[str, Node, Node | None] | None  # operator and end below, end above; None where a sum says neither


def run_alike(one: Node, other: Node) -> bool:
    """Whether all sums run equally far: from 1 to a name or not said, where the other says it in whole vectors."""
    ours, theirs = set(_ranges(one)), set(_ranges(other))
    if not ours or not theirs or None in ours | theirs:
        return all(map(_is_whole, ours | theirs))
    return ours == theirs


def with_counts(one: Node, other: Node) -> tuple[Node, Node]:
    """Both with the number of terms in the place of the n that sums run to: sums of ones come to n."""
    sums = [n for side in (one, other) for n in walk(side) if isinstance(n, Big) and n.operator == "sum"]
    counts = {n.upper for n in sums if isinstance(n.upper, Name)}
    terms = Number(str(TERMS))
    changed = (bottom_up(side, lambda n: terms if n in counts else n) for side in (one, other))
    return next(changed), next(changed)


def _ranges(node: Node) -> Iterator[Range]:
    for below in walk(node):
        if isinstance(below, Big) and below.operator == "sum":
            yield _range(below)


def _range(node: Big) -> Range:
    if isinstance(node.lower, Relation):
        return node.lower.operators[0], node.lower.operands[-1], node.upper
    return None if node.upper is None else ("=", Number("1"), node.upper)


def _is_whole(found: Range) -> bool:
    if found is None:
        return True
    operator, begins, ends = found
    first = operator == "=" and begins == Number("1")
    return (first or operator == "in") and (ends is None or isinstance(ends, Name | Number))
