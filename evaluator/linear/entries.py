r"""Sums over entries, `\sum_{i,j} A_{ij} x_i x_j`, beside formulas with whole matrices and vectors, `x^T A x`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from evaluator.equality.rewrite import bottom_up, rebuild, walk
from evaluator.mathtext import tree
from evaluator.mathtext.tree import Node

ENTRY: Final = tree.Name("entry", alphabet="rm")
ARRAY: Final = tree.Name("array", alphabet="rm")  # of what a formula says for each value of its indices
ROW, COLUMN = tree.Name("row", alphabet="rm"), tree.Name("column", alphabet="rm")
SINGULAR, EIGEN = tree.Name("singular", alphabet="rm"), tree.Name("eigen", alphabet="rm")  # values, by their number
OF_TABLES: Final = frozenset({ENTRY.base, ROW.base, COLUMN.base})
SPECTRA: Final = frozenset({SINGULAR.base, EIGEN.base})
_SPECTRUM: Final = {"sigma": SINGULAR, "lambda": EIGEN}
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


def with_spectrum(node: Node, beside: Node) -> Node:
    """`node` with sigma_i and lambda_i as the singular values and eigenvalues of the one matrix that only `beside` has;
    sigma_1 is the largest."""
    orders = {n.order for n in walk(beside) if isinstance(n, tree.Norm)}
    capitals = {n for n in whole_names(beside) if n.base[0].isupper() and n.base != "I" and n not in orders}
    if len(capitals) != 1 or capitals & whole_names(node):
        return node
    (matrix,) = capitals
    running = {i for n in walk(node) if isinstance(n, tree.Big) and n.lower is not None for i in indices_of(n.lower)}

    def told(name: Node) -> Node:
        if not isinstance(name, tree.Name) or name.base not in _SPECTRUM or name.sub is None:
            return name
        if name.base == "sigma" and name.sub in (tree.Number("1"), tree.Name("max")):
            return tree.Call(tree.Name("sigma", tree.Name("max")), (matrix,))
        return tree.Call(_SPECTRUM[name.base], (matrix, name.sub)) if name.sub in running else name

    return bottom_up(node, told)


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
