"""What an answer wants of a transcript: a relation, several values, an order of growth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sympy import MatrixBase

from evaluator.grading.labels import spelled
from evaluator.kinds.statement import Statement
from evaluator.mathtext.tree import Relation
from evaluator.reference.records import ReferenceAnswer

WORKED_OUT: Final = frozenset({"expression", "number", "quantity", "growth"})
_OF_SEVERAL: Final = frozenset({"set", "tuple"})


def wants_relation(answer: ReferenceAnswer) -> bool:
    """Whether the expected answer, or another that counts as right, is a relation or a region itself."""
    forms = answer.forms()
    if any(form.name not in ("statement", *WORKED_OUT) for form in forms):
        return True
    return any(
        isinstance(spelled(form.gold), Relation)
        for form in forms
        if isinstance(form, Statement) and isinstance(form.gold, str)
    )


def has_several(answer: ReferenceAnswer) -> bool:
    """Whether its values may be written one after the other."""
    gold = getattr(answer.kind, "gold", None)
    return answer.kind.name in _OF_SEVERAL or (isinstance(gold, MatrixBase) and 1 in gold.shape)


def answer_is_order(answer: ReferenceAnswer) -> bool:
    """Whether an order of growth is itself what is expected, in the answer's own form or in an accepted one."""
    kinds: Sequence[object] = (answer.kind,)
    return any(getattr(k, "name", "") == "growth" or "\\Theta" in k.latex() for k in kinds if hasattr(k, "latex"))
