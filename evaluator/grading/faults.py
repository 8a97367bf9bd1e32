"""What speaks against a value as the one that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evaluator.answers import Candidate
from evaluator.equality.rewrite import walk
from evaluator.grading.around import ahead
from evaluator.grading.bounds import upper_bound
from evaluator.grading.labels import spelled
from evaluator.grading.measures import is_size
from evaluator.grading.naming import is_growth
from evaluator.grading.special import is_special
from evaluator.grading.stationary import is_stationary
from evaluator.grading.wanted import WORKED_OUT, answer_is_order, wants_relation
from evaluator.mathtext.tree import Big, Distribution, Expectation, Gradient, Node, Norm, Number, Quantity, Relation
from evaluator.model import Fault
from evaluator.reference.records import ReferenceAnswer, ReferencePart

_GROWING: Final = frozenset({"propto", "approx"})
_NOT_WORKED_OUT: Final = (Expectation, Gradient, Big, Norm)
_BECAUSE: Final = re.compile(
    r"\b(?:since|because|as\s+(?:there|each|every|we|the)|given\s+that|for\s+which)\b", re.IGNORECASE
)
_THEREFORE: Final = re.compile(
    r"\b(?:so|hence|thus|therefore|then|we\s+(?:get|have|obtain|find)|giv(?:es|ing))\b|,(?=\s*(?:the|it|we)\b)",
    re.IGNORECASE,
)
_ROUGHLY: Final = re.compile(r"\b(?:approximately|approx\.?|roughly|about)(?:\s+[\w-]+){0,2}\W*$", re.IGNORECASE)
_EACH: Final = re.compile(
    r"^\W*\w*\s*(?:\w+\s+){0,2}(?:per|for\s+each|for\s+every|each)\b|\b(?:each|every"
    r"|per)\s+(?:\w+\s+){1,3}(?:\w+s)\b[^.]*$",
    re.IGNORECASE,
)


def faults_of(candidate: Candidate, answer: ReferenceAnswer, part: ReferencePart) -> Iterator[Fault]:
    if not candidate.exact or _ROUGHLY.search(candidate.before):
        yield Fault.rounded
    if answer.kind.name != "growth" and not answer_is_order(answer) and is_growth(candidate):
        yield Fault.order_only
    if candidate.manner == "count" and (_EACH.search(candidate.after) or _EACH.search(candidate.before)):
        yield Fault.rate
    if _is_bound(candidate, answer, part):
        yield Fault.bound
    elif _is_unfinished(candidate, answer):
        yield Fault.unfinished
    if not candidate.labels and _is_reason(candidate):
        yield Fault.reason
    if is_special(candidate, answer, part.scope):
        yield Fault.case
    if answer.kind.name == "quantity" and not isinstance(candidate.node, Quantity):
        yield Fault.unitless


def _is_bound(candidate: Candidate, answer: ReferenceAnswer, part: ReferencePart) -> bool:
    if candidate.node is None or wants_relation(answer):
        return False
    return upper_bound(candidate.node, answer, part.scope.functions) is not None


def _is_unfinished(candidate: Candidate, answer: ReferenceAnswer) -> bool:
    """Still to be worked out, or a value of another kind than the one that is asked for."""
    if candidate.node is not None and not _fits(candidate.node, answer):
        return True
    if is_size(candidate, answer) or is_stationary(candidate, answer):
        return True
    return isinstance(candidate.node, Quantity) and answer.kind.name != "quantity"


def _fits(node: Node, answer: ReferenceAnswer) -> bool:
    """A value is worked out; a law is a law; "w is in R^d" and "a is much larger than b" are values of nothing."""
    if isinstance(node, Relation) and not wants_relation(answer) and not set(node.operators) <= _GROWING:
        return False
    if answer.kind.name == "region" and isinstance(node, Number):
        return False
    gold = getattr(answer.kind, "gold", None)
    if isinstance(gold, str):
        law = isinstance(spelled(gold), Distribution)
        return not law or any(isinstance(n, Distribution) for n in walk(node))
    return answer.kind.name not in WORKED_OUT or not any(isinstance(n, _NOT_WORKED_OUT) for n in walk(node))


def _is_reason(candidate: Candidate) -> bool:
    words = ahead(candidate) or candidate.before
    since = [m.end() for m in _BECAUSE.finditer(words)]
    return bool(since) and not _THEREFORE.search(words, since[-1])
