"""What binds a value to the quantity that is asked for."""

from __future__ import annotations

import re

from evaluator.answers import Candidate
from evaluator.grading.around import (
    ahead,
    beside_cue,
    contrasted,
    counts,
    is_total,
    option_word,
    says_cue,
    titled_otherwise,
)
from evaluator.grading.cues import first_cue, last_cue
from evaluator.grading.naming import (
    alone,
    cued,
    is_growth,
    labelled,
    nearest_named,
    only_names,
    own_label,
    subject,
    topic,
)
from evaluator.grading.page import Page
from evaluator.grading.rivals import BY, CLAUSE, DENIED, is_given
from evaluator.grading.wanted import answer_is_order, has_several
from evaluator.kinds.choice import Choice
from evaluator.mathtext.tree import Growth
from evaluator.model import Bond
from evaluator.reference.records import ReferenceAnswer


def bond_of(candidate: Candidate, answer: ReferenceAnswer, page: Page) -> Bond | None:
    """None where nothing does."""
    if candidate.kind == "option":
        return _of_option(candidate, answer, page)
    if DENIED.search(candidate.before) or (candidate.kind == "list" and not has_several(answer)):
        return None
    growth = answer.kind.name == "growth"
    return _of_growth(candidate, answer, page) if growth else _of_value(candidate, answer, page)


def _of_option(candidate: Candidate, answer: ReferenceAnswer, page: Page) -> Bond | None:
    """Said outright, or the only option in a sentence about what is asked; of several, that of the clause about it."""
    choices = [a for a in page.part.answers if isinstance(a.kind, Choice)]
    about = _clause(candidate) if _names_others(candidate, answer) else candidate.sentence
    named = last_cue(about, answer.cues) is not None or says_cue(candidate, answer)
    if candidate.manner == "copula" and (named or choices == [answer]):
        return Bond.named
    return Bond.likely if named else None


def _names_others(candidate: Candidate, answer: ReferenceAnswer) -> bool:
    """Whether the sentence of an option names another: "large ones come first, small ones later"."""
    taken = option_word(candidate)
    rows = answer.kind.options if isinstance(answer.kind, Choice) else ()
    others = [word for row in rows if taken not in {w.lower() for w in row} for word in row]
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", candidate.sentence, re.IGNORECASE) for word in others)


def _clause(candidate: Candidate) -> str:
    return f"{CLAUSE.split(candidate.before)[-1]} {candidate.text} {CLAUSE.split(candidate.after)[0]}"


def _of_value(candidate: Candidate, answer: ReferenceAnswer, page: Page) -> Bond | None:
    if only_names(candidate, page.part):
        return None
    if any(labelled(candidate, other, page.part) for other in page.part.answers):
        return Bond.named if labelled(candidate, answer, page.part) else None
    if candidate.manner == "mention":
        if counts(candidate, answer) or (is_total(candidate) and answer in nearest_named(ahead(candidate), page.part)):
            return Bond.named
        return Bond.likely if beside_cue(candidate, answer) else None
    said = cued(candidate, answer, page.part)
    strange = own_label(candidate)
    if said:
        return Bond.anything if strange and is_given(candidate) else Bond.likely if strange else said
    lone = alone(answer, page.part)
    if lone and _closes(candidate) and not strange:
        return Bond.likely if answer.cues else Bond.named
    if lone and answer_is_order(answer) and is_growth(candidate):
        return Bond.likely
    if not lone:
        return None
    if candidate.boxed or candidate.final:
        return Bond.alone
    return Bond.anything if candidate.manner != "count" else None


def _closes(candidate: Candidate) -> bool:
    return (candidate.boxed or candidate.final) and candidate.kind == "formula" and candidate.manner != "count"


def _of_growth(candidate: Candidate, answer: ReferenceAnswer, page: Page) -> Bond | None:
    if candidate.labels and answer.quantity and labelled(candidate, answer, page.part):
        return Bond.named
    if candidate.manner == "mention":
        return None
    if BY.search(candidate.before):  # "scaled by 1/n" says what is multiplied, and not how it grows
        return None
    if not is_growth(candidate):
        words = candidate.before if contrasted(candidate) else ahead(candidate)
        cued = alone(answer, page.part) and last_cue(f"{words} {candidate.after}", answer.cues) is not None
        return Bond.alone if cued else None
    if any(labelled(candidate, a, page.part) for a in page.part.answers if a is not subject(answer, page.part)):
        return None
    about = topic(page, candidate.at.start)
    if about is not None and about is not subject(answer, page.part) and about is not answer:
        return None
    if candidate.kind == "phrase" and any(_states_class(c, candidate) for c in page.candidates):
        return Bond.likely
    context = f"{candidate.sentence} {candidate.heading}"
    if closeness(candidate, answer, page) or first_cue(context, answer.cues) is not None or alone(answer, page.part):
        return Bond.named
    return Bond.likely if not answer.quantity else None


def closeness(candidate: Candidate, answer: ReferenceAnswer, page: Page) -> int:
    """2 where it is said of the total, 1 where its own clause names it: "time: O(n), memory: O(1)"."""
    if is_total(candidate) and not titled_otherwise(candidate, answer, page.part.answers):
        return 2
    return 1 if first_cue(candidate.before, answer.cues) is not None else 0


def _states_class(other: Candidate, candidate: Candidate) -> bool:
    """Whether it says the same in signs: "the norm grows like the root of n, so its square is Theta(n)"."""
    stated = isinstance(other.node, Growth) and other.kind == "formula" and other.manner != "mention"
    return stated and other.sentence == candidate.sentence
