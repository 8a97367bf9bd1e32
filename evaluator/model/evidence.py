"""Why one value of a transcript, and none of the others in it, was taken for an answer."""

from __future__ import annotations

from enum import StrEnum

from evaluator.model.record import Record


class Bond(StrEnum):
    """What binds a value to the quantity that is asked for, from the weakest to the strongest."""

    anything = "anything"  # the part asks for one value, and this is one
    alone = "alone"  # the part asks for one value, and this one closes it
    likely = "likely"  # the words around it or the heading name the quantity
    named = "named"  # its label is the quantity, or its own words name it


class Fault(StrEnum):
    """What speaks against a value."""

    order_only = "order_only"  # a class of growth where a value is asked for
    rate = "rate"  # "one load for each layer"
    unfinished = "unfinished"  # still to be worked out, or another kind of thing
    bound = "bound"  # at most so much
    reason = "reason"  # stated as a reason for something else
    case = "case"  # what holds in one case only
    rounded = "rounded"  # behind a sign ≈, or called approximate
    unitless = "unitless"  # no unit where one is expected


class Evidence(Record):
    """What speaks for a value and against it. `closeness` tells growths of one sentence apart: 2 where it is said of
    the total, 1 where its own clause names it."""

    bond: Bond
    closing: bool = False  # in a final section or a box
    closeness: int = 0
    faults: tuple[Fault, ...] = ()


class PassedOver(Record):
    """Another value (LaTeX or words) that may have been meant."""

    text: str
    evidence: Evidence
