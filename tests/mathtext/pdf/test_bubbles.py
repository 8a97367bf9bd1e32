"""Who speaks on a page whose prompts stand in tinted panels at the left."""

from __future__ import annotations

import pytest

from evaluator.mathtext.pdf.document import Document, assemble
from evaluator.mathtext.pdf.page import Glyph, PageContent, Shape
from evaluator.mathtext.pdf.page_lines import page_lines

SIZE, LEFT, WIDTH, TOP = 10.0, 60.0, 5.0, 760.0
ROUND, SQUARE = 101, 5
ASKED = {"How does the norm grow?", "And what does it depend on?"}
CHAT = [
    "How does the norm grow?",
    "It grows with the width of the layer, as each unit adds one term.",
    "So the sum has as many terms as there are units in it.",
    "And what does it depend on?",
    "Only on the number of inputs, and on nothing else in the layer.",
    "The outputs are averaged, so their number does not matter.",
]


def page(lines: list[str], in_panels: set[str], corners: int, inset: float) -> PageContent:
    glyphs, shapes = list[Glyph](), list[Shape]()
    for row, line in enumerate(lines):
        y = TOP - 40 * row
        for column, char in enumerate(line):
            if not line[: column + 1].strip():
                continue
            x = LEFT + WIDTH * column
            glyphs.append(Glyph(char, "Helvetica", SIZE, x, y, x + WIDTH, y, y + 7, len(glyphs), -1))
        if line in in_panels:
            colour = (240, 238, 230)
            shapes.append(Shape(LEFT + inset, y - 14, 390, y + 20, True, corners, False, colour))
    return PageContent(1, 595.0, 842.0, glyphs, shapes, [])


def asked(document: Document) -> set[str]:
    text = document.passage.markdown
    return {text[p.start : p.end].strip() for p in document.places if p.asked}


def read(lines: list[str], in_panels: set[str], corners: int = ROUND, inset: float = -10) -> set[str]:
    return asked(assemble([page_lines(page(lines, in_panels, corners, inset))]))


def test_round_panels_hold_what_was_asked() -> None:
    assert read(CHAT, ASKED) == ASKED


def test_a_square_panel_is_a_quotation() -> None:
    assert read(CHAT, ASKED, SQUARE, inset=15) == set()


def test_a_square_panel_that_holds_the_whole_column_is_none() -> None:
    assert read(CHAT, ASKED, SQUARE) == ASKED


@pytest.mark.parametrize("file", ["File", "Shared files can’t be displayed", "hw7 (1).pdf PDF 227.09KB", "661.7 KB"])
def test_a_file_at_the_right_was_sent_by_who_asks(file: str) -> None:
    assert read([*CHAT, " " * 36 + file], ASKED) == {*ASKED, file}
    assert read([*CHAT, file], ASKED) == ASKED
    assert read([*CHAT, " " * 36 + file], set()) == set()


def test_a_panel_that_does_not_open_the_page_is_a_remark() -> None:
    remark = {"Only on the number of inputs, and on nothing else in the layer."}
    assert read(CHAT, remark) == set()


def test_what_holds_most_of_the_page_was_not_asked() -> None:
    assert read(CHAT, set(CHAT[:5])) == set()
