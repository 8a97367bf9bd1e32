"""The one rule about doubt: what was read with doubt may confirm an answer, and accuses nobody.

Everything that could turn a formula against someone (an outcome, a step, a catch, a disagreement) asks here first.
"""

from __future__ import annotations

from evaluator.model import Cause, Confidence, Different, Doubt, Formula, Loss, Outcome, Passage, Span, Unknown, worst


def evidence(at: Span, passage: Passage) -> Doubt:
    """How sure what stands at this place of the passage is: its own formulas, and whether they stand where they
    should. A neighbour out of place makes this place doubtful too."""
    own = [f for f in passage.formulas if _overlap(f.at, at)]
    near = [Doubt(placement=f.doubt.placement, why=f.doubt.why) for f in _beside(at, passage) if _displaced(f)]
    return worst([*(f.doubt for f in own), *near])


def final_evidence(at: Span, passage: Passage) -> Doubt:
    """The same for an answer: what is said after it, if it could not be read, may be the answer instead."""
    later = [f.doubt for f in passage.formulas if f.at.start >= at.end and not f.doubt.accuses]
    behind = [x for x in passage.losses if x.at.end >= at.end and x.doubt == Confidence.doubtful]
    return worst([evidence(at, passage), *later, *map(_of_loss, behind)])


def of_passage(passage: Passage) -> Doubt:
    """How sure a passage is as a whole, for what rests on its words or on something being absent from it: then even
    a loss that may be none counts."""
    return worst([*(f.doubt for f in passage.formulas), *map(_of_loss, passage.losses)])


def held(outcome: Outcome, doubt: Doubt) -> Outcome:
    """`outcome` as it may be held against anyone."""
    if not isinstance(outcome, Different) or doubt.accuses:
        return outcome
    return lost(doubt)


def lost(doubt: Doubt) -> Unknown:
    """What doubt leaves of a decision."""
    misplaced = doubt.reading != Confidence.doubtful
    cause = Cause.misplaced if misplaced else Cause.unreadable_answer
    return Unknown(cause=cause, reason="; ".join(doubt.why) or "it could not be read with certainty")


def rebuilt(at: Span, passage: Passage) -> Doubt | None:
    """The doubt of the rebuilt formulas at a place; None where the source says it in LaTeX or in words."""
    own = [f.doubt for f in passage.formulas if f.rebuilt and _overlap(f.at, at)]
    return worst(own) if own else None


def _of_loss(loss: Loss) -> Doubt:
    return Doubt(placement=Confidence.doubtful, why=(loss.what,))


def _displaced(formula: Formula) -> bool:
    return formula.doubt.placement == Confidence.doubtful


def _beside(at: Span, passage: Passage) -> list[Formula]:
    before = [f for f in passage.formulas if f.at.end <= at.start]
    after = [f for f in passage.formulas if f.at.start >= at.end]
    return [*before[-1:], *after[:1]]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
