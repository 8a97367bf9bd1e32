r"""Expectations whose index is a law: `\mathbb{E}_p[f(x)]` for `\mathbb{E}_{x \sim p}[f(x)]`."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from evaluator.equality.rewrite import bottom_up, walk
from evaluator.mathtext.conditions import BAR
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.tree import Expectation, Juxtaposed, Node, Relation
from evaluator.model import Cause, Different, Outcome, Unknown, Witness

_FAMILIES: Final = {
    "Unif": "U", "Uniform": "U", "Bern": "Bernoulli", "Ber": "Bernoulli", "Bin": "Binomial", "Pois": "Poisson",
    "Exponential": "Exp", "Cat": "Categorical", "Normal": "N", "Dir": "Dirichlet", "Geom": "Geometric",
}  # fmt: skip


def family(name: str) -> str:
    """The law that a name stands for, however it is shortened."""
    return _FAMILIES.get(name, name)


def told_of_another(gold: Node, found: Node) -> Outcome | None:
    """None where one law is told of one variable: of the same letter, of capitals or small ones, given more or less."""
    if not isinstance(gold, Relation) or not isinstance(found, Relation):
        return None
    (ours, given), (theirs, _) = (_drawn(relation.operands[0]) for relation in (gold, found))
    if repr(ours).lower() == repr(theirs).lower():
        return None
    if any(theirs in set(walk(node)) for node in given):
        witness = Witness(expected=to_latex(gold), found=to_latex(found))
        return Different(witness=witness, method="the law of what is given")
    return Unknown(cause=Cause.no_decision, reason="one law, told of two variables")


def _drawn(node: Node) -> tuple[Node, tuple[Node, ...]]:
    """What has the law, and what is given."""
    if isinstance(node, Juxtaposed) and node.items[1:2] == (BAR,):
        return node.items[0], node.items[2:]
    return node, ()


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
