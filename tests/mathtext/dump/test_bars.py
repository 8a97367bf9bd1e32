"""A bar that is drawn leaves no glyph: what hangs on it stands alone."""

from __future__ import annotations

import pytest

from evaluator.mathtext.dump.bars import with_bars
from evaluator.mathtext.dump.glyphs import glyphs_of
from evaluator.mathtext.dump.search import Arc
from evaluator.mathtext.dump.weighing import CUT_OFF, Way, Weighed
from evaluator.mathtext.layout import Fence, Glyph, Row
from evaluator.mathtext.layout_latex import Writer


def row(text: str) -> Row:
    return tuple(Glyph(char) for char in text)


def found(first: Row, second: Row, text: str) -> list[Weighed]:
    """What is read of two pieces that follow on each other."""
    cut, end = len(first), len(first) + len(second)
    both = [
        Weighed(Arc(start, stop, 50.0, 9.0, ()), (Way(read, 50.0, 50.0, 0.0),))
        for start, stop, read in ((0, cut, first), (cut, end, second))
    ]
    return with_bars(both, glyphs_of(text))[2:]


@pytest.mark.parametrize(
    ("first", "second", "gaps", "latex"),
    [
        (row("h(u)"), row("u=w+s"), "h(u)\nu=w+s", r"h(u)|_{u=w+s}"),
        (row("h(u)"), row("u=g(w)"), "h(u)\nu=g(w)", r"h(u)|_{u=g(w)}"),
        ((Fence("[", opens=True), *row("h(u)")), row("u=g(w)]"), "[h(u)\nu=g(w)]", r"\left[h(u)|_{u=g(w)}\right]"),
        (row("[h(u)"), row("u=w]+2"), "[h(u)\nu=w] + 2", r"[h(u)|_{u=w}]+2"),
    ],
    ids=["at the end", "with brackets of its own", "in tall brackets", "and on it goes"],
)
def test_two_pieces_are_one_formula(first: Row, second: Row, gaps: str, latex: str) -> None:
    (joined,) = found(first, second, gaps)
    writer = Writer()
    assert writer.row(joined.ways[0].row).replace(" ", "") == latex
    assert writer.assumed == {"bar"}


def test_the_bracket_that_is_closed_behind_the_bar_counts_no_longer() -> None:
    (alone,), (cut,) = (
        found(row("h(u)"), row("u=w"), "h(u)\nu=w"),
        found(row("[h(u)"), row("u=w]"), "[h(u)\nu=w]"),
    )
    assert cut.ways[0].inline == alone.ways[0].inline + CUT_OFF


@pytest.mark.parametrize("gaps", ["h(u)\nu = w", "h(u)\nu=w]", "h(u)\n=uw"])
def test_a_formula_of_its_own_stays_one(gaps: str) -> None:
    assert found(row("h(u)"), row(gaps.split("\n")[1].replace(" ", "")), gaps) == []
