"""Two answers as text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from evaluator.errors import ConfigError
from evaluator.kinds.pair import compare
from evaluator.model import Equal, Unknown

ROWS: list[dict[str, Any]] = [
    row
    for file in ("answers.toml", "chance.toml", "course.toml", "learning.toml", "typed.toml", "written_answers.toml")
    for row in tomllib.loads((Path(__file__).parent / file).read_text(encoding="utf-8"))["pair"]
]
CASES = [
    (row, text, wanted) for row in ROWS for wanted in ("equal", "different", "unknown") for text in row.get(wanted, [])
]


@pytest.mark.parametrize(("row", "text", "wanted"), CASES, ids=[f"{r['gold']} | {t}" for r, t, _ in CASES])
def test_answers(row: dict[str, Any], text: str, wanted: str) -> None:
    outcome = compare(row["gold"], text, row.get("assume", ()))
    assert outcome.outcome == wanted, outcome


@pytest.mark.parametrize("text", [r"\frac{1}{", "}{", "what?!", "", r"\begin{array}"])
def test_identical_text_is_equal_even_when_it_cannot_be_parsed(text: str) -> None:
    assert isinstance(compare(text, f" {text} "), Equal)


@pytest.mark.parametrize("line", ["", "d_1", "positive", "x in (a, b)", "x + 1 positive"])
def test_an_assumption_that_cannot_be_read_is_an_error(line: str) -> None:
    with pytest.raises(ConfigError):
        compare("1", "2", [line])


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "bomb",
    ["9^{9^{9^9}}", "(99999!)!", "9!!!!!!", r"\binom{1000000000}{500000000}", "(" * 2000, "{" * 5000],
)
def test_hostile_input_ends(bomb: str) -> None:
    assert isinstance(compare("1", bomb), Unknown)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "bomb", ["1e99999999 kg", "9" * 6000 + " kg", "10^99999999 kg", "3 x 10^{999999} kg", " " * 4000 + "1"]
)
def test_amounts_without_bound_end(bomb: str) -> None:
    assert not isinstance(compare("5 kg", bomb), Equal)
