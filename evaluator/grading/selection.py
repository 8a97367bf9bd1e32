"""Which of all stated values is the transcript's answer. Decided by what is said about a value, never by the value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from evaluator.answers import Candidate, candidates, option_candidates
from evaluator.equality.rewrite import walk
from evaluator.grading import strengths
from evaluator.grading.around import (
    ahead,
    beside_cue,
    contrasted,
    counts,
    has_subject,
    is_total,
    is_used,
    option_word,
    says_cue,
    titled_otherwise,
)
from evaluator.grading.cues import first_cue, last_cue
from evaluator.grading.definitions import Definitions, defined_beside
from evaluator.grading.labels import names_in, names_quantity, spelled
from evaluator.grading.matching import Stretch
from evaluator.grading.measures import is_size
from evaluator.grading.rivals import BY, CLAUSE, DENIED, is_condition, is_given, rivals
from evaluator.grading.special import is_special
from evaluator.grading.stationary import as_worked_out, is_stationary
from evaluator.grading.wanted import WORKED_OUT, answer_is_order, has_several, wants_relation
from evaluator.kinds.choice import Choice
from evaluator.mathtext.tree import (
    Big,
    Distribution,
    Expectation,
    Gradient,
    Growth,
    Node,
    Norm,
    Number,
    Quantity,
    Relation,
)
from evaluator.reference.records import ReferenceAnswer, ReferencePart

_REACH: Final = 500  # characters back for what "it" may stand for
_GROWING: Final = frozenset({"propto", "approx"})
_NOTWORKED_OUT: Final = (Expectation, Gradient, Big, Norm)
_BECAUSE: Final = re.compile(
    r"\b(?:since|because|as\s+(?:there|each|every|we|the)|given\s+that|for\s+which)\b", re.IGNORECASE
)
_THEREFORE: Final = re.compile(
    r"\b(?:so|hence|thus|therefore|then|we\s+(?:get|have|obtain|find)|giv(?:es|ing))\b|,(?=\s*(?:the|it|we)\b)",
    re.IGNORECASE,
)
_EACH: Final = re.compile(
    r"^\W*\w*\s*(?:\w+\s+){0,2}(?:per|for\s+each|for\s+every|each)\b|\b(?:each|every"
    r"|per)\s+(?:\w+\s+){1,3}(?:\w+s)\b[^.]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Selected:
    """A candidate with the stretch that states it and how strongly it is bound to the quantity."""

    candidate: Candidate
    stretch: Stretch
    strength: float
    named: bool  # by a label or by words; else it is taken because nothing else is stated, or because it stands last
    others: tuple[Candidate, ...] = ()  # what other readings of the same formula state for it
    condition: bool = False  # it says of something else what holds where the quantity is found
    special: bool = False  # it is what holds in one case
    beside: tuple[Candidate, ...] = ()  # what else may be stated for it
    defined: Definitions = ()  # names of the value that the text explains


@dataclass(frozen=True)
class Page:
    """One stretch with what it states about a part."""

    stretch: Stretch
    part: ReferencePart

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        return candidates(self.stretch.passage, self.part.scope.functions)

    @cached_property
    def text(self) -> str:
        return self.stretch.passage.markdown

    def choose(self, answer: ReferenceAnswer) -> Selected | None:
        """The last of the most strongly bound candidates; of one formula the reading that was taken, if it is bound."""
        rated = [(strength(c, answer, self), c) for c in self._candidates_for(answer)]
        rated = [(s, c) for s, c in rated if s > 0]
        if not rated:
            return None
        best, chosen = max(rated, key=lambda each: _precedence(*each))
        others = tuple(c for _, c in rated if c.other and c.at == chosen.at and c is not chosen)
        named = _labelled(chosen, answer, self.part)
        beside = rivals(chosen, [c for _, c in rated], self.candidates, named)
        if not named:
            beside += tuple(c for s, c in rated if s == best and _of_another(c, chosen))
        condition = is_stationary(chosen, answer) or (not named and _own_label(chosen) and is_condition(chosen))
        bound = _is_named(chosen, answer, self.part)
        defined = defined_beside(chosen, self.candidates)
        special = is_special(chosen, answer, self.part.scope)
        return Selected(chosen, self.stretch, best, bound, others, condition, special, beside, defined)

    def _candidates_for(self, answer: ReferenceAnswer) -> tuple[Candidate, ...]:
        if isinstance(answer.kind, Choice) and answer.kind.options:
            named = (c for c in self.candidates if c.node is not None and answer.kind.names(c.node))
            denied = answer.cues if answer.kind.expects("no") else ()  # it may confirm, no more
            return (*named, *option_candidates(self.stretch.passage, answer.kind.options, denied))
        return tuple(as_worked_out(c, answer) for c in self.candidates)

    def topic(self, place: int) -> ReferenceAnswer | None:
        """The value (not a growth) that was named last before `place`."""
        text = self.text[max(0, place - _REACH) : place]
        named = [(end, a) for a in _values(self.part) if (end := last_cue(text, a.cues)) is not None]
        start = max(0, place - _REACH)
        for c in self.candidates:
            if c.labels and not c.other and start <= c.at.start and c.at.end <= place:
                named += [(c.at.end - start, a) for a in _values(self.part) if _labelled(c, a, self.part)]
        return max(named, key=lambda each: each[0])[1] if named else None


def _of_another(other: Candidate, chosen: Candidate) -> bool:
    """Whether it is stated of another name, under the same words: which of the two they mean, they do not say."""
    return _own_label(other) and _own_label(chosen) and not set(other.labels) & set(chosen.labels)


def _is_named(candidate: Candidate, answer: ReferenceAnswer, part: ReferencePart) -> bool:
    return _labelled(candidate, answer, part) or beside_cue(candidate, answer) or _cued(candidate, answer, part) > 0


def _precedence(strong: float, candidate: Candidate) -> tuple[float, int, bool, bool]:
    return strong, candidate.at.end, candidate.kind == "list", not candidate.other


def strength(candidate: Candidate, answer: ReferenceAnswer, page: Page) -> float:
    """How strongly `candidate` is stated as the value of `answer`; 0 when it is not."""
    if candidate.kind == "option":
        return _option_bound(candidate, answer, page)
    if DENIED.search(candidate.before):
        return 0.0
    if candidate.kind == "list" and not has_several(answer):
        return 0.0
    bind = _growth_bound if answer.kind.name == "growth" else _bound
    bound = bind(candidate, answer, page)
    if bound <= 0:
        return 0.0
    closing = strengths.FINALLY if candidate.final or candidate.boxed else 0.0
    return max(
        0.1, bound + closing + (0.0 if candidate.exact else strengths.INEXACT) + _misfit(candidate, answer, page)
    )


def _option_bound(candidate: Candidate, answer: ReferenceAnswer, page: Page) -> float:
    """Said outright, or the only option in a sentence about what is asked; of several, that of the clause about it."""
    choices = [a for a in page.part.answers if isinstance(a.kind, Choice)]
    about = _clause(candidate) if _names_others(candidate, answer) else candidate.sentence
    named = last_cue(about, answer.cues) is not None or says_cue(candidate, answer)
    if candidate.manner == "copula" and (named or choices == [answer]):
        return strengths.NAMED + (strengths.FINALLY if candidate.final else 0.0)
    return strengths.LIKELY if named else 0.0


def _names_others(candidate: Candidate, answer: ReferenceAnswer) -> bool:
    """Whether the sentence of an option names another: "large ones come first, small ones later"."""
    taken = option_word(candidate)
    rows = answer.kind.options if isinstance(answer.kind, Choice) else ()
    others = [word for row in rows if taken not in {w.lower() for w in row} for word in row]
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", candidate.sentence, re.IGNORECASE) for word in others)


def _clause(candidate: Candidate) -> str:
    return f"{CLAUSE.split(candidate.before)[-1]} {candidate.text} {CLAUSE.split(candidate.after)[0]}"


def _misfit(candidate: Candidate, answer: ReferenceAnswer, page: Page) -> float:
    lowered = 0.0
    if answer.kind.name != "growth" and not answer_is_order(answer) and is_growth(candidate):
        lowered += strengths.ORDER_ONLY
    if candidate.manner == "count" and (_EACH.search(candidate.after) or _EACH.search(candidate.before)):
        lowered += strengths.RATE
    if candidate.node is not None and not _fits(candidate.node, answer):
        lowered += strengths.UNFINISHED
    if not candidate.labels and _is_reason(candidate):
        lowered += strengths.REASON
    if is_special(candidate, answer, page.part.scope):
        lowered += strengths.CASE
    if is_size(candidate, answer) or is_stationary(candidate, answer):
        lowered += strengths.UNFINISHED
    if isinstance(candidate.node, Quantity) is not (answer.kind.name == "quantity"):
        lowered += strengths.UNITLESS if answer.kind.name == "quantity" else strengths.UNFINISHED
    return lowered


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
    return answer.kind.name not in WORKED_OUT or not any(isinstance(n, _NOTWORKED_OUT) for n in walk(node))


def _is_reason(candidate: Candidate) -> bool:
    words = ahead(candidate) or candidate.before
    since = [m.end() for m in _BECAUSE.finditer(words)]
    return bool(since) and not _THEREFORE.search(words, since[-1])


def _bound(candidate: Candidate, answer: ReferenceAnswer, page: Page) -> float:
    if _only_names(candidate, page.part):
        return 0.0
    if any(_labelled(candidate, other, page.part) for other in page.part.answers):
        return strengths.NAMED if _labelled(candidate, answer, page.part) else 0.0
    if candidate.manner == "mention":
        if counts(candidate, answer) or (is_total(candidate) and answer in _nearest(ahead(candidate), page.part)):
            return strengths.NAMED
        return strengths.LIKELY if beside_cue(candidate, answer) else 0.0
    said = _cued(candidate, answer, page.part)
    strange = _own_label(candidate)
    if said:
        return strengths.ANYTHING if strange and is_given(candidate) else strengths.LIKELY if strange else said
    lone = alone(answer, page.part)
    if lone and _closes(candidate) and not strange:
        return strengths.LIKELY if answer.cues else strengths.NAMED
    if lone and answer_is_order(answer) and is_growth(candidate):
        return strengths.LIKELY
    if not lone:
        return 0.0
    return (
        strengths.ALONE
        if candidate.boxed or candidate.final
        else strengths.ANYTHING
        if candidate.manner != "count"
        else 0.0
    )


def _closes(candidate: Candidate) -> bool:
    return (candidate.boxed or candidate.final) and candidate.kind == "formula" and candidate.manner != "count"


def _growth_bound(candidate: Candidate, answer: ReferenceAnswer, page: Page) -> float:
    if candidate.labels and answer.quantity and _labelled(candidate, answer, page.part):
        return strengths.NAMED
    if candidate.manner == "mention":
        return 0.0
    if BY.search(candidate.before):  # "scaled by 1/n" says what is multiplied, and not how it grows
        return 0.0
    if not is_growth(candidate):
        words = candidate.before if contrasted(candidate) else ahead(candidate)
        cued = alone(answer, page.part) and last_cue(f"{words} {candidate.after}", answer.cues) is not None
        return strengths.ALONE if cued else 0.0
    if any(_labelled(candidate, a, page.part) for a in page.part.answers if a is not subject(answer, page.part)):
        return 0.0
    about = page.topic(candidate.at.start)
    if about is not None and about is not subject(answer, page.part) and about is not answer:
        return 0.0
    if candidate.kind == "phrase" and any(_states_class(c, candidate) for c in page.candidates):
        return strengths.LIKELY
    context = f"{candidate.sentence} {candidate.heading}"
    if is_total(candidate) and not titled_otherwise(candidate, answer, page.part.answers):
        return strengths.NAMED + 2 * strengths.OWN_CLAUSE
    if first_cue(candidate.before, answer.cues) is not None:
        return strengths.NAMED + strengths.OWN_CLAUSE
    if first_cue(context, answer.cues) is not None or alone(answer, page.part):
        return strengths.NAMED
    return strengths.LIKELY if not answer.quantity else 0.0


def _states_class(other: Candidate, candidate: Candidate) -> bool:
    """Whether it says the same in signs: "the norm grows like the root of n, so its square is Theta(n)"."""
    stated = isinstance(other.node, Growth) and other.kind == "formula" and other.manner != "mention"
    return stated and other.sentence == candidate.sentence


def _cued(candidate: Candidate, answer: ReferenceAnswer, part: ReferencePart) -> float:
    """The answer whose cue stands nearest before the value takes it; then the words behind; then the heading."""
    if nearest := _nearest(candidate.before, part):
        return strengths.NAMED if answer in nearest else 0.0
    behind = [a for a in _values(part) if (end := first_cue(candidate.after, a.cues)) is not None and end < 40]
    if candidate.manner == "count" and behind:  # "5 units drop out"
        return strengths.NAMED if answer in behind else 0.0
    if (nearest := _nearest(ahead(candidate), part)) and not contrasted(candidate):
        own = candidate.manner == "relation" or has_subject(candidate)
        worth = strengths.LIKELY if own else strengths.NAMED
        return worth if answer in nearest else 0.0
    if candidate.manner in ("copula", "standing") and behind:
        return strengths.NAMED if answer in behind else 0.0
    nearest = _nearest(candidate.heading, part)
    return strengths.LIKELY if answer in nearest else 0.0


def _nearest(text: str, part: ReferencePart) -> list[ReferenceAnswer]:
    ends = [(end, a) for a in _values(part) if (end := last_cue(text, a.cues)) is not None and not is_used(text, end)]
    last = max((end for end, _ in ends), default=None)
    return [a for end, a in ends if end == last]


def _only_names(candidate: Candidate, part: ReferencePart) -> bool:
    """Whether it equates one name of a quantity with another."""
    spellings = [s for a in part.answers for s in a.quantity]
    return candidate.node is not None and names_quantity((candidate.node,), spellings, part.scope.functions)


def _labelled(candidate: Candidate, answer: ReferenceAnswer, part: ReferencePart) -> bool:
    return bool(candidate.labels) and names_quantity(candidate.labels, answer.quantity, part.scope.functions)


def _own_label(candidate: Candidate) -> bool:  # a computation such as `20 + 10 = 30` has none
    return any(names_in(label) for label in candidate.labels[:1])


def _values(part: ReferencePart) -> list[ReferenceAnswer]:
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
