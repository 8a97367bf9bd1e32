"""Small raised numbers behind words are marks of notes where they count, and bullets are no words."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.mathtext.pdf.document import assemble
from evaluator.mathtext.pdf.lines import lines_of
from evaluator.mathtext.pdf.page import Glyph, PageContent
from evaluator.mathtext.pdf.page_lines import page_lines

FONT = "Inter-Regular"


def line(text: str, y: float, mark: str = "") -> list[Glyph]:
    """A line of words of ten points, each glyph five wide, with a small number raised behind it."""
    made = [Glyph(c, FONT, 10.0, 20 + 5 * n, y, 25 + 5 * n, y, y + 7, n, -1) for n, c in enumerate(text)]
    end = 20.0 + 5 * len(text)
    made += [
        Glyph(c, FONT, 6.5, end + 3 * n, y + 3, end + 3 * n + 3, y + 3, y + 8, len(text) + n, -1)
        for n, c in enumerate(mark)
    ]
    return made


def markdown(lines: Sequence[tuple[str, str]]) -> str:
    painted = [glyph for n, (text, mark) in enumerate(lines) for glyph in line(text, 400 - 14 * n, mark)]
    glyphs = [glyph._replace(order=number) for number, glyph in enumerate(painted)]
    page = PageContent(1, 500.0, 300.0, glyphs, [], [])
    return assemble([page_lines(page)]).passage.markdown


def test_numbers_that_count_are_marks_of_notes() -> None:
    said = markdown([("It has 108 weights", "1"), ("in four layers", "2"), ("of one kind", "3"), ("for 27", "44"),
                     ("pictures", "5")])  # fmt: skip
    assert said.split("\n")[0].startswith("It has 108 weights[^1] in four layers[^2]")
    assert said.endswith("for 27[^4]\npictures[^5]")


def test_numbers_that_do_not_count_are_powers() -> None:
    said = markdown([("An area of 12 cm", "2"), ("and one of 3 cm", "2"), ("of a length of 10", "3"), ("or 10", "1")])
    assert "12 cm²" in said
    assert "10³" in said
    assert "[^" not in said


def test_a_bullet_of_the_font_marks_an_item() -> None:
    (found,) = lines_of(line("● one thing", 100.0), [], [])
    assert (found.bullet, found.text.split()) == (True, ["one", "thing"])
    (alone,) = lines_of(line("●", 100.0), [], [])
    assert (alone.bullet, alone.text) == (False, "●")
