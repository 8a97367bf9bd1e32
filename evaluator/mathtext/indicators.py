r"""Indicator functions, `\mathbb{1}_{x > 0}`, `\mathbf{1}[x > 0]`, `I(x > 0)`, `\chi_{\{x > 0\}}`, and positive parts,
`[x]_+`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from evaluator.mathtext.tree import Call, Cases, Name, Negative, Node, Number, Relation, Sequence, Text

_NAMES: Final = frozenset({"1", "I", "chi"})


def indicator(node: Node, condition: Node) -> Cases | None:
    """1 where the condition holds and 0 elsewhere; None where the two are no indicator: no identity matrix and no
    number is multiplied by a relation."""
    holds = condition.items[0] if isinstance(condition, Sequence) and len(condition.items) == 1 else condition
    if not isinstance(holds, Relation) or not _is_sign(node):
        return None
    return Cases(((Number("1"), holds), (Number("0"), None)))


def positive_part(node: Node, sign: Node) -> Call | None:
    """`[x]_+` as max(0, x) and `[x]_-` as max(0, -x); None for a name with such an index, and for any other index."""
    if isinstance(node, Name | Number) or sign not in (Text("+"), Text("-")):
        return None
    inner = node.items[0] if isinstance(node, Sequence) and len(node.items) == 1 else node
    return Call(Name("max"), (Number("0"), inner if sign == Text("+") else Negative(inner)))


def _is_sign(node: Node) -> bool:
    if isinstance(node, Number):
        return node.text == "1"
    return isinstance(node, Name) and node.base in _NAMES and node.sub is None and not node.primes


def with_indicators(factors: Iterable[Node]) -> list[Node]:
    """The factors of a product; a sign and the condition behind it are one."""
    made: list[Node] = []
    for factor in factors:
        found = indicator(made[-1], factor) if made else None
        if found is None:
            made.append(factor)
        else:
            made[-1] = found
    return made
