"""Whether a relation that gives a name its value says the same as one that the name only stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from evaluator.equality.rewrite import walk
from evaluator.linear.draws import Array, Draw
from evaluator.linear.instances import value
from evaluator.linear.keys import key_of
from evaluator.linear.readings import Reading, random_names
from evaluator.linear.shapes import Shaper
from evaluator.linear.values import DRAWS, FAILURES, LEAST
from evaluator.mathtext import tree
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.tree import Node
from evaluator.model import Cause, Equal, Outcome, Unknown

_NOTHING: Final = 1e-7  # of the size of the sides: what is left of a difference is rounding
_MOST: Final = 64  # entries that are solved for


def same_solution(gold: tree.Relation, found: tree.Relation, reading: Reading, shaper: Shaper) -> Outcome | None:
    """`X^T X w = X^T y` and `w = (X^T X)^{-1} X^T y`: equal where the value solves the other relation, and nothing else
    does. None where neither gives a value, or where it is no solution."""
    for one, other in ((gold, found), (found, gold)):
        for name, given in _explicit(one):
            if name not in set(walk(other)):
                continue
            tried = list(_tried(name, given, other, reading, shaper))
            if len(tried) < LEAST or None in tried:
                continue
            if all(tried):
                how = f"{len(tried)} random instances, solved for {to_latex(name)}"
                return Equal(certainty="sampled", method=how)
            reason = f"one gives {to_latex(name)}, which the other need not"
            return Unknown(cause=Cause.no_decision, reason=reason)
    return None


def _explicit(relation: tree.Relation) -> Iterator[tuple[tree.Name, Node]]:
    if len(relation.operands) != 2:
        return
    for name, given in (relation.operands, relation.operands[::-1]):
        if isinstance(name, tree.Name) and name not in set(walk(given)):
            yield name, given


def _tried(
    name: tree.Name, given: Node, other: tree.Relation, reading: Reading, shaper: Shaper
) -> Iterator[bool | None]:
    """For each instance whether the value alone solves the other relation; None where it does not."""
    random, left = random_names([given, *other.operands]), DRAWS
    for number in range(4 * DRAWS):
        draw = Draw(reading.shapes, shaper.sizes, number, random, facts=reading.facts, places=shaper.places)
        try:
            with np.errstate(all="ignore"):
                solution = value(given, draw)
                gap, size = _gap(other, name, solution, draw)
                solves = float(np.max(np.abs(gap))) <= _NOTHING * max(size, _NOTHING)
                yield _alone(other, name, solution, draw) if solves else None
        except FAILURES:
            continue
        left -= 1
        if not left:
            return


def _gap(relation: tree.Relation, name: tree.Name, at: Array, draw: Draw) -> tuple[Array, float]:
    """The difference of the sides where the name has a value, and how large the sides are."""
    here = replace(draw, bound={**draw.bound, key_of(name): at})
    left, right = (value(side, here) for side in relation.operands)
    if left.shape != right.shape and not (right.shape == (1, 1) and right[0, 0] == 0):
        raise ValueError("sizes clash")
    return left - right, float(max(np.max(np.abs(left)), np.max(np.abs(right))))


def _alone(relation: tree.Relation, name: tree.Name, solution: Array, draw: Draw) -> bool:
    """Whether the relation is linear in the name, and has no other solution."""
    if solution.size > _MOST:
        return False
    base = _gap(relation, name, solution, draw)[0]
    steps = [np.eye(1, solution.size, k).reshape(solution.shape) for k in range(solution.size)]
    columns = [_gap(relation, name, solution + step, draw)[0] - base for step in steps]
    weights = np.arange(1.0, solution.size + 1)
    together = sum((w * s for w, s in zip(weights, steps, strict=True)), np.zeros_like(solution))
    far = _gap(relation, name, solution + together, draw)[0] - base
    expected = sum((w * c for w, c in zip(weights, columns, strict=True)), np.zeros_like(base))
    linear = bool(np.allclose(far, expected, rtol=1e-6, atol=1e-8))
    return linear and int(np.linalg.matrix_rank(np.stack([c.ravel() for c in columns]))) == solution.size
