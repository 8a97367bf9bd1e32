"""How sure a reading is, and why a question stayed open. Enums, so that nothing hangs on the wording of a message."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from evaluator.model.record import Record


class Confidence(StrEnum):
    """How far something that was rebuilt can be trusted.

    `sure`: nothing else explains the source as well; `likely`: may be held against a model like what is sure, but is
    shown as rebuilt; `doubtful`: may confirm an answer, and never accuses.
    """

    sure = "sure"
    likely = "likely"
    doubtful = "doubtful"


class Cause(StrEnum):
    """Why an outcome is unknown."""

    unreadable_answer = "unreadable_answer"  # what the transcript states could not be read with certainty
    unreadable_gold = "unreadable_gold"  # the reference's side has no meaning for us
    misplaced = "misplaced"  # the formula may stand in another place of the transcript
    kinds_differ = "kinds_differ"  # a set where a number is expected
    no_value = "no_value"  # it parses, and cannot be evaluated
    budget = "budget"  # time or memory ran out
    no_decision = "no_decision"  # neither proved nor refuted
    crash = "crash"  # our bug


# Causes that lie in how the source was read.
LOST_IN_READING = frozenset({Cause.unreadable_answer, Cause.misplaced})


class Doubt(Record):
    """How sure the reading of a formula is and its place among the words; `why` gives the reasons where it is not."""

    reading: Confidence = Confidence.sure
    placement: Confidence = Confidence.sure
    why: tuple[str, ...] = ()

    @property
    def none(self) -> bool:
        """Whether reading and place are both sure."""
        return self.reading == self.placement == Confidence.sure

    @property
    def accuses(self) -> bool:
        """Whether what is read here may be held against anyone."""
        return Confidence.doubtful not in (self.reading, self.placement)


NO_DOUBT = Doubt()
_ORDER = tuple(Confidence)


def worst(doubts: Iterable[Doubt]) -> Doubt:
    """What rests on several formulas is as sure as the least sure of them; no formula leaves no doubt."""
    found = tuple(doubts)
    if not found:
        return NO_DOUBT
    return Doubt(
        reading=max((d.reading for d in found), key=_ORDER.index),
        placement=max((d.placement for d in found), key=_ORDER.index),
        why=tuple(dict.fromkeys(reason for d in found for reason in d.why)),
    )
