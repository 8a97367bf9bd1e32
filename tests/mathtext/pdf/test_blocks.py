"""What is put together to a table."""

from __future__ import annotations

from evaluator.mathtext.pdf.blocks import Table, blocks
from evaluator.mathtext.pdf.lines import Line, lines_of
from evaluator.mathtext.pdf.page import Glyph
from evaluator.mathtext.pdf.rulings import Ruled


def line(text: str, x: float, y: float) -> list[Line]:
    return lines_of(
        [Glyph(c, "Inter-Regular", 10.0, x + 5 * n, y, x + 5 * n + 5, y, y + 7, n, -1) for n, c in enumerate(text)],
        [],
        [],
    )


LONG = [each for n in range(9) for each in line("so it is", 110, 195 - 12 * n)]


def test_a_cell_may_be_long_where_columns_stand_side_by_side() -> None:
    beside = [*line("one", 15, 195), *line("two", 15, 55), *line("short", 110, 55)]
    (table,) = blocks([*LONG, *beside], [Ruled((10, 100, 200), (40, 70, 210))])
    assert isinstance(table, Table)
    assert [[len(cell) for cell in row] for row in table.rows] == [[1, 9], [1, 1]]


def test_a_paragraph_in_a_frame_is_no_cell() -> None:
    found = blocks([*LONG, *line("and so on", 110, 55)], [Ruled((100, 200), (40, 70, 210))])
    assert not any(isinstance(each, Table) for each in found)
