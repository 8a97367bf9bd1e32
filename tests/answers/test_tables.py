"""What stands over a value in a table."""

from __future__ import annotations

from collections.abc import Callable

from evaluator.answers import candidates
from evaluator.answers.tables import tables
from evaluator.model import Passage

COSTS = "| Method | Time for $n$ | Memory |\n| :-- | --: | --- |\n| naive | $n^2$ | $\\|n\\|$ |\n| clever | $n$ | 7 |\n"


def test_the_head_of_each_column(passage: Callable[[str], Passage]) -> None:
    found = {c.text: c.column for c in candidates(passage(f"These are the costs:\n\n{COSTS}\nSo $m$ is best."))}
    assert found["n^{2}"] == "Time for $n$"
    assert found[r"\left\|n\right\|"] == "Memory"
    assert found["7"] == "Memory"
    assert found["m"] == ""


def test_the_head_over_a_single_row_stands_before_its_values(passage: Callable[[str], Passage]) -> None:
    found = {c.text: c.before for c in candidates(passage("| Time | Memory |\n|---|---|\n| $n^2$ | $n$ |"))}
    assert found == {"n^{2}": "Time:", "n": "Memory:"}


def test_rows_without_a_head_are_no_table() -> None:
    assert tables("| a | b |\n| c | d |\n").found == ()
    assert tables("| a | b |\n|---|---|\n").found == ()


def test_many_borders_end_soon() -> None:
    assert tables("|" * 200_000).found == ()
    assert tables("|-" * 100_000 + "\n" + "|-" * 100_000).found == ()
