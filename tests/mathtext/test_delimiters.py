"""Where the formulas of a Markdown text are."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.mathtext.delimiters import find_math

CASES = tomllib.loads((Path(__file__).parent / "delimiters.toml").read_text())["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["says"])
def test_formulas(case: dict[str, object]) -> None:
    text = str(case["text"])
    found = find_math(text)
    assert [text[m.inner_start : m.inner_end] for m in found] == case["inner"]
    if "display" in case:
        assert [m.display for m in found] == case["display"]


def test_spans_hold_the_delimiters() -> None:
    text = r"so $a$, \(b\), $$c$$ and \[d\]."
    assert [text[m.start : m.end] for m in find_math(text)] == ["$a$", r"\(b\)", "$$c$$", r"\[d\]"]


@given(st.lists(st.sampled_from(["$", "$$", "\\", "(", r"\(", r"\)", r"\[", r"\]", "`", "```", "\n", " ", "a", "5"])))
def test_spans_are_ordered_and_nested(pieces: list[str]) -> None:
    text = "".join(pieces)
    end = 0
    for span in find_math(text):
        assert end <= span.start <= span.inner_start < span.inner_end <= span.end <= len(text)
        end = span.end


HOSTILE = [
    "$",
    "$$",
    "$a ",
    "$$a\n\n",
    r"\(",
    r"\[",
    r"\[a ",
    r"\begin{align}",
    r"\end{align}",
    "`",
    "`a``",
    "```a\n",
    "\\",
]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", [*HOSTILE, "\n", " ", "\n ", r"\(\[", r"$\begin{cases}"])
def test_hostile_input_ends(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    find_math(text)
