"""Names that an answer explains itself: "E[g(x)], where g(x) = ...", "J_theta g is the Jacobian"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from evaluator.answers import Candidate
from evaluator.equality.rewrite import bottom_up, walk
from evaluator.mathtext.tree import Call, Name, Node

_DEEPEST: Final = 3  # definitions that use others
_LARGEST: Final = 20_000  # names and signs that a value may grow to
Definitions = tuple[tuple[Node, Node], ...]


def defined_beside(chosen: Candidate, stated: Iterable[Candidate]) -> Definitions:
    """What the text states for names and function values that the chosen value uses, and for those that these use."""
    if chosen.node is None:
        return ()
    others = (c for c in stated if c.kind == "formula" and c.at != chosen.at and not c.other)
    told = {c.labels[0]: c.node for c in others if c.node is not None and _defines(c.labels)}
    told = {name: value for name, value in told.items() if name not in set(walk(value))}
    found: dict[Node, Node] = {}
    used = set(walk(chosen.node))
    for _ in range(_DEEPEST):
        new = {name: value for name, value in told.items() if name in used and name not in found}
        found |= new
        used = {below for value in new.values() for below in walk(value)}
    return tuple(found.items())


def _defines(labels: tuple[Node, ...]) -> bool:
    return len(labels) > 0 and isinstance(labels[0], Name | Call)


def spelled_out(node: Node, definitions: Definitions) -> Node:
    """`node` with what is defined in place of its names, and of those in there."""
    known = dict(definitions)
    largest = max((_size(value) for value in known.values()), default=0)
    for _ in range(_DEEPEST if known else 0):
        if _size(node) * largest > _LARGEST:
            return node
        node = bottom_up(node, lambda below: known.get(below, below))
    return node


def _size(node: Node) -> int:
    return sum(1 for _ in walk(node))
