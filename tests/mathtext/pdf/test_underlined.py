"""Tables with a line under each cell and none between the columns."""

from __future__ import annotations

from itertools import pairwise

from evaluator.mathtext.pdf.page import Glyph, Shape
from evaluator.mathtext.pdf.rulings import MOST
from evaluator.mathtext.pdf.underlined import underlined

RECTANGLE = 5
EDGES = (40, 100, 200)


def row(y: float) -> list[Shape]:
    return [Shape(left, y, right, y + 0.75, True, RECTANGLE, False) for left, right in pairwise(EDGES)]


def painted(text: str, x: float, y: float) -> list[Glyph]:
    return [Glyph(c, "Inter-Regular", 10.0, x + 5 * n, y, x + 5 * n + 5, y, y + 7, n, -1) for n, c in enumerate(text)]


HEAD = [*painted("case", 45, 167), *painted("long", 105, 180), *painted("value", 105, 167)]
ROWS = [*painted("one", 45, 144), *painted("1", 105, 144), *painted("two", 45, 121), *painted("2", 105, 121)]
LINES = [*row(160), *row(137)]


def test_the_heading_and_the_last_row_have_a_line_at_one_side_only() -> None:
    before = painted("This is what follows from the three cases:", 40, 205)
    behind = painted("Of these the second one is what we look for", 40, 97)
    ((table,), drawn) = underlined([*before, *HEAD, *ROWS, *behind], LINES)
    cells = {
        c: table.cell(x, y) for c, x, y in (("case", 50, 167), ("long", 110, 180), ("1", 107, 144), ("two", 50, 121))
    }
    assert cells == {"case": (0, 0), "long": (0, 1), "1": (1, 1), "two": (2, 0)}
    assert table.cell(60, 205) is table.cell(60, 97) is None
    assert drawn == {id(s) for s in LINES}


def test_a_paragraph_right_under_the_last_line_is_no_row() -> None:
    ((table,), _) = underlined([*HEAD, *ROWS[:4], *painted("This follows from the cases:", 40, 121)], LINES)
    assert table.cell(60, 121) is None


def test_lines_that_words_of_a_paragraph_part_are_of_two_tables() -> None:
    words = painted("And these are the cases that are left:", 40, 148)
    assert underlined([*HEAD, *words], LINES) == ([], set())


def test_a_line_across_the_page_is_no_table() -> None:
    across = [Shape(40, y, 200, y + 0.75, True, RECTANGLE, False) for y in (160, 137, 100)]
    assert underlined([*HEAD, *ROWS], across) == ([], set())


def test_a_drawing_of_many_lines_ends_soon() -> None:
    drawing = [Shape(n % 300, n // 300, n % 300 + 9, n // 300 + 0.1, True, RECTANGLE, False) for n in range(100_000)]
    assert len(underlined([*HEAD, *ROWS], drawing)[1]) <= MOST
