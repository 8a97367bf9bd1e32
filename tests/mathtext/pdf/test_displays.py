"""Displays of TeX, whose signs and words are set in one font."""

from __future__ import annotations

import pytest

from evaluator.mathtext.pdf.classify import mathematical
from evaluator.mathtext.pdf.page import Glyph, Shape

MATHS, TEXT = "CMMI10", "CMR10"


def painted(text: str, font: str, x: float, y: float, order: int) -> list[Glyph]:
    return [Glyph(c, font, 10.0, x + 5 * n, y, x + 5 * n + 5, y, y + 7, order + n, -1) for n, c in enumerate(text)]


def stroke(left: float, low: float, right: float, high: float) -> Shape:
    return Shape(left, low, right, high, False, 2, False)


FRAME = (
    stroke(140, 85, 190, 85.5), stroke(140, 125, 190, 125.5),
    stroke(140, 85, 140.5, 125.5), stroke(189.5, 85, 190, 125.5),
)  # fmt: skip


@pytest.mark.parametrize("longest", [51, 60])
def test_signs_far_from_letters_are_of_a_framed_formula_with_words_behind(longest: int) -> None:
    """However far one line of the page sticks out into the margin."""
    lines = [
        *painted("a" * 50, TEXT, 55, 200, 100),  # a first line, indented
        *painted("a" * 51, TEXT, 50, 185, 200),
        *painted("a" * longest, TEXT, 50, 170, 300),
    ]
    formula = [*painted("s", MATHS, 145, 100, 0), *painted("xx", MATHS, 173, 107, 2), *painted("yy", MATHS, 173, 93, 4)]
    sign = painted("=", TEXT, 159, 100, 1)
    behind = painted("say", TEXT, 198, 100, 6)
    bar = stroke(172, 102.5, 184, 103)
    glyphs = sorted([*lines, *formula, *sign, *behind], key=lambda g: g.order)
    found = mathematical(glyphs, [*FRAME, bar])
    assert sign[0].order in found
    assert not {g.order for g in (*behind, *lines)} & found
