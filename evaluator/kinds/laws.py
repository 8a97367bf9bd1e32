r"""Expectations whose index is a law: `\mathbb{E}_p[f(x)]` for `\mathbb{E}_{x \sim p}[f(x)]`."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from evaluator.equality.rewrite import bottom_up, walk
from evaluator.mathtext.tree import Expectation, Node, Relation

_FAMILIES: Final = {
    "Unif": "U", "Uniform": "U", "Bern": "Bernoulli", "Ber": "Bernoulli", "Bin": "Binomial", "Pois": "Poisson",
    "Exponential": "Exp", "Cat": "Categorical", "Normal": "N",
}  # fmt: skip


def family(name: str) -> str:
    """The law that a name stands for, however it is shortened."""
    return _FAMILIES.get(name, name)


def with_variables(found: Node, gold: Node) -> Node:
    """`found`, its expectations over a law of `gold` taken of the variable that has this law there."""
    known = {}
    for node in walk(gold):
        law = node.subscript if isinstance(node, Expectation) else None
        if isinstance(law, Relation) and law.operators == ("~",):
            known[law.operands[1]] = law
    return bottom_up(found, lambda node: _taken(node, known)) if known else found


def _taken(node: Node, known: dict[Node, Relation]) -> Node:
    if not isinstance(node, Expectation) or node.subscript is None or node.subscript not in known:
        return node
    law = known[node.subscript]
    return replace(node, subscript=law) if law.operands[0] in set(walk(node.body)) else node
