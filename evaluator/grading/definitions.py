"""Names that an answer explains itself: "E[g(x)], where g(x) = ...", "J_theta g is the Jacobian"."""

from __future__ import annotations

from collections.abc import Iterable

from evaluator.answers import Candidate
from evaluator.equality.rewrite import bottom_up, walk
from evaluator.mathtext.tree import Call, Name, Node

Definitions = tuple[tuple[Node, Node], ...]


def defined_beside(chosen: Candidate, stated: Iterable[Candidate]) -> Definitions:
    """What the text states for names and function values that the chosen value uses."""
    if chosen.node is None:
        return ()
    used = set(walk(chosen.node))
    others = (c for c in stated if c.kind == "formula" and c.at != chosen.at and not c.other)
    found = {c.labels[0]: c.node for c in others if c.node is not None and _defines(c.labels) and c.labels[0] in used}
    return tuple((name, value) for name, value in found.items() if name not in set(walk(value)))


def _defines(labels: tuple[Node, ...]) -> bool:
    return len(labels) > 0 and isinstance(labels[0], Name | Call)


def spelled_out(node: Node, definitions: Definitions) -> Node:
    """`node` with what is defined in place of its names."""
    known = dict(definitions)
    return bottom_up(node, lambda below: known.get(below, below))
