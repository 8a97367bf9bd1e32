"""Shapes of formulas."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evaluator.mathtext.parser import parse
from evaluator.model import Unknown
from evaluator.reference.shapes import ShapeError, same_shape, shape_of, written

CASES = tomllib.loads((Path(__file__).parent / "shapes.toml").read_text(encoding="utf-8"))["cases"]
TABLE = {
    **dict.fromkeys(("x", "x_i"), ("d_1",)),
    **dict.fromkeys(("g", "g_i", "y"), ("d_2",)),
    "W": ("d_2", "d_1"),
    "V": ("d_1", "d_2"),
    **dict.fromkeys(("c", "f", r"\eta"), ()),
}


@pytest.mark.parametrize("formula", CASES)
def test_shape(formula: str) -> None:
    found = shape_of(parse(formula), TABLE)
    wanted = CASES[formula]
    if wanted == "error":
        assert isinstance(found, ShapeError), found
    elif wanted == "unknown":
        assert isinstance(found, Unknown), found
    else:
        assert found == tuple(wanted)


def test_an_error_names_the_sizes() -> None:
    found = shape_of(parse("x_i g_i^T x_i"), TABLE)
    assert isinstance(found, ShapeError)
    assert "d_2 is not d_1" in found.says


def test_sizes_are_compared_as_names() -> None:
    assert same_shape(("d_1",), ("d_{1}",))
    assert not same_shape(("d_1",), ("d_1", "d_2"))


def test_shapes_are_written_for_people() -> None:
    assert written(("d_1", "d_2")) == "d_1 × d_2"
    assert written(("d_1",)) == "d_1 × 1"
    assert written(()) == "a number"
