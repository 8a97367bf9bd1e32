"""What the beam search carries along."""

from __future__ import annotations

from typing import Any, NamedTuple

from evaluator.mathtext.dump.frames import Frame
from evaluator.mathtext.dump.holes import Hole
from evaluator.mathtext.layout import Row


class Placed(NamedTuple):
    """Tokens `start:end` read as `row` (None: given up) and put into a hole."""

    hole: Hole
    start: int
    end: int
    row: Row | None


Done = tuple[Any, Placed] | None  # linked list of the finished formulas, last first
Places = dict[int, tuple[float, Done]]  # by hole: cost of everything read so far, with the last formula in that hole


class Hypothesis(NamedTuple):
    cost: float
    frame: Frame
    chain: Row  # the boxes of the current formula before the one being read
    begun: int  # token at which the current formula starts


def cheaper(places: Places, known: Places) -> Places:
    return {hole: entry for hole, entry in places.items() if hole not in known or entry[0] < known[hole][0]}


def unlink(done: Done) -> list[Placed]:
    found: list[Placed] = []
    while done is not None:
        done, placed = done
        found.append(placed)
    return found[::-1]
