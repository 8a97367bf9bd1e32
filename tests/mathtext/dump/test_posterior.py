"""How likely a formula of a page is what was taken for it, and where."""

from __future__ import annotations

from math import exp

import pytest

from evaluator.mathtext.dump.holes import Hole, misfit
from evaluator.mathtext.dump.placing import LEAK, WORTH, place
from evaluator.mathtext.dump.search import Arc
from evaluator.mathtext.dump.weighing import Way, Weighed
from evaluator.mathtext.layout import Glyph, Row, Scripts


def row(char: str) -> Row:
    return (Glyph(char),)


def weighed(start: int, end: int, *ways: tuple[Row, float]) -> Weighed:
    made = tuple(Way(boxes, worth, worth, 0.0) for boxes, worth in ways)
    return Weighed(Arc(start, end, max(w.inline for w in made), 0.0, ()), made)


def hole(line: int, empty: float = 0.0) -> Hole:
    return Hole("inline", line, 1, empty, 0.0, 3.0)


def test_two_readings_share_the_chance_by_their_worth() -> None:
    below: Row = (Scripts(Glyph("x"), row("i"), None),)
    above: Row = (Scripts(Glyph("x"), None, row("i")),)
    (placed,) = place([weighed(0, 2, (below, 20.0), (above, 0.0))], [hole(0)], "xi")
    assert placed.row == below and placed.chances
    assert placed.chances.reading == pytest.approx(1 / (1 + exp(-20 * WORTH)), abs=1e-6)
    assert placed.chances.place == pytest.approx(1.0)


def test_one_formula_or_two() -> None:
    whole = weighed(0, 2, (row("a") + row("b"), 10.0))
    parts = [weighed(0, 1, (row("a"), 5.0)), weighed(1, 2, (row("b"), 5.0))]
    taken = place([whole, *parts], [hole(0)], "xi")
    assert [p.row for p in taken] == [row("a") + row("b")]
    whole_cost, a, b = (misfit("inline", r) for r in (row("a") + row("b"), row("a"), row("b")))
    apart = exp(whole_cost - 3.0 - a - b)  # at the cost of a second formula in one hole
    leaked = exp(whole_cost - 10 * WORTH - (a - 5 * WORTH + LEAK))  # the second glyph belongs to the next page
    assert taken[0].chances and taken[0].chances.reading == pytest.approx(1 / (1 + apart + leaked), abs=1e-6)


def test_a_hole_that_must_be_filled_says_where() -> None:
    only = [weighed(0, 1, (row("a"), 0.0))]
    sure = place(only, [hole(0, empty=9.0), hole(1, empty=0.0)], "a")[0]
    open_ = place(only, [hole(0), hole(1)], "a")[0]
    assert sure.hole.line == 0 and sure.chances and sure.chances.place > 0.999
    assert open_.chances and open_.chances.place == pytest.approx(0.5)
