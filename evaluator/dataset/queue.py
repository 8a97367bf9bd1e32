"""What a person should look at first, and once: all transcripts that answer a part in the same way are one item."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evaluator.model import PartResult, PartView, worst


class Why(StrEnum):
    """In the order of the queue."""

    disagrees = "a human mark says otherwise"
    undecided = "neither proved nor refuted"
    unreadable = "could not be read"
    doubtful = "rests on a doubtful reading"
    wrong = "wrong in a way that has no name"
    weak = "right by a rubric or samples only"


@dataclass(frozen=True)
class Item:
    """`id` is made of what it is about, so that it is the same in every export."""

    id: str
    why: Why
    part: PartView
    results: tuple[PartResult, ...]

    @property
    def found(self) -> str:
        return _found(self.results[0])

    @property
    def expected(self) -> str:
        return "; ".join(f"{a.name} = {a.latex}" for a in self.part.answers)


def queue(
    results: Sequence[PartResult], parts: Mapping[str, PartView], done: Collection[tuple[str, str]] = ()
) -> list[Item]:
    """Every answer group of which something is to be asked; `done` are transcript and part of what was reviewed."""
    groups: dict[str, list[PartResult]] = {}
    for result in results:
        if (result.transcript, result.part) not in done:
            groups.setdefault(group_of(result), []).append(result)
    order = list(Why)
    items = []
    for id, same in groups.items():
        why = min((w for r in same if (w := _why(r))), key=order.index, default=None)
        if why is not None:
            items.append(Item(id, why, parts[same[0].part], tuple(same)))
    return sorted(items, key=lambda item: (order.index(item.why), -len(item.results), item.part.id, item.id))


def group_of(result: PartResult) -> str:
    """The id of its answer group: the same for all that answer a part in the same way."""
    return hashlib.sha256(f"{result.part}\0{_found(result)}".encode()).hexdigest()[:12]


def _why(result: PartResult) -> Why | None:
    if result.agrees is False:
        return Why.disagrees
    if result.verdict in ("undecided", "unreadable"):
        return Why[result.verdict]
    if result.agrees or result.verdict in ("missing", "unasked"):
        return None
    if not worst(a.doubt for a in result.answers if a.doubt).accuses:
        return Why.doubtful
    if result.verdict in ("partial", "incorrect"):
        named = all(a.diagnosis for a in result.answers if a.outcome == "different")
        return None if named else Why.wrong
    return Why.weak if result.certainty in ("rubric", "sampled") else None


def _found(result: PartResult) -> str:
    return "; ".join(f"{a.name} = {' '.join(a.found.split())}" for a in result.answers if a.found is not None)
