"""Rows of layout out of a handful of glyphs at their places."""

from __future__ import annotations

import pytest

from evaluator.mathtext.layout_latex import Writer
from evaluator.mathtext.pdf.page import Glyph, Shape
from evaluator.mathtext.pdf.structure import read

ROMAN, ITALIC, BOLD = "KaTeX_Main-Regular", "KaTeX_Math-Italic", "KaTeX_Main-Bold"


def painted(*glyphs: tuple[str, str, float, float]) -> list[Glyph]:
    """(character, font, size, baseline), one after the other."""
    found, x = list[Glyph](), 0.0
    for order, (char, font, size, y) in enumerate(glyphs):
        found.append(Glyph(char, font, size, x, y, x + 0.5 * size, y, y + 0.7 * size, order, -1))
        x += 0.5 * size
    return found


def latex(glyphs: list[Glyph]) -> str:
    return Writer(sees_frames=True).row(read(glyphs, []).row)


@pytest.mark.parametrize(("top", "wanted"), [(7.0, r"{\mathbf{W}^{(2)}}^{\top}"), (5.0, r"\mathbf{W}^{(2)^{\top}}")])
def test_a_second_power_is_of_the_whole_where_it_is_as_large_as_the_first(top: float, wanted: str) -> None:
    layer = [("(", ROMAN, 7.0, 3.6), ("2", ROMAN, 7.0, 3.6), (")", ROMAN, 7.0, 3.6)]
    assert latex(painted(("W", BOLD, 10.0, 0.0), *layer, ("⊤", ROMAN, top, 6.3))) == wanted


def test_where_a_smallest_size_holds_scripts_up_it_is_of_the_first() -> None:
    power = [("−", ROMAN, 9.0, 4.5), ("x", ITALIC, 9.0, 4.5), ("2", ROMAN, 9.0, 8.2)]
    assert latex(painted(("e", ITALIC, 12.7, 0.0), *power)) == r"e^{-x^{2}}"


@pytest.mark.parametrize(("hyphen", "wanted"), [("-", r"l\text{-th}"), ("−", r"l-\text{th}")])
def test_a_hyphen_is_no_minus(hyphen: str, wanted: str) -> None:
    assert latex(painted(("l", ITALIC, 10.0, 0.0), *((c, ROMAN, 10.0, 0.0) for c in (hyphen, "t", "h")))) == wanted


def test_a_number_in_bold_is_one_number() -> None:
    assert latex(painted(("2", BOLD, 10.0, 0.0), ("0", BOLD, 10.0, 0.0))) == r"\mathbf{20}"
    assert latex(painted(("A", BOLD, 10.0, 0.0), ("x", BOLD, 10.0, 0.0))) == r"\mathbf{A}\mathbf{x}"


def test_a_comma_hangs_on_nothing_wherever_a_font_draws_it() -> None:
    lifted = [("0", ROMAN, 10.0, 0.0), (",", ROMAN, 10.0, 3.0), ("1", ROMAN, 10.0, 0.0)]
    assert latex(painted(*lifted)) == "0,1"
    small = [("x", ITALIC, 10.0, 0.0), *((c, ROMAN, 9.0, -2.0) for c in "i,j")]
    assert latex(painted(*small)) == r"x_{\mathrm{i},\mathrm{j}}"


def test_a_stop_behind_a_fraction_is_not_in_it() -> None:
    glyphs = [Glyph(c, ROMAN, 10.0, 5.0 * i, y, 5.0 * i + 5, y, y + 7, i, -1) for i, (c, y) in enumerate(
        [("1", 8.0), (".", 0.0)])]  # fmt: skip
    under = Glyph("2", ROMAN, 10.0, 0.0, -8.0, 5.0, -8.0, -1.0, 2, -1)
    bar = Shape(0.0, 2.3, 5.0, 2.7, True, 5, False)
    assert Writer(sees_frames=True).row(read([*glyphs, under], [bar]).row) == r"\frac{1}{2}."


def test_characters_that_are_scripts_hang_and_invisible_ones_are_room() -> None:
    assert latex(painted(*((c, ROMAN, 10.0, 0.0) for c in "10⁻³"))) == "10^{-3}"
    assert latex(painted(("x", ITALIC, 10.0, 0.0), ("₁", ROMAN, 10.0, 0.0))) == "x_{1}"
    function = [*((c, ROMAN, 10.0, 0.0) for c in "log\u2061"), ("x", ITALIC, 10.0, 0.0)]
    assert latex(painted(*function)) == r"\log x"


def in_columns(rows: list[tuple[str, ...]], apart: float) -> list[Glyph]:
    found: list[Glyph] = []
    for line, row in enumerate(rows):
        for column, char in enumerate(row):
            x, y = apart * column, -14.0 * line
            found.append(Glyph(char, ROMAN, 10.0, x, y, x + 5, y, y + 7, len(found), -1))
    return found


@pytest.mark.parametrize(
    ("apart", "wanted"),
    [(45.0, r"\begin{matrix} a & b \\ 1 & 2 \end{matrix}"), (5.0, r"\frac{\text{ab}}{12}")],
)
def test_a_line_between_the_rows_of_a_table_is_no_fraction(apart: float, wanted: str) -> None:
    line = Shape(-1, -3.7, apart + 6, -3.3, True, 5, False)
    found = Writer(sees_frames=True).row(read(in_columns([("a", "b"), ("1", "2")], apart), [line]).row)
    assert found.replace(r"\mathrm{a}", "a").replace(r"\mathrm{b}", "b") == wanted
