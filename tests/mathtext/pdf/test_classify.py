"""Which words belong to formulas where TeX sets letters of both in one font."""

from __future__ import annotations

import pytest

from evaluator.mathtext.pdf.classify import mathematical
from evaluator.mathtext.pdf.page import Glyph, Shape

MATHS, SIGNS, TEXT = "CMMI10", "CMSY10", "CMR10"


def painted(text: str, font: str, x: float, y: float, order: int, high: float = 5.0) -> list[Glyph]:
    return [
        Glyph(char, font, 10.0, x + 5 * n, y, x + 5 * n + 5, y, y + high, order + n, -1) for n, char in enumerate(text)
    ]


@pytest.mark.parametrize(("sign", "taken"), [("√", ""), ("", "two")])
def test_the_line_of_a_root_takes_no_word_of_the_line_above(sign: str, taken: str) -> None:
    """That of a fraction has one above and below it."""
    word = painted("two", TEXT, 110, 112, 0)
    root = painted(sign, SIGNS, 105, 100, 10, high=8.4)
    under = painted("x", MATHS, 112, 100, 20)
    line = Shape(110, 108, 125, 108.4, False, 2, False)
    found = mathematical([*word, *root, *under], [line])
    assert "".join(g.char for g in word if g.order in found) == taken


def test_the_rule_of_an_underscore_takes_no_word_of_the_line_below() -> None:
    name = [*painted("x", TEXT, 100, 112, 0), *painted("3", TEXT, 109, 112.001, 1)]
    word = painted("two", TEXT, 99, 101, 10, high=7.0)
    far = painted("y", MATHS, 10, 50, 20)
    rule = Shape(105.2, 111.8, 108.8, 112.4, False, 2, False)
    found = mathematical([*name, *word, *far], [rule])
    assert not any(g.order in found for g in word)


def test_a_line_over_a_digit_takes_no_letters_of_the_word_above() -> None:
    word = painted("integer", TEXT, 100, 112, 0)
    digit = painted("6", MATHS, 110, 100, 20, high=6.6)
    line = Shape(109.5, 107.4, 115.5, 108, False, 2, False)
    assert not mathematical([*word, *digit], [line]) & {g.order for g in word}
