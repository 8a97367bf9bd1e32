"""Which quantity a value is said to be of: by its label, by the words around it, by the heading above it."""

from __future__ import annotations

from typing import Final

from evaluator.answers import Candidate
from evaluator.grading.around import ahead, beside_cue, contrasted, has_subject, is_used
from evaluator.grading.cues import first_cue, last_cue
from evaluator.grading.labels import names_in, names_quantity
from evaluator.grading.page import Page
from evaluator.mathtext.tree import Growth, Relation
from evaluator.model import Bond
from evaluator.reference.records import ReferenceAnswer, ReferencePart

_REACH: Final = 500  # characters back for what "it" may stand for


def labelled(candidate: Candidate, answer: ReferenceAnswer, part: ReferencePart) -> bool:
    return bool(candidate.labels) and names_quantity(candidate.labels, answer.quantity, part.scope.functions)


def own_label(candidate: Candidate) -> bool:  # a computation such as `20 + 10 = 30` has none
    return any(names_in(label) for label in candidate.labels[:1])


def only_names(candidate: Candidate, part: ReferencePart) -> bool:
    """Whether it equates one name of a quantity with another."""
    spellings = [s for a in part.answers for s in a.quantity]
    return candidate.node is not None and names_quantity((candidate.node,), spellings, part.scope.functions)


def is_named(candidate: Candidate, answer: ReferenceAnswer, part: ReferencePart) -> bool:
    if labelled(candidate, answer, part) or beside_cue(candidate, answer):
        return True
    return cued(candidate, answer, part) is not None


def cued(candidate: Candidate, answer: ReferenceAnswer, part: ReferencePart) -> Bond | None:
    """The answer whose cue stands nearest before the value takes it; then the words behind; then the heading."""
    if nearest := nearest_named(candidate.before, part):
        elsewhere = bool(over := headed(candidate.column, part)) and answer not in over
        return None if answer not in nearest else Bond.likely if elsewhere else Bond.named
    behind = [a for a in values(part) if (end := first_cue(candidate.after, a.cues)) is not None and end < 40]
    if candidate.manner == "count" and behind:  # "5 units drop out"
        return Bond.named if answer in behind else None
    if (nearest := nearest_named(ahead(candidate), part)) and not contrasted(candidate):
        own = candidate.manner == "relation" or has_subject(candidate)
        worth = Bond.likely if own else Bond.named
        return worth if answer in nearest else None
    if candidate.manner in ("copula", "standing") and behind:
        return Bond.named if answer in behind else None
    nearest = nearest_named(candidate.heading, part)
    return Bond.likely if answer in nearest else None


def nearest_named(text: str, part: ReferencePart) -> list[ReferenceAnswer]:
    ends = [(end, a) for a in values(part) if (end := last_cue(text, a.cues)) is not None and not is_used(text, end)]
    last = max((end for end, _ in ends), default=None)
    return [a for end, a in ends if end == last]


def headed(column: str, part: ReferencePart) -> list[ReferenceAnswer]:
    """The answers that the head of a column is about: those whose own words stand first in it, as in "Size of each
    message"."""
    firsts = [(end, a) for a in values(part) if (end := first_cue(column, [*a.cues, *a.name.split()])) is not None]
    first = min((end for end, _ in firsts), default=None)
    return [a for end, a in firsts if end == first]


def topic(page: Page, place: int) -> ReferenceAnswer | None:
    """The value (not a growth) that was named last before `place`."""
    text = page.text[max(0, place - _REACH) : place]
    named = [(end, a) for a in values(page.part) if (end := last_cue(text, a.cues)) is not None]
    start = max(0, place - _REACH)
    for c in page.candidates:
        if c.labels and not c.other and start <= c.at.start and c.at.end <= place:
            named += [(c.at.end - start, a) for a in values(page.part) if labelled(c, a, page.part)]
    return max(named, key=lambda each: each[0])[1] if named else None


def values(part: ReferencePart) -> list[ReferenceAnswer]:
    return [a for a in part.answers if a.kind.name not in ("growth", "prose")]


def subject(growth: ReferenceAnswer, part: ReferencePart) -> ReferenceAnswer | None:
    """The value whose growth is asked for: the one stated before it."""
    before: ReferenceAnswer | None = None
    for answer in part.answers:
        if answer is growth:
            return before
        before = answer if answer.kind.name not in ("growth", "prose") else before
    return None


def alone(answer: ReferenceAnswer, part: ReferencePart) -> bool:
    """Whether the part asks for this one value only (and perhaps for words)."""
    return [a.name for a in part.answers if a.kind.name != "prose"] == [answer.name]


def is_growth(candidate: Candidate) -> bool:
    """Whether a class of growth is stated, in words or signs."""
    if candidate.kind == "phrase" or isinstance(candidate.node, Growth):
        return True
    return isinstance(candidate.node, Relation) and candidate.node.operators[-1] in ("propto",)
