"""How likely each formula of a page is what was taken for it, and stands where it was put.

Sums over every way to choose formulas and to put them into holes, where `placing` takes the best one: forward and
backward over the glyphs of the page (Rabiner 1989), each state being the hole that was filled last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from evaluator.mathtext.dump.holes import KINDS, Hole, Kind
from evaluator.mathtext.dump.weighing import Way, Weighed

Logs = NDArray[np.float64]  # one for each hole
Cost = Callable[[Kind, Weighed, Way | None], float]  # of a formula in a hole; no way: its glyphs were not read
NEVER: Final = -np.inf


class Chances(NamedTuple):
    reading: float  # of this reading of these glyphs, wherever it stands
    place: float  # of a formula of these glyphs in this hole, among all holes for them


class Posterior:
    """The chances of one page. `ends` are the costs of glyphs that are left over, by where the last formula ends;
    `repeats` what a further formula costs in each hole, by where it begins."""

    def __init__(
        self,
        found: Sequence[Weighed],
        holes: Sequence[Hole],
        ends: dict[int, float],
        cost: Cost,
        repeats: Callable[[int], Sequence[float]],
    ) -> None:
        self._cost, self._holes, self._repeats = cost, holes, repeats
        self._kinds = np.array([KINDS.index(hole.kind) for hole in holes])
        self._empties = np.concatenate([[0.0], np.cumsum([hole.empty for hole in holes])])
        self._filled = np.array([hole.filled for hole in holes])
        self._ends = ends
        self._starting: dict[int, list[Weighed]] = defaultdict(list)
        for one in found:
            self._starting[one.arc.start].append(one)
        self._into = self._forward()
        self._from = self._backward()
        self._all = float(np.logaddexp.reduce(np.concatenate([self._after(end) for end in ends])))

    def of(self, one: Weighed, way: Way, hole: int) -> Chances:
        """The chances of this reading, and of its place."""
        around = self._into[one.arc.start] + self._from[one.arc.end]
        mine = around + self._each(lambda kind: -self._cost(kind, one, way))
        any_way = around + self._by_kind(one)
        reading = float(np.logaddexp.reduce(mine)) - self._all
        placed = any_way[hole] - np.logaddexp.reduce(any_way)
        return Chances(float(np.exp(min(0.0, reading))), float(np.exp(min(0.0, placed))))

    def _each(self, of_kind: Callable[[Kind], float]) -> Logs:
        found: Logs = np.array([of_kind(kind) for kind in KINDS])[self._kinds]
        return found

    def _by_kind(self, one: Weighed) -> Logs:
        ways: Sequence[Way | None] = one.ways or (None,)
        return self._each(lambda kind: float(np.logaddexp.reduce([-self._cost(kind, one, way) for way in ways])))

    def _forward(self) -> dict[int, Logs]:
        """By glyph: all ways to a formula that begins there and goes into each hole, before that formula itself."""
        into: dict[int, Logs] = {0: -self._empties[:-1] - self._filled}
        ended: dict[int, Logs] = {}
        self._ended = ended
        for start in sorted(self._starting):
            if start and start not in ended:
                continue
            if start:
                into[start] = self._filling(ended[start], np.array(self._repeats(start)))
            for one in self._starting[start]:
                reached = into[start] + self._by_kind(one)
                known = ended.get(one.arc.end)
                ended[one.arc.end] = reached if known is None else np.logaddexp(known, reached)
        return defaultdict(lambda: np.full(len(self._holes), NEVER), into)

    def _filling(self, ended: Logs, repeats: Logs) -> Logs:
        passed = np.logaddexp.accumulate(ended + self._empties[1:])
        ahead = np.concatenate([[NEVER], passed[:-1]]) - self._empties[:-1] - self._filled
        filling: Logs = np.logaddexp(ahead, ended - repeats)
        return filling

    def _backward(self) -> dict[int, Logs]:
        """By glyph: all ways to go on to the end of the page behind a formula that ends there in each hole."""
        after: dict[int, Logs] = {end: self._left(end) for end in self._ends}
        for start in sorted(self._starting, reverse=True):
            out = np.full(len(self._holes), NEVER)
            for one in self._starting[start]:
                if one.arc.end in after:
                    out = np.logaddexp(out, self._by_kind(one) + after[one.arc.end])
            further = (out - self._empties[:-1] - self._filled)[::-1]
            beyond = np.concatenate([np.logaddexp.accumulate(further)[::-1][1:], [NEVER]]) + self._empties[1:]
            goes_on = np.logaddexp(out - np.array(self._repeats(start)), beyond)
            after[start] = np.logaddexp(after[start], goes_on) if start in after else goes_on
        return defaultdict(lambda: np.full(len(self._holes), NEVER), after)

    def _left(self, end: int) -> Logs:
        left: Logs = self._empties[1:] - self._empties[-1] - self._ends[end]
        return left

    def _after(self, end: int) -> Logs:
        ended = self._ended.get(end)
        return np.full(len(self._holes), NEVER) if ended is None else ended + self._left(end)
