"""The invisible struts that some dumps keep: each belongs to a stack, and each stack to a place of its row."""

from __future__ import annotations

import pytest

from evaluator.mathtext.dump import restore
from evaluator.mathtext.dump.forward import Sizes, log_likelihood
from evaluator.mathtext.dump.glyphs import glyphs_of
from evaluator.mathtext.dump.struts import counted, on_page, taken_out
from evaluator.mathtext.layout import Row
from evaluator.mathtext.parser import parse
from evaluator.mathtext.typeset import typeset

STRUT = "\u200b"


def test_they_are_taken_out_and_their_places_kept() -> None:
    assert taken_out(f"x {STRUT}\n1{STRUT}{STRUT}y") == ("x \n1y", (2, 4, 4))
    assert taken_out("x 1") == ("x 1", ())


def test_they_are_counted_before_each_glyph() -> None:
    text, offsets = taken_out(f"prose\n{STRUT}\nx {STRUT}\n1\ny{STRUT}")
    start = text.index("x")
    mine = on_page(offsets, text, start, len(text))
    assert glyphs_of(text[start:], start, mine).struts == (1, 1, 0, 1)


def test_a_dump_without_them_tells_nothing() -> None:
    assert on_page((), "x 1", 0, 3) is None
    assert counted(None, (0, 2), 3) == ()
    assert counted((), (0, 2), 3) == (0, 0, 0)


def likelihood(row: Row, chunk: str) -> float:
    text, offsets = taken_out(chunk)
    glyphs = glyphs_of(text, 0, offsets)
    found = log_likelihood(row, False, Sizes(14, 12), glyphs, slice(0, len(glyphs.starts)))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("chunk", "right", "wrong"),
    [
        (f"y {STRUT}=\n2\nx", "y_2 = x", "y^2 = x"),
        ("y =\n2\nx", "y^2 = x", "y_2 = x"),
    ],
)
def test_what_no_gap_tells_a_strut_tells(chunk: str, right: str, wrong: str) -> None:
    assert likelihood(typeset(right), chunk) > likelihood(typeset(wrong), chunk) + 2


def test_an_index_is_told_from_a_power() -> None:
    page = "--- Page 1 ---\nThe entry \n is one.\n"
    for strut, latex in ((STRUT, "y_2 = x"), ("", "y^2 = x")):
        text, struts = taken_out(f"{page}y {strut}=\n2\nx\n\n--- Page 2 ---\nand \n.\nd {STRUT}\n1\n")
        formula = restore(text, struts=struts).passage.formulas[0]
        assert parse(formula.latex) == parse(latex)
