r"""Where relations between numbers begin to hold: `\|x\| \le 1` and `x^T x \le 1` differ by more than a factor."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from evaluator.linear.draws import Array, Draw, names_in
from evaluator.linear.instances import value
from evaluator.linear.names import names_of
from evaluator.linear.readings import Reading, random_names
from evaluator.linear.shapes import Shaper
from evaluator.linear.values import FAILURES
from evaluator.mathtext import tree

_POINTS: Final = 40
_EACH: Final = 3  # points, at least, on each side of where a relation begins to hold
_STEPS: Final = 48  # of halving
_APART: Final = 1e-6  # of the way between two points
_LEAST, _LARGEST = 0.05, 3.0  # that what is drawn is multiplied by
Point = Mapping[str, Array]


@dataclass(frozen=True)
class Sides:
    """The difference of the sides of a relation, at points that give every name a value."""

    relation: tree.Relation
    draw: Draw

    def at(self, point: Point) -> float:
        """Raises what ends a draw, `ValueError` where it is no real number."""
        with np.errstate(all="ignore"):
            left, right = (value(side, replace(self.draw, bound=point)) for side in self.relation.operands)
        if left.shape != (1, 1) or right.shape != (1, 1):
            raise ValueError("no numbers")
        gap = complex(left[0, 0] - right[0, 0])
        if not np.isfinite(gap) or abs(gap.imag) > 1e-9 * (1 + abs(gap)):
            raise ValueError("no real number")
        return gap.real


def same_boundary(gold: tree.Relation, found: tree.Relation, reading: Reading, shaper: Shaper) -> int | None:
    """1 where both differences have the same sign wherever they were evaluated, and are zero at the same places; -1
    where the opposite sign. None for anything else, and where too little was seen."""
    random = random_names([*gold.operands, *found.operands])
    draw = Draw(reading.shapes, shaper.sizes, 0, random, facts=reading.facts, places=shaper.places)
    ours, theirs = Sides(gold, draw), Sides(found, draw)
    seen = list(_seen(ours, theirs, _drawn(gold, found, draw, random)))
    turned = {np.sign(one) * np.sign(other) for _, one, other in seen}
    below, above = ([p for p, one, _ in seen if np.sign(one) == sign] for sign in (-1, 1))
    if len(turned) != 1 or 0 in turned or min(len(below), len(above)) < _EACH:
        return None
    pairs = zip(below[: 2 * _EACH], above[: 2 * _EACH], strict=False)
    return int(turned.pop()) if all(_crosses(ours, theirs, low, high) for low, high in pairs) else None


def _drawn(gold: tree.Relation, found: tree.Relation, draw: Draw, random: Collection[str]) -> Iterator[Point]:
    """Points of all sizes; what has a law, or another value for each index, is left as it was drawn."""
    names = names_of([*gold.operands, *found.operands])
    fixed = {key: name for key, name in names.items() if key not in random and not (name.sub and names_in(name.sub))}
    for number in range(_POINTS):
        scales = np.exp(np.random.default_rng(number).uniform(np.log(_LEAST), np.log(_LARGEST), len(fixed)))
        drawn = replace(draw, number=2 * number)  # an even one: all of them have the same sizes
        yield {key: s * drawn.value(name) for s, (key, name) in zip(scales, sorted(fixed.items()), strict=True)}


def _seen(ours: Sides, theirs: Sides, points: Iterator[Point]) -> Iterator[tuple[Point, float, float]]:
    for point in points:
        try:
            yield point, ours.at(point), theirs.at(point)
        except FAILURES:
            continue


def _crosses(ours: Sides, theirs: Sides, low: Point, high: Point) -> bool:
    """Whether the one changes its sign, on the way between two points, where the other does."""
    begin, end = 0.0, 1.0
    try:
        for _ in range(_STEPS):
            middle = (begin + end) / 2
            begin, end = (middle, end) if ours.at(_between(low, high, middle)) < 0 else (begin, middle)
        before, behind = (theirs.at(_between(low, high, begin + step)) for step in (-_APART, _APART))
    except FAILURES:
        return False
    return bool(before * behind < 0)


def _between(low: Point, high: Point, share: float) -> Point:
    return {key: (1 - share) * low[key] + share * high[key] for key in low}
