"""Which drawn shapes belong to which formula, and which are the page itself."""

from __future__ import annotations

import pytest

from evaluator.mathtext.pdf.page import Glyph, PageContent, Shape
from evaluator.mathtext.pdf.region import Region
from evaluator.mathtext.pdf.regions import split

MATHS, TEXT = "KaTeX_Math-Italic", "Inter-Regular"
LINE = (("Let", TEXT, 20), ("x+y", MATHS, 60), ("be", TEXT, 100))
CURVED, RECTANGLE = 64, 5


def formula(*shapes: Shape) -> Region:
    """The formula of a line of words on a page with these shapes."""
    glyphs: list[Glyph] = []
    for text, font, start in LINE:
        for number, char in enumerate(text):
            x = start + 5 * number
            glyphs.append(Glyph(char, font, 10.0, x, 100.0, x + 5, 100.0, 107.0, len(glyphs), -1))
    regions, _ = split(PageContent(1, 200.0, 200.0, glyphs, list(shapes), []))
    (found,) = regions
    return found


@pytest.mark.parametrize("segments", [RECTANGLE, 99])
def test_the_ground_of_a_page_is_no_part_of_its_formulas(segments: int) -> None:
    ground = Shape(10, 10, 190, 190, True, segments, clipped=True)
    found = formula(ground)
    assert (found.shapes, found.strays) == ([], 0)


def test_a_root_that_nothing_explains_is_a_stray() -> None:
    assert formula(Shape(55, 60, 78, 102, True, CURVED, clipped=True)).strays == 1


@pytest.mark.parametrize("left", [48.0, 82.0])
def test_the_mark_of_an_item_is_no_part(left: float) -> None:
    assert formula(Shape(left, 101, left + 4, 105, True, 49, clipped=False)).shapes == []


@pytest.mark.parametrize(("left", "count"), [(52.0, 0), (58.0, 1)])
def test_a_bar_stands_near_and_the_line_of_a_cell_does_not(left: float, count: int) -> None:
    assert len(formula(Shape(left, 95, left + 1, 112, True, RECTANGLE, clipped=False)).shapes) == count


def test_a_bar_over_the_glyphs_is_a_part() -> None:
    bar = Shape(60, 109, 75, 109.6, True, RECTANGLE, clipped=False)
    assert formula(bar).shapes == [bar]


def test_letters_with_a_word_between_them_are_two_formulas() -> None:
    """Of some pages the words are painted first, a hair lower than the letters that stand among them."""
    words = [("from", TEXT, 60, 100.0), ("to", TEXT, 90, 100.0)]
    glyphs = [
        Glyph(char, font, 9.0, x + 5 * n, y, x + 5 * n + 5, y, y + 6, 10 * i + n, -1)
        for i, (text, font, x, y) in enumerate([*words, ("k", MATHS, 50, 100.1), ("i", MATHS, 82, 100.1)])
        for n, char in enumerate(text)
    ]
    regions, _ = split(PageContent(1, 200.0, 200.0, glyphs, [], []))
    assert ["".join(g.char for g in r.glyphs) for r in regions] == ["k", "i"]
