"""What stands out in a document."""

from __future__ import annotations

from evaluator.mathtext.pdf.lines import Line, Piece
from evaluator.mathtext.pdf.usual import usual_of

BODY, ANSWER, TITLE = 10.0, 12.0, 15.0


def lines(*runs: tuple[float, int]) -> list[Line]:
    """A page with runs of so many lines of a size, each of fifty letters."""
    sizes = [size for size, count in runs for _ in range(count)]
    return [Line(700.0 - 15 * n, size, [Piece(50.0, 300.0, "a" * 50)]) for n, size in enumerate(sizes)]


def test_titles_are_headings() -> None:
    page = lines((TITLE, 1), (BODY, 9), (TITLE, 2), (BODY, 9))
    usual = usual_of([page])
    assert [usual.is_heading(x) for x in page] == [x.size == TITLE for x in page]


def test_the_paragraphs_of_an_answer_below_a_longer_thought_are_none() -> None:
    page = lines((BODY, 20), (ANSWER, 6), (TITLE, 1), (ANSWER, 1), (BODY, 3), (ANSWER, 3))
    usual = usual_of([page])
    assert {x.size for x in page if usual.is_heading(x)} == {TITLE}
