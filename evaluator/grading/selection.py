"""Which of all stated values is the transcript's answer. Decided by what is said about a value, never by the value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.answers import Candidate
from evaluator.grading.definitions import Definitions, defined_beside
from evaluator.grading.evidence import Rank, evidence_of, rank
from evaluator.grading.matching import Stretch
from evaluator.grading.naming import is_named, labelled, own_label
from evaluator.grading.page import Page
from evaluator.grading.rivals import is_condition, rivals
from evaluator.grading.special import is_special
from evaluator.grading.stationary import is_stationary
from evaluator.model import Evidence, PassedOver
from evaluator.reference.records import ReferenceAnswer

_SHOWN: Final = 3  # other values: a reader wants the nearest, not all


@dataclass(frozen=True)
class Selected:
    """A candidate with the stretch that states it and what speaks for it."""

    candidate: Candidate
    stretch: Stretch
    evidence: Evidence | None
    named: bool  # by a label or by words; else it is taken because nothing else is stated, or because it stands last
    others: tuple[Candidate, ...] = ()  # what other readings of the same formula state for it
    condition: bool = False  # it says of something else what holds where the quantity is found
    special: bool = False  # it is what holds in one case
    beside: tuple[Candidate, ...] = ()  # what else may be stated for it
    defined: Definitions = ()  # names of the value that the text explains
    passed_over: tuple[PassedOver, ...] = ()  # what else is stated for it, the likeliest first

    @property
    def rank(self) -> Rank:
        return rank(self.evidence) if self.evidence else ()


def choose(page: Page, answer: ReferenceAnswer) -> Selected | None:
    """The last of the most strongly bound candidates; of one formula the reading that was taken, if it is bound."""
    rated = [(e, c) for c in page.candidates_for(answer) if (e := evidence_of(c, answer, page))]
    if not rated:
        return None
    best, chosen = max(rated, key=lambda each: _precedence(*each))
    others = tuple(c for _, c in rated if c.other and c.at == chosen.at and c is not chosen)
    named = labelled(chosen, answer, page.part)
    beside = rivals(chosen, [c for _, c in rated], page.candidates, named)
    if not named:
        beside += tuple(c for e, c in rated if rank(e) == rank(best) and _of_another(c, chosen))
    condition = is_stationary(chosen, answer) or (not named and own_label(chosen) and is_condition(chosen))
    bound = is_named(chosen, answer, page.part)
    defined = defined_beside(chosen, page.candidates)
    special = is_special(chosen, answer, page.part.scope)
    passed = tuple(_passed_over(rated, chosen))
    return Selected(chosen, page.stretch, best, bound, others, condition, special, beside, defined, passed)


def _passed_over(rated: Sequence[tuple[Evidence, Candidate]], chosen: Candidate) -> Iterator[PassedOver]:
    """Each other value once, as its likeliest place states it."""
    said = {chosen.text}
    for evidence, candidate in sorted(rated, key=lambda each: _precedence(*each), reverse=True):
        if candidate.other or candidate.text in said:
            continue
        said.add(candidate.text)
        yield PassedOver(text=candidate.text, evidence=evidence)
        if len(said) > _SHOWN:
            return


def _precedence(evidence: Evidence, candidate: Candidate) -> tuple[Rank, int, bool, bool]:
    return rank(evidence), candidate.at.end, candidate.kind == "list", not candidate.other


def _of_another(other: Candidate, chosen: Candidate) -> bool:
    """Whether it is stated of another name, under the same words: which of the two they mean, they do not say."""
    return own_label(other) and own_label(chosen) and not set(other.labels) & set(chosen.labels)
