"""Which of the formulas that were found on a page are taken, and which hole of the prose each fills.

A path over the arcs of the page, from its first glyph to its last, and over its holes at once. A glyph or two at the
end may be left over: they leak from the first formula of the next page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from typing import Final, NamedTuple

from evaluator.mathtext.dump.holes import Hole, misfit
from evaluator.mathtext.dump.search import Arc
from evaluator.mathtext.layout import Row

WORTH: Final = 0.1  # what a point of the search is worth beside the costs of holes: 1 / TEMPERATURE of its readings
LEAK, MOST_LEAKED = 4.0, 2  # cost of glyphs of the next page's first formula, and how many there may be


class Placed(NamedTuple):
    """A formula in its hole; glyphs that could not be read have no row."""

    hole: Hole
    arc: Arc
    row: Row | None
    others: tuple[tuple[float, Row], ...] = ()  # other readings of its glyphs, and how far behind they were


class _Entry(NamedTuple):
    cost: float
    arc: Arc
    before: tuple[int, int] | None  # where the formula before ends, and its hole


def place(found: Sequence[Arc], holes: Sequence[Hole], count: int, read: Callable[[Arc], Row | None]) -> list[Placed]:
    """The formulas of a page in their holes."""
    empties = [0.0]
    for hole in holes:
        empties.append(empties[-1] + hole.empty)
    table: dict[int, dict[int, _Entry]] = {}
    rows: dict[Arc, Row | None] = {}
    by_start: dict[int, list[Arc]] = {}
    for arc in found:
        by_start.setdefault(arc.start, []).append(arc)
        rows[arc] = read(arc)
    for start in range(count):
        known = table.get(start)
        if start and not known:
            continue
        for arc in by_start.get(start, ()):
            _extend(arc, rows[arc], known, holes, empties, table.setdefault(arc.end, {}))
    return _best(table, holes, empties, rows, count)


def _extend(
    arc: Arc,
    row: Row | None,
    known: dict[int, _Entry] | None,
    holes: Sequence[Hole],
    empties: Sequence[float],
    into: dict[int, _Entry],
) -> None:
    """Put an arc into every hole behind those that are filled before it, or beside the last of them."""
    misfits = {kind: misfit(kind, row) if row else 0.0 for kind in ("narrow", "inline", "display")}
    ahead = 0.0 if known is None else inf
    source: tuple[int, int] | None = None
    for index, hole in enumerate(holes):
        fits = misfits[hole.kind] - WORTH * arc.worth
        options: list[tuple[float, tuple[int, int] | None]] = [(ahead + empties[index] + hole.filled + fits, source)]
        entry = known.get(index) if known else None
        if entry is not None:
            options.append((entry.cost + hole.repeat + fits, (arc.start, index)))
            passed = entry.cost - empties[index + 1]
            if passed < ahead:
                ahead, source = passed, (arc.start, index)
        cost, before = min(options, key=lambda o: o[0])
        if cost < inf and (index not in into or cost < into[index].cost):
            into[index] = _Entry(cost, arc, before)


def _best(
    table: dict[int, dict[int, _Entry]],
    holes: Sequence[Hole],
    empties: Sequence[float],
    rows: dict[Arc, Row | None],
    count: int,
) -> list[Placed]:
    ends = [
        (entry.cost + empties[-1] - empties[index + 1] + (LEAK if end < count else 0.0), end, index)
        for end in range(max(1, count - MOST_LEAKED), count + 1)
        for index, entry in table.get(end, {}).items()
    ]
    if not ends:
        return []
    _, end, index = min(ends)
    at: tuple[int, int] | None = (end, index)
    placed: list[Placed] = []
    while at is not None:
        entry = table[at[0]][at[1]]
        arc = entry.arc
        placed.append(Placed(holes[at[1]], arc, rows[arc]))
        at = entry.before
    return placed[::-1]
