"""Headings, and which sections are final."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evaluator.answers import sections
from evaluator.answers.sections import is_final
from evaluator.model import Passage


@pytest.mark.parametrize(
    "title",
    [
        "Final Answer", "3. Final Answer", "Step 4: Final answer", "Answer", "Answer:", "Conclusion",
        "The final result", "Final expression", "Step 5: Final expression", "Summary of results",
        "Answer from Table 3:", "IV. Conclusion",
    ],
)  # fmt: skip
def test_final_titles(title: str) -> None:
    assert is_final(title)


@pytest.mark.parametrize(
    "title", ["Setup", "Step 2: Differentiate", "Answering the question of scale", "", "Resulting sums"]
)
def test_other_titles(title: str) -> None:
    assert not is_final(title)


@pytest.mark.parametrize(
    "text",
    [
        "Some words.\n\n## Derivation\n\nMore.\n\n## Final answer\n\n42\n",
        "Some words.\n\n**Derivation**\n\nMore.\n\n**Final answer**\n\n42\n",
        "Some words.\n\nStep 1: Derivation\nMore.\n\nStep 2: Final answer\n42\n",
        "Some words.\n\n1. Derivation\nMore.\n\n2. Final Answer\n42\n",
        "Some words.\n\nMore.\n\nFinal answer: 42\n",
        "Some words.\n\nMore.\n\n**Answer:** 42\n",
    ],
)
def test_only_the_last_section_is_final(passage: Callable[[str], Passage], text: str) -> None:
    found = sections(passage(text))
    assert [s.final for s in found] == [False] * (len(found) - 1) + [True]
    assert "42" in text[found[-1].body : found[-1].end]
    assert "".join(text[s.start : s.end] for s in found) == text


def test_a_section_below_a_final_one_is_final(passage: Callable[[str], Passage]) -> None:
    found = sections(passage("## Final answer\n### First\nx\n### Second\ny\n## Remarks\nz\n"))
    assert {s.title: s.final for s in found} == {"Final answer": True, "First": True, "Second": True, "Remarks": False}


def test_an_item_of_a_list_is_no_heading(passage: Callable[[str], Passage]) -> None:
    found = sections(passage("Final answer:\n1. The value is $x$.\n2. It grows.\n"))
    assert [s.title for s in found] == ["Final answer:"]


def test_what_announces_an_answer_is_about_the_title_above(passage: Callable[[str], Passage]) -> None:
    text = "**(i) Scalar case**\n\nWe get\n\n- **Result**: $K = 1$\n\n**(ii) Matrix case**\n\n- **Result**: $K = 2$\n"
    found = [s for s in sections(passage(text)) if s.final]
    assert [s.title for s in found] == ["(i) Scalar case: Result", "(ii) Matrix case: Result"]
