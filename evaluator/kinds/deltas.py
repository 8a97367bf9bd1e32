r"""Entries by two indices: `p_i (\delta_{ij} - p_j)`, or one value where `i = j` and another where not.

Both answers are compared where the indices are the same and where they are not: `p_i \delta_{ij}` is `p_j \delta_{ij}`,
which no value of delta alone would show.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from evaluator.equality.rewrite import bottom_up, walk
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Cases, Name, Node, Number, Product, Relation, Sequence
from evaluator.model import Different, Equal, Outcome

Compare = Callable[[Node, Node, Scope], Outcome]

_SAME: Final = "where the indices are the same, and where they are not"
_INDICES: Final = frozenset("ijklmnabc")


def compare(gold: Node, answer: Node, scope: Scope, inner: Compare) -> Outcome | None:
    """By the two cases; None where no two indices decide, or a case is undecided."""
    pairs = {pair for side in (gold, answer) for n in walk(side) if (pair := _indices(n)) is not None}
    if len({frozenset(pair) for pair in pairs}) != 1:
        return None
    one, other = next(iter(pairs))
    if not all({one, other} <= set(walk(side)) for side in (gold, answer)):
        return None
    together = [bottom_up(_where(side, same=True), lambda n: one if n == other else n) for side in (gold, answer)]
    outcomes = (
        inner(together[0], together[1], scope),
        inner(_where(gold, same=False), _where(answer, same=False), scope),
    )
    if (apart := next((o for o in outcomes if isinstance(o, Different)), None)) is not None:
        return apart
    if not all(isinstance(o, Equal) for o in outcomes):
        return None
    return outcomes[1].model_copy(update={"method": f"{_method(outcomes[1])}; {_SAME}"})


def _method(outcome: Outcome) -> str:
    return outcome.method if isinstance(outcome, Equal) else ""


def _where(node: Node, same: bool) -> Node:
    """`node` where the two indices are the same, or where they are not."""
    return bottom_up(node, lambda n: _value(n, same) if _indices(n) is not None else n)


def _value(node: Node, same: bool) -> Node:
    if isinstance(node, Cases):
        value, condition = node.rows[0]
        first = _sign(condition) == "="
        return value if first == same else node.rows[1][0]
    return Number("1" if same else "0")


def _indices(node: Node) -> tuple[Node, Node] | None:
    """What a Kronecker delta stands at, or what the two branches of cases hold against each other."""
    match node:
        case Name(base="delta", sub=Product(factors=(Name() as one, Name() as other))):
            return one, other
        case Name(base="delta", sub=Sequence(items=(Name() as one, Name() as other))):
            return one, other
        case Cases(((_, Relation((sign,), (Name() as one, Name() as other))), (_, second))):
            opposite = {"=": "!=", "!=": "="}.get(sign)
            signs = second is None or (_sign(second) == opposite and set(second.operands) == {one, other})  # type: ignore[attr-defined]
            if opposite and signs and {one.base, other.base} <= _INDICES:
                return one, other
    return None


def _sign(node: Node | None) -> str | None:
    return node.operators[0] if isinstance(node, Relation) and len(node.operators) == 1 else None
