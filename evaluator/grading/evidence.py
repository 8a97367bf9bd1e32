"""Which of two values is rather the answer: by what is said about them, in one stated order."""

from __future__ import annotations

from typing import Final

from evaluator.answers import Candidate
from evaluator.grading.bonds import bond_of, closeness
from evaluator.grading.faults import faults_of
from evaluator.grading.page import Page
from evaluator.model import Bond, Evidence, Fault
from evaluator.reference.records import ReferenceAnswer

_BONDS: Final = tuple(Bond)
_GRAVE: Final = frozenset({Fault.order_only, Fault.rate, Fault.unfinished})  # hardly a value of what is asked for
_ASIDE: Final = frozenset({Fault.reason, Fault.case})  # a value of it, perhaps, but not the one that is meant
_TOLD: Final = frozenset({Bond.named, Bond.likely})  # words or a label say which quantity it is
Rank = tuple[int | bool, ...]


def rank(evidence: Evidence) -> Rank:
    """The higher, the rather. Compared one after the other: whether it can be the value that is meant at all; whether
    the text closes with it; how firmly it is bound to the quantity; and what speaks against it a little."""
    faults = set(evidence.faults)
    return (
        not faults & _GRAVE,
        not faults & _ASIDE,
        evidence.closing and evidence.bond in _TOLD,
        _BONDS.index(evidence.bond),
        -len(faults - _GRAVE - _ASIDE),
        evidence.closeness,
    )


def evidence_of(candidate: Candidate, answer: ReferenceAnswer, page: Page) -> Evidence | None:
    """What speaks for `candidate` as the value of `answer`; None when nothing does."""
    bond = bond_of(candidate, answer, page)
    if bond is None:
        return None
    if candidate.kind == "option":
        return Evidence(bond=bond, closing=candidate.final)
    return Evidence(
        bond=bond,
        closing=candidate.final or candidate.boxed,
        closeness=closeness(candidate, answer, page) if answer.kind.name == "growth" else 0,
        faults=tuple(faults_of(candidate, answer, page.part)),
    )
