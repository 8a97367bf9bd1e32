"""The letter i, of which nothing says what it is: a name, or the imaginary unit."""

from __future__ import annotations

from evaluator.equality.rewrite import bottom_up, walk
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.symbolic import spelling
from evaluator.mathtext.tree import Big, Constant, Indexed, Name, Node

_UNIT = Constant("i")


def with_unit(gold: Node, answer: Node, scope: Scope) -> tuple[Node, Node] | None:
    """Both with the unit for i; None where there is no i, or one that counts something."""
    nodes = [*walk(gold), *walk(answer)]
    letters = {node for node in nodes if _is_letter(node)}
    if not letters or any(isinstance(node, Big | Indexed) for node in nodes) or _in_subscripts(nodes):
        return None
    if any(spelling(letter) in scope.symbols for letter in letters if isinstance(letter, Name)):
        return None
    return bottom_up(gold, _unit), bottom_up(answer, _unit)


def _unit(node: Node) -> Node:
    return _UNIT if _is_letter(node) else node


def _is_letter(node: Node) -> bool:
    plain = isinstance(node, Name) and node.base == "i" and node.alphabet in (None, "rm")
    return plain and isinstance(node, Name) and not (node.sub or node.primes or node.accent)


def _in_subscripts(nodes: list[Node]) -> bool:
    return any(isinstance(n, Name) and n.sub is not None and "i" in str(n.sub) for n in nodes)
