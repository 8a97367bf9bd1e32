"""Turns about parts that the reference does not have are nobody's answer."""

from __future__ import annotations

from evaluator.grading.matching import stretches
from evaluator.readers import read_bytes
from evaluator.reference.library import Library

LOG = """**prompt:**

Solve 4(a).

**output:**

The weights are $w = (X^T X + \\lambda I)^{-1} X^T y$.

**prompt:**

Solve 4(d): show that fake data give the same weights.

**output:**

The augmented objective is $\\|y - Xw\\|_2^2 + \\lambda \\|w\\|_2^2$.

**prompt:**

Solve 9(b), which is about ridge regression, singular values and the optimisation problem for $w$.

**output:**

The factor that replaces a singular value is $7$.
"""


def test_they_are_left_out_or_doubted(library: Library) -> None:
    parts = library.parts_of("eecs182/hw0")
    found = stretches(read_bytes("log.md", LOG.encode()), parts)
    assert [s.turn.id for s in found["eecs182/hw0/q4/a"]] == [0]
    assert all(s.turn.id != 1 for each in found.values() for s in each)
    assert all(s.placed == "doubtful" for each in found.values() for s in each if s.turn.id == 2)
