"""Digits and words between tall brackets and behind braces, where TeX sets them in the font of the text."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.mathtext.pdf.enclosed import boxed, enclosed
from evaluator.mathtext.pdf.frames import without_frames_of_words
from evaluator.mathtext.pdf.page import Glyph, Shape

MATHS, TEXT = "LatinModernMath-Regular", "LMRoman10-Regular"


def painted(*runs: tuple[str, str, float, float]) -> list[Glyph]:
    """Letters of 5 points each, in the order of painting: text, font, where it begins, its baseline."""
    glyphs: list[Glyph] = []
    for text, font, x, y in runs:
        for number, char in enumerate(text):
            left = x + 5 * number
            tall = 30.0 if char in "{[]" else 7.0
            low = y - 12 if char in "{[]" else y
            glyphs.append(Glyph(char, font, 10.0, left, y, left + 5, low, low + tall, len(glyphs), -1))
    return glyphs


def words(glyphs: Sequence[Glyph]) -> str:
    maths = {g.order for g in glyphs if g.font == MATHS}
    found = enclosed(glyphs, maths) - maths
    return "".join(g.char for g in glyphs if g.order in found)


ROWS = (("{", MATHS, 50, 100), ("x", MATHS, 60, 107), ("if", TEXT, 90, 107), ("x>0", MATHS, 105, 107))
LAST = (("0", MATHS, 60, 93), ("otherwise", TEXT, 90, 93))


def test_the_words_of_all_rows() -> None:
    assert words(painted(("For", TEXT, 10, 100), *ROWS, *LAST)) == "ifotherwise"


def test_the_sentence_goes_on_behind_the_cases() -> None:
    assert words(painted(*ROWS, *LAST, ("and", TEXT, 140, 100), ("so", TEXT, 160, 100))) == "ifotherwise"


def test_what_is_painted_before_the_brace_or_below_it_is_no_part() -> None:
    assert words(painted(("see", TEXT, 90, 107), *ROWS, *LAST, ("next", TEXT, 10, 70))) == "ifotherwise"


def test_a_brace_of_one_row_holds_no_words() -> None:
    flat = [g._replace(low=98.0, high=108.0) if g.char in "{[]" else g for g in painted(*ROWS, *LAST)]
    assert words(flat) == ""


def test_the_digits_of_a_matrix() -> None:
    rows = (("[", MATHS, 50, 100), ("10", TEXT, 60, 107), ("01", TEXT, 60, 93), ("]", MATHS, 75, 100))
    assert words(painted(("of", TEXT, 10, 100), *rows, ("is", TEXT, 90, 100))) == "1001"


def framed(left: float, right: float, low: float, high: float) -> list[Shape]:
    flat = [Shape(left, y, right, y + 1, True, 1, False) for y in (low, high - 1)]
    return [*flat, *(Shape(x, low, x + 1, high, True, 1, False) for x in (left, right - 1))]


def test_a_frame_around_a_formula_is_part_of_it() -> None:
    glyphs = painted(("x=", MATHS, 50, 100), ("3", TEXT, 60, 100))
    frame = framed(45, 80, 95, 112)
    assert boxed(glyphs, frame) == {0, 1, 2}
    assert without_frames_of_words(glyphs, frame) == frame


def test_a_frame_around_words_is_paint() -> None:
    glyphs = painted(("Theconditionis", TEXT, 50, 100), ("A=B", MATHS, 125, 100))
    frame, rule = framed(45, 150, 95, 112), Shape(50, 60, 80, 61, True, 1, False)
    assert without_frames_of_words(glyphs, [*frame, rule]) == [rule]
