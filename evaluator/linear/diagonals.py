r"""Diagonals of sums and powers in whole matrices: `\operatorname{diag}(1 - h^2)` is I - diag(h)^2."""

from __future__ import annotations

from evaluator.equality.rewrite import bottom_up
from evaluator.linear.names import IDENTITY, is_ones, running_index
from evaluator.mathtext import tree
from evaluator.mathtext.tree import Node


def in_whole_matrices(node: Node) -> Node:
    """`node` with the diagonals in it taken apart."""
    return bottom_up(node, _apart)


def _apart(node: Node) -> Node:
    match node:
        case tree.Call(tree.Name("diag"), (entries,)) if running_index(entries) is None:
            return _split(node, entries)
    return node


def _split(diagonal: tree.Call, entries: Node) -> Node:
    match entries:
        case tree.Sum(terms):
            return tree.Sum(tuple(_term(diagonal, term) for term in terms))
        case tree.Power(tree.Name(base), tree.Number(text)) if base.islower() and text.isdigit():
            return tree.Power(_of(diagonal, entries.base), entries.exponent)
    return diagonal


def _term(diagonal: tree.Call, term: Node) -> Node:
    match term:
        case tree.Negative(body):
            return tree.Negative(_term(diagonal, body))
        case tree.Number():
            return tree.Product((term, tree.Name(IDENTITY)))
    return tree.Name(IDENTITY) if is_ones(term) else _apart(_of(diagonal, term))


def _of(diagonal: tree.Call, entries: Node) -> tree.Call:
    return tree.Call(diagonal.function, (entries,))
