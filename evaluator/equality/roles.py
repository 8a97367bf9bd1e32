"""Which names of a statement are vectors, and which functions have vector values."""

from __future__ import annotations

from collections.abc import Iterable

from evaluator.equality.rewrite import walk
from evaluator.equality.structure import KNOWN_FUNCTIONS, bare_law
from evaluator.mathtext import tree
from evaluator.mathtext.symbolic import spelling
from evaluator.mathtext.tree import Node


def vector_names(statements: Iterable[Node], scalars: frozenset[str]) -> frozenset[str]:
    """Names that stand where a vector does: bound under a law in several dimensions, argument of f, mean of a law."""
    nodes = [below for s in statements for below in walk(s)]
    found = {n for node in nodes for n in _by_law(node)} | {n for node in nodes for n in _by_gradient(node)}
    found -= scalars
    while True:
        more = {n for node in nodes for n in _by_argument(node, found)} - found - scalars
        if not more:
            return frozenset(found)
        found |= more


def vector_functions(statements: Iterable[Node]) -> frozenset[str]:
    """Functions that are inserted into others, or substituted for a vector."""
    found = set()
    for statement in statements:
        for node in walk(statement):
            inside: tuple[Node, ...] = ()
            if isinstance(node, tree.Call) and _unknown(node):
                inside = node.arguments
            if isinstance(node, tree.At) and isinstance(node.where, tree.Relation):
                inside = node.where.operands[1:]
            found |= {spelling(c.function) for i in inside for c in walk(i) if isinstance(c, tree.Call) and _unknown(c)}
    return frozenset(found)


def _unknown(call: tree.Call) -> bool:
    return call.function.base not in KNOWN_FUNCTIONS


def _by_law(node: Node) -> set[str]:
    if not isinstance(node, tree.Relation) or node.operators[0] != "~":
        return set()
    variable, law = node.operands[0], bare_law(node.operands[1], node.operands[0])
    if isinstance(law, tree.Distribution) and not _in_several_dimensions(law):
        return set()
    found = _names(variable)
    if isinstance(law, tree.Distribution):
        return found | _names(law.parameters[0])
    return found | (_names(law.sub) if isinstance(law, tree.Name) and law.sub else set())


def _in_several_dimensions(law: tree.Distribution) -> bool:
    identity = any(isinstance(n, tree.Name) and n.base == "I" for p in law.parameters for n in walk(p))
    return identity or bool(law.parameters and _names(law.parameters[0]))


def _by_gradient(node: Node) -> set[str]:
    return _names(node.wrt) if isinstance(node, tree.Gradient) and node.wrt is not None else set()


def _by_argument(node: Node, vectors: set[str]) -> set[str]:
    if isinstance(node, tree.Call) and node.function.base not in KNOWN_FUNCTIONS:
        parameters = _names(node.function.sub) if node.function.sub else set()
        return parameters.union(*(_in_sum(a, vectors) for a in node.arguments))
    if isinstance(node, tree.At) and isinstance(node.where, tree.Relation) and len(node.where.operands) == 2:
        return _names(node.where.operands[0]) | _in_sum(node.where.operands[1], vectors)
    return set()


def _in_sum(node: Node, vectors: set[str]) -> set[str]:
    """Each term of a vector is a vector: a lone name is one, in a product one of the factors is already known."""
    terms = node.terms if isinstance(node, tree.Sum) else (node,)
    return {n for t in terms for n in _names(t.body if isinstance(t, tree.Negative) else t)}


def _names(node: Node) -> set[str]:
    return {spelling(node)} if isinstance(node, tree.Name) else set()
