"""Which of the formulas that were found on a page are taken, and which hole of the prose each fills.

A path over the arcs of the page, from its first glyph to its last, and over its holes at once. A glyph or two at the
end may be left over: they leak from the first formula of the next page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp, inf
from typing import Final, NamedTuple

from evaluator.mathtext.dump.holes import KINDS, Hole, Kind, misfit
from evaluator.mathtext.dump.posterior import Chances, Posterior
from evaluator.mathtext.dump.search import Arc
from evaluator.mathtext.dump.weighing import Way, Weighed
from evaluator.mathtext.layout import Row

WORTH: Final = 0.1  # what a point of the search is worth beside the costs of holes: 1 / TEMPERATURE of its readings
LISTED: Final = 0.3  # cost of a formula behind one that ends in a comma: one display holds both, with a space between
LEAK, MOST_LEAKED = 4.0, 2  # cost of glyphs of the next page's first formula, and how many there may be


class Placed(NamedTuple):
    """A formula in its hole; glyphs that could not be read have no row."""

    hole: Hole
    arc: Arc
    row: Row | None
    others: tuple[tuple[float, Row], ...] = ()  # other readings of its glyphs, and how far behind they were
    chances: Chances | None = None  # None of glyphs that could not be read
    fit: float = 0.0  # nats of its gaps, where it was printed on trial

    def read_as(self, readings: Sequence[tuple[float, Row]]) -> Placed:
        """The same glyphs, when the document has spoken of how far behind each reading is; the best comes first."""
        (_, row), *others = readings
        known = None
        if self.chances is not None:
            share = _share(behind for behind, _ in others) / _share(behind for behind, _ in self.others)
            known = self.chances._replace(reading=min(1.0, self.chances.reading * share))
        return self._replace(row=row, others=tuple(others), chances=known)


def _share(behind: Iterable[float]) -> float:
    """Of the best reading, among others that are so far behind."""
    return 1 / (1 + sum(exp(-WORTH * each) for each in behind))


class _Taken(NamedTuple):
    hole: int
    one: Weighed
    way: Way | None


class _Entry(NamedTuple):
    cost: float
    one: Weighed
    way: Way | None
    before: tuple[int, int] | None  # where the formula before ends, and its hole


def place(found: Sequence[Weighed], holes: Sequence[Hole], chars: Sequence[str]) -> list[Placed]:
    """The formulas of a page, of these glyphs, in their holes."""
    count = len(chars)
    empties = [0.0]
    for hole in holes:
        empties.append(empties[-1] + hole.empty)
    table: dict[int, dict[int, _Entry]] = {}
    by_start: dict[int, list[Weighed]] = {}
    for one in found:
        by_start.setdefault(one.arc.start, []).append(one)
    for start in range(count):
        known = table.get(start)
        if start and not known:
            continue
        again = repeats(holes, chars[start - 1] if start else "")
        for one in by_start.get(start, ()):
            _extend(one, again, known, holes, empties, table.setdefault(one.arc.end, {}))
    ends = _ends(count)
    taken = _best(table, empties, ends)
    posterior = Posterior(found, holes, ends, _cost, lambda start: repeats(holes, chars[start - 1])) if taken else None
    return [_placed(each, holes, posterior) for each in taken] if posterior else []


def _fits(one: Weighed) -> dict[Kind, tuple[float, Way | None]]:
    """What the formula costs in a hole of each kind, in the reading that fits it best."""
    ways: Sequence[Way | None] = one.ways or (None,)
    return {kind: min(((_cost(kind, one, way), way) for way in ways), key=lambda c: c[0]) for kind in KINDS}


def _cost(kind: Kind, one: Weighed, way: Way | None) -> float:
    if way is None:
        return -WORTH * one.arc.worth
    return misfit(kind, way.row) - WORTH * (way.display if kind == "display" else way.inline)


def repeats(holes: Sequence[Hole], before: str) -> list[float]:
    """What a further formula costs in each hole, behind one that ends with this glyph."""
    return [min(h.repeat, LISTED) if before == "," and h.kind == "display" else h.repeat for h in holes]


def _extend(
    one: Weighed,
    again: Sequence[float],
    known: dict[int, _Entry] | None,
    holes: Sequence[Hole],
    empties: Sequence[float],
    into: dict[int, _Entry],
) -> None:
    """Put a formula into every hole behind those that are filled before it, or beside the last of them."""
    fits = _fits(one)
    ahead = 0.0 if known is None else inf
    source: tuple[int, int] | None = None
    for index, hole in enumerate(holes):
        fit, way = fits[hole.kind]
        options: list[tuple[float, tuple[int, int] | None]] = [(ahead + empties[index] + hole.filled + fit, source)]
        entry = known.get(index) if known else None
        if entry is not None:
            options.append((entry.cost + again[index] + fit, (one.arc.start, index)))
            passed = entry.cost - empties[index + 1]
            if passed < ahead:
                ahead, source = passed, (one.arc.start, index)
        cost, before = min(options, key=lambda o: o[0])
        if cost < inf and (index not in into or cost < into[index].cost):
            into[index] = _Entry(cost, one, way, before)


def _ends(count: int) -> dict[int, float]:
    """Where the last formula may end, and what the glyphs behind it cost."""
    return {end: LEAK if end < count else 0.0 for end in range(max(1, count - MOST_LEAKED), count + 1)}


def _best(table: dict[int, dict[int, _Entry]], empties: Sequence[float], ends: dict[int, float]) -> list[_Taken]:
    reached = [
        (entry.cost + empties[-1] - empties[index + 1] + ends[end], end, index)
        for end in ends
        for index, entry in table.get(end, {}).items()
    ]
    if not reached:
        return []
    _, end, index = min(reached)
    at: tuple[int, int] | None = (end, index)
    taken: list[_Taken] = []
    while at is not None:
        entry = table[at[0]][at[1]]
        taken.append(_Taken(at[1], entry.one, entry.way))
        at = entry.before
    return taken[::-1]


def _placed(taken: _Taken, holes: Sequence[Hole], posterior: Posterior) -> Placed:
    """The reading that is taken, and how far behind the others are in such a hole."""
    index, one, way = taken
    hole = holes[index]
    if way is None:
        return Placed(hole, one.arc, None)
    cost = _cost(hole.kind, one, way)
    others = [((_cost(hole.kind, one, other) - cost) / WORTH, other.row) for other in one.ways if other.row != way.row]
    chances = posterior.of(one, way, index)
    return Placed(hole, one.arc, way.row, tuple(sorted(others, key=lambda o: o[0])), chances, way.fit)
