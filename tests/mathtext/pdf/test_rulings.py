"""Tables that are drawn with lines."""

from __future__ import annotations

import pytest

from evaluator.mathtext.pdf.page import Shape
from evaluator.mathtext.pdf.rulings import rulings

RECTANGLE = 5


def flat(y: float) -> Shape:
    return Shape(40, y, 200, y + 0.75, True, RECTANGLE, False)


def upright(x: float) -> Shape:
    return Shape(x, 100, x + 0.75, 160, True, RECTANGLE, False)


OUTLINE = Shape(39, 99, 201, 161, False, 101, True)


@pytest.mark.parametrize("around", [(), (OUTLINE,), (flat(100), flat(159), upright(40), upright(199))])
def test_a_table_ends_where_the_lines_between_its_cells_end(around: tuple[Shape, ...]) -> None:
    ((table,), drawn) = rulings([upright(120), flat(120), flat(140), *around])
    assert [table.cell(50, 150), table.cell(150, 130), table.cell(150, 110)] == [(0, 0), (1, 1), (2, 1)]
    assert len(drawn) == 3 + len([s for s in around if s is not OUTLINE])


def test_a_cross_in_a_matrix_is_no_table() -> None:
    assert rulings([upright(120), flat(130)]) == ([], set())
