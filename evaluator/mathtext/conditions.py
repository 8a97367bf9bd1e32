r"""Probabilities under a condition, and divergences: `P(A | B)`, `D_{KL}(p \| q)`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from evaluator.mathtext.tree import Call, Juxtaposed, Name, Node, Product, Text

BAR: Final = Text("|")
_PROBABILITY: Final = frozenset({"P", "Pr"})


def has_bar(node: Node) -> bool:
    return isinstance(node, Juxtaposed) and BAR in node.items


def with_conditions(factors: Iterable[Node]) -> list[Node]:
    """The factors of a product; a name and the bracket with a bar behind it are a call."""
    made: list[Node] = []
    for factor in factors:
        name = _called(made[-1]) if made and has_bar(factor) else None
        if name is None:
            made.append(factor)
        else:
            made[-1] = Call(name, (factor,))
    return made


def _called(node: Node) -> Name | None:
    """`P` for all ways to write a probability, `KL` for all ways to write that divergence."""
    if not isinstance(node, Name):
        return None
    if node.base in _PROBABILITY and node.sub is None:
        return Name("P")
    return Name("KL", alphabet="rm") if node.base == "D" and _word(node.sub) == "KL" else None


def _word(node: Node | None) -> str:
    if isinstance(node, Product):
        return "".join(map(_word, node.factors))
    return node.base if isinstance(node, Name) else node.text if isinstance(node, Text) else ""
