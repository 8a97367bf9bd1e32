"""What a text states beyond the answers that were found in it: nobody says that an answer is missing while a value, or
a formula that we cannot read, is left over that may be it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from evaluator.answers import Candidate
from evaluator.grading.cues import last_cue
from evaluator.grading.labels import names_quantity
from evaluator.grading.naming import is_growth
from evaluator.grading.page import Page
from evaluator.grading.rivals import DENIED, is_condition, is_given
from evaluator.mathtext.spelling import spelling
from evaluator.mathtext.tree import Name, Node, Relation
from evaluator.model import AnswerResult, Cause, Span, Unknown
from evaluator.reference.records import ReferenceAnswer, ReferencePart

_STATED: Final = frozenset({"relation", "copula", "apposition", "standing"})
Place = tuple[int, Span]  # a turn, and where in its output


def left_over(
    answer: ReferenceAnswer, part: ReferencePart, pages: Sequence[Page], found: Sequence[AnswerResult]
) -> Unknown | None:
    """Why the answer may still be there: the last value, or formula, that may be meant."""
    taken = [(r.turn, r.at) for r in found if r.turn is not None and r.at is not None]
    said = {r.found for r in found}
    others = [other for other in part.answers if other is not answer]
    for page in reversed(pages):
        for candidate in reversed(page.candidates):
            if candidate.text in said or _overlaps(page, candidate, taken):
                continue
            if _states(candidate, answer) and not _of_another(candidate, others, part) and not _given(candidate, part):
                return _may_be(candidate)
    return None


def _may_be(candidate: Candidate) -> Unknown:
    if candidate.node is None:
        return Unknown(cause=Cause.unreadable_answer, reason=candidate.problem or "not a formula")
    return Unknown(cause=Cause.no_decision, reason=f"it may be {candidate.text}, which nothing names")


def _overlaps(page: Page, candidate: Candidate, taken: Collection[Place]) -> bool:
    start, end = candidate.at.start + page.stretch.at.start, candidate.at.end + page.stretch.at.start
    turn = page.stretch.turn.id
    return any(turn == other and start < at.end and at.start < end for other, at in taken)


def _states(candidate: Candidate, answer: ReferenceAnswer) -> bool:
    if candidate.other or candidate.kind != "formula" or DENIED.search(candidate.before):
        return False
    if candidate.manner not in _STATED:
        return False
    return candidate.node is None or is_growth(candidate) == (answer.kind.name == "growth")


def _of_another(candidate: Candidate, others: Sequence[ReferenceAnswer], part: ReferencePart) -> bool:
    spelled = [spelling for other in others for spelling in other.quantity]
    if names_quantity(candidate.labels, spelled, part.scope.functions):
        return True
    return any(last_cue(candidate.before, other.cues) is not None for other in others)


def _given(candidate: Candidate, part: ReferencePart) -> bool:
    """A condition, a case, or the value of a symbol of the problem: "attained at z = 0"."""
    if is_given(candidate) or (candidate.labels and is_condition(candidate)):
        return True
    law = isinstance(candidate.whole, Relation) and "~" in candidate.whole.operators  # says more than a value
    return not law and any(_is_symbol(label, part) for label in candidate.labels)


def _is_symbol(label: Node, part: ReferencePart) -> bool:
    return isinstance(label, Name) and spelling(label) in part.scope.symbols
