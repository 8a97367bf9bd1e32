r"""Sums over entries, `\sum_{i,j} A_{ij} x_i x_j`, beside formulas with whole matrices and vectors, `x^T A x`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from evaluator.equality.rewrite import rebuild, walk
from evaluator.mathtext import tree
from evaluator.mathtext.tree import Node

ENTRY: Final = tree.Name("entry", alphabet="rm")
ARRAY: Final = tree.Name("array", alphabet="rm")  # of what a formula says for each value of its indices
ROW, COLUMN = tree.Name("row", alphabet="rm"), tree.Name("column", alphabet="rm")
OF_TABLES: Final = frozenset({ENTRY.base, ROW.base, COLUMN.base})
_MOST: Final = 2  # indices


def whole_names(node: Node) -> frozenset[tree.Name]:
    """Names that stand for themselves, without an index."""
    return frozenset(n for n in walk(node) if isinstance(n, tree.Name) and n.sub is None)


def with_entries(
    node: Node, whole: Collection[tree.Name], line: tree.Name | None = None, bound: frozenset[Node] = frozenset()
) -> Node:
    """`node` with x_i as an entry of x, where a sum runs over i and x is one of the `whole` names.

    With a `line`, `ROW` or `COLUMN`, x_i is that of X, where X is one of them and x is not.
    """
    if isinstance(node, tree.Big) and node.operator == "sum" and node.lower is not None:
        indices = indices_of(node.lower)
        inner = with_entries(node.body, whole, line, bound | set(indices))
        for index in reversed(indices):
            lower = tree.Relation(("=",), (index, tree.Number("1")))
            inner = tree.Big("sum", lower, node.upper, inner, node.variable)
        return inner
    if isinstance(node, tree.Name) and node.sub is not None:
        base = tree.Name(node.base, None, node.primes, node.accent, node.alphabet)
        indices = items_of(node.sub)
        if base in whole and len(indices) <= _MOST and all(index in bound for index in indices):
            return tree.Call(ENTRY, (base, *indices))
        table = tree.Name(base.base.upper(), alphabet=base.alphabet)
        if line is not None and base.base.islower() and table in whole and indices[1:] == () and indices[0] in bound:
            return tree.Call(line, (table, *indices))
        return node
    return rebuild(node, lambda below: with_entries(below, whole, line, bound))


def nested(node: tree.Big) -> Node:
    """A sum over several indices as one in the other."""
    inner = node.body
    for index in reversed(indices_of(node.lower) if node.lower is not None else ()):
        inner = tree.Big(node.operator, index, node.upper, inner, node.variable)
    return inner


def indices_of(lower: Node) -> tuple[Node, ...]:
    """Those that a sum runs over, by what stands below it."""
    return items_of(lower.operands[0] if isinstance(lower, tree.Relation) else lower)


def items_of(node: Node) -> tuple[Node, ...]:
    """The indices of a subscript: two of `ij` and of `i, j`."""
    if isinstance(node, tree.Sequence):
        return node.items
    return node.factors if isinstance(node, tree.Product) else (node,)
