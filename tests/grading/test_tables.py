"""Values in tables: the row and the head of the column say together which quantity a value is of."""

from __future__ import annotations

import pytest

from evaluator.equality.workers import Workers
from evaluator.grading.cases import tried
from evaluator.reference.library import load
from evaluator.reference.records import ReferencePart

MODULE = """
from evaluator.reference import Problem, dims

n, p = dims("n p")
problem = Problem("costs/q1", title="Costs", statement="What do they cost?", symbols={"n": n, "p": p})
a = problem.part("a", "Both", "Give number and size of the messages for both.")
a.answer("star messages", 2 * n, cues=("star",))
a.answer("ring messages", n**2, cues=("ring",))
a.answer("ring size", p / n, cues=("ring",))
"""


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> ReferencePart:
    folder = tmp_path_factory.mktemp("costs")
    (folder / "costs").mkdir()
    (folder / "costs" / "q1.py").write_text(MODULE, encoding="utf-8")
    return load(folder).problem("costs/q1").parts[0]


TABLE = r"""
| Layout | Messages in total | Size of each message |
| --- | --- | --- |
| Star | $2n$ | $p$ |
| Ring | ${ring}$ | $p/n$ |
"""


@pytest.mark.parametrize(("ring", "comes_to"), [("n^2", "correct"), ("n^3", "partial")])
def test_of_a_row_with_several_values_the_column_tells(
    ring: str, comes_to: str, part: ReferencePart, workers: Workers
) -> None:
    assert tried(TABLE.replace("{ring}", ring), part, workers).verdict == comes_to
