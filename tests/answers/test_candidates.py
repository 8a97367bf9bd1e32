"""Stated values, and what is said about them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evaluator.answers import Candidate, candidates
from evaluator.mathtext.parser import parse
from evaluator.model import Passage


@pytest.fixture
def stated(passage: Callable[[str], Passage]) -> Callable[[str], list[Candidate]]:
    return lambda text: [c for c in candidates(passage(text)) if c.manner != "mention"]


def test_places_point_at_the_text(passage: Callable[[str], Passage]) -> None:
    text = "So the constant is $c = 1$.\n\n$$x = 2$$\n\nThere are **20 loads**."
    for found in candidates(passage(text)):
        piece = text[found.at.start : found.at.end]
        assert piece.strip("$ ") in (f"c = {found.text}", f"x = {found.text}", found.text)


def test_the_end_of_a_chain_is_the_value_and_the_rest_are_labels(stated: Callable[[str], list[Candidate]]) -> None:
    (found,) = stated("$$E = m + m = 2 m$$")
    assert found.node == parse("2 m")
    assert found.labels[0] == parse("E")
    assert found.manner == "relation"


def test_an_order_behind_a_value_gives_both(stated: Callable[[str], list[Candidate]]) -> None:
    found = stated(r"$c = \frac{1}{n} = \Theta(1/n)$")
    assert [c.node for c in found] == [parse(r"\frac{1}{n}"), parse(r"\Theta(1/n)")]


def test_of_an_approximation_the_exact_value_counts(stated: Callable[[str], list[Candidate]]) -> None:
    (found,) = stated(r"$c = \sqrt{2} \approx 1.41$")
    assert found.node == parse(r"\sqrt{2}")


@pytest.mark.parametrize(
    "text",
    [
        "The factor is $d_1$.",
        "The factor equals $d_1$.",
        "So we obtain $d_1$.",
        "Multiply it by the factor $1/d_1$.",
        "Therefore:\n\n$$\\boxed{d_1}$$",
        "Total = $d_1$",
    ],
)
def test_bare_values_that_are_stated(stated: Callable[[str], list[Candidate]], text: str) -> None:
    assert len(stated(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The norm of $y$ grows.",
        "We rescale so that its norm is $1$.",
        "To make the norm equal to $1$ we rescale.",
        "Multiply it by the constant $c$.",
        "Step 3 concerns layer 10.",
    ],
)
def test_mentions_are_not_statements(stated: Callable[[str], list[Candidate]], text: str) -> None:
    assert stated(text) == []


def test_boxes_and_final_sections_are_seen(stated: Callable[[str], list[Candidate]]) -> None:
    first, second = stated("We get $a = 1$.\n\n## Final answer\n\n$$\\boxed{a = 2}$$\n")
    assert (first.final, first.boxed) == (False, False)
    assert (second.final, second.boxed) == (True, True)


def test_counts_and_code_and_plain_equations(stated: Callable[[str], list[Candidate]]) -> None:
    found = stated("There are **20 loads**. The rate is `1`. So c = 1/sqrt(d_1).")
    assert [c.node for c in found] == [parse("20"), parse("1"), parse(r"1/\sqrt{d_1}")]
    assert found[2].labels == (parse("c"),)


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("The shape is (16, 32, 32).", "(16, 32, 32)"),
        ("The output is 16 × 32 × 32 then.", r"16 \times 32 \times 32"),
        ("The output is 16x32x32 then.", r"16 \times 32 \times 32"),
        ("The image has shape (C, H, W).", "(C, H, W)"),
    ],
)
def test_sizes_in_plain_text(stated: Callable[[str], list[Candidate]], text: str, latex: str) -> None:
    (found,) = stated(text)
    assert found.node == parse(latex)


def test_words_around(stated: Callable[[str], list[Candidate]]) -> None:
    (found,) = stated("Scaling aside, the expected squared norm is $d_1$ for every width.")
    assert found.before.strip().startswith("the expected squared norm")
    assert found.after.strip().startswith("for every width")


def test_what_cannot_be_parsed_keeps_its_label(stated: Callable[[str], list[Candidate]]) -> None:
    (found,) = stated(r"$c = \frac{1}{$")
    assert found.node is None
    assert found.problem
    assert found.labels == (parse("c"),)
