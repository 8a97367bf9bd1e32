"""Regions, however they are bounded."""

from __future__ import annotations

import pytest
import sympy

from evaluator.kinds.region import Region
from evaluator.mathtext.parser import parse
from evaluator.mathtext.scope import Scope

w, L = sympy.Symbol("w", real=True), sympy.Symbol("L", positive=True)
eta = sympy.Symbol("eta", positive=True)
SCOPE = Scope(symbols={"w": w, "L": L, r"\eta": eta})
UNIT, STEPS = sympy.Interval(-1, 1), sympy.Interval.open(0, 2 / L)


@pytest.mark.parametrize(
    ("gold", "found", "outcome"),
    [
        (UNIT, r"|w| \le 1", "equal"),
        (UNIT, r"w^2 \le 1", "equal"),
        (UNIT, r"|w| < 1", "different"),
        (UNIT, r"|w - 1| \le 1", "different"),
        (UNIT, r"2w \le 2", "different"),
        (STEPS, r"|1 - \eta L| < 1", "equal"),
        (STEPS, r"(1 - \eta L)^2 < 1", "equal"),
        (STEPS, r"\eta L < 2", "equal"),
        (STEPS, r"|1 - 2 \eta L| < 1", "different"),
        (STEPS, r"\eta L > 2", "different"),
    ],
)
def test_what_does_not_stand_alone_is_solved_for(gold: sympy.Set, found: str, outcome: str) -> None:
    assert Region(gold).compare(parse(found), SCOPE).outcome == outcome
