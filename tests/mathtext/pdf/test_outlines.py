"""Formulas that are drawn and not written: nobody is accused of them."""

from __future__ import annotations

from evaluator.mathtext.pdf.document import Document, assemble
from evaluator.mathtext.pdf.page import Glyph, PageContent, Picture, Shape
from evaluator.mathtext.pdf.page_lines import page_lines


def page(outlines: int, font: str = "Helvetica") -> PageContent:
    glyphs = [
        Glyph(char, font, 10.0, 60.0 + 5 * i, 700.0, 65.0 + 5 * i, 700.0, 707.0, i, -1)
        for i, char in enumerate("So that")
    ]
    shapes = [Shape(60.0 + 6 * i, 640.0, 65.0 + 6 * i, 647.0, True, 24, False) for i in range(outlines)]
    return PageContent(1, 595.0, 842.0, glyphs, shapes, [])


def read(content: PageContent) -> Document:
    return assemble([page_lines(content)])


def test_where_they_stand_is_said() -> None:
    (loss,) = read(page(30)).passage.losses
    assert loss.what == "a formula drawn as outlines, page 1"
    assert loss.span is not None
    assert loss.span.box == (60.0, 640.0, 239.0, 647.0)


def test_a_few_are_buttons() -> None:
    assert read(page(6)).passage.losses == ()


def test_where_formulas_have_letters_all_are() -> None:
    assert read(page(30, "KaTeX_Main-Regular")).passage.losses == ()


def test_pictures_in_lines_are_formulas_where_there_are_several() -> None:
    pictures = [Picture(100.0, y, 140.0, y + 12) for y in (660.0, 600.0, 540.0)]
    several, one = (page(0)._replace(pictures=chosen) for chosen in (pictures, pictures[:1]))
    assert [loss.what for loss in read(several).passage.losses] == ["a picture, page 1"] * 3
    assert read(one).passage.losses == ()


def test_icons_are_square() -> None:
    icons = [Picture(100.0, y, 112.0, y + 12) for y in (660.0, 600.0, 540.0)]
    assert read(page(0)._replace(pictures=icons)).passage.losses == ()
