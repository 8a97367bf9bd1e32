"""Underscores that TeX draws as rules."""

from __future__ import annotations

import pytest

from evaluator.mathtext.pdf.page import Glyph, Shape
from evaluator.mathtext.pdf.underscores import with_underscores

SIZE = 10.0


def word(text: str, start: float, first: int) -> list[Glyph]:
    return [
        Glyph(char, "CMR10", SIZE, start + 5 * n, 100.0, start + 5 * n + 5, 100.0, 107.0, first + n, -1)
        for n, char in enumerate(text)
    ]


FAN_IN = [*word("fan", 50, 0), *word("in", 69, 3)]


def rule(left: float, y: float, width: float = 3.4) -> Shape:
    return Shape(left, y - 0.4, left + width, y + 0.4, True, 2, False)


def test_a_rule_on_the_line_joins_two_letters() -> None:
    glyphs, shapes = with_underscores(FAN_IN, [rule(65.3, 100.2)])
    assert ("".join(g.char for g in glyphs), shapes) == ("fan_in", [])
    assert [g.order for g in glyphs] == list(range(6))


@pytest.mark.parametrize(
    "other", [rule(65.3, 102.5), rule(65.3, 100.2, 20.0), rule(40.0, 100.2), rule(65.3, 96.0)], ids=str
)
def test_bars_and_lines_elsewhere_are_none(other: Shape) -> None:
    assert with_underscores(FAN_IN, [other]) == (FAN_IN, [other])
