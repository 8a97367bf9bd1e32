"""What is set to zero: `\\nabla L = A w - b = 0` says of the gradient that it is `A w - b`, and where it vanishes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from evaluator.answers import Candidate
from evaluator.grading.wanted import wants_relation
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.tree import Derivative, Gradient, Name, Node, Number, Relation
from evaluator.reference.records import ReferenceAnswer

_COMMAND: Final = re.compile(r"\\[A-Za-z]+\*?|\{[a-z]*\}")
_SOMETHING: Final = re.compile(r"[1-9A-Za-z]")


def as_worked_out(candidate: Candidate, answer: ReferenceAnswer) -> Candidate:
    """The candidate with the member of its chain before a zero as its value; for a gold that is zero, as it is."""
    whole = candidate.whole
    if not isinstance(whole, Relation) or len(whole.operands) < 3 or not _sets_to_zero(candidate, answer):
        return candidate
    value = whole.operands[-2]
    chain = Relation(whole.operators[:-1], whole.operands[:-1])
    return replace(candidate, node=value, text=to_latex(value), whole=chain, labels=whole.operands[:-2])


def is_stationary(candidate: Candidate, answer: ReferenceAnswer) -> bool:
    """Whether it only says where a gradient or a derivative vanishes, and not what it is."""
    derived = any(isinstance(label, Gradient | Derivative) for label in candidate.labels)
    return derived and _sets_to_zero(candidate, answer)


def _sets_to_zero(candidate: Candidate, answer: ReferenceAnswer) -> bool:
    whole = candidate.whole
    if not isinstance(whole, Relation) or whole.operators[-1] != "=" or not _is_zero(candidate.node):
        return False
    return not wants_relation(answer) and _SOMETHING.search(_COMMAND.sub("", answer.kind.latex())) is not None


def _is_zero(node: Node | None) -> bool:
    return node == Number("0") or (isinstance(node, Name) and node.base == "0")
