"""Totals under a title of their own."""

from __future__ import annotations

import pytest

from evaluator.answers import candidates
from evaluator.grading.around import is_total, titled_otherwise
from evaluator.readers.passages import verbatim
from evaluator.reference import Growth, Problem, dims

(n,) = dims("n")
PROBLEM = Problem("made/hw1/q1", title="Costs", statement="Of a layer.", symbols={"n": n})
part = PROBLEM.part("a", "Costs", "What are its time and its space?")
part.answer("time", Growth(n**2), cues=("time",))
part.answer("space", Growth(n), cues=("space",))


@pytest.mark.parametrize(("title", "others"), [("Total time", [False, True]), ("Total", [False, False])])
def test_a_total_is_of_what_its_title_names(title: str, others: list[bool]) -> None:
    (stated,) = candidates(verbatim(f"**{title}:**\n\n$O(n^2)$\n"), frozenset())
    assert is_total(stated)
    answers = PROBLEM.freeze().parts[0].answers
    assert [titled_otherwise(stated, a, answers) for a in answers] == others
