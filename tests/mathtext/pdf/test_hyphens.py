"""A hyphen at the end of a line divides a word where lines are set to both margins, and nowhere else."""

from __future__ import annotations

import pytest

from evaluator.mathtext.pdf.document import assemble
from evaluator.mathtext.pdf.page import Glyph, PageContent
from evaluator.mathtext.pdf.page_lines import page_lines

AT_LINE_END = "\u00ad"  # as the PDF library hands out a hyphen there


def markdown(*lines: str) -> str:
    glyphs: list[Glyph] = []
    for number, text in enumerate(lines):
        y = 400 - 14 * number
        for place, char in enumerate(text):
            x = 20 + 5 * place
            glyphs.append(Glyph(char, "Inter-Regular", 10.0, x, y, x + 5, y, y + 7, len(glyphs), -1))
    return assemble([page_lines(PageContent(1, 500.0, 500.0, glyphs, [], []))]).passage.markdown


@pytest.mark.parametrize(("longest", "read"), [(40, "learningrates"), (42, "learning-rates")])
def test_only_a_hyphen_at_the_margin_divides(longest: int, read: str) -> None:
    first = "and so we have to look at the learning".rjust(39, "m") + AT_LINE_END
    full = ["m" * longest] * 3
    assert read in markdown(*full, first, "rates".ljust(longest, "m"), *full).replace("\n", " ")
