"""Part ids in prompts, and headings in outputs."""

from __future__ import annotations

import pytest

from evaluator.readers.printed import asked, headings, named, whole_question


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("solve problem 1(a).", ("1a",)),
        ("Question 4 part (c), please", ("4c",)),
        ("solve problem 3(a) and 3(b)", ("3a", "3b")),
        ("5c) and then 5a", ("5c", "5a")),
        ("Now problem 4, parts (a) to (d).", ("4a", "4b", "4c", "4d")),
        ("Question 4(a), (b) and (e)", ("4a", "4b", "4e")),
        ("1a-c", ("1a", "1b", "1c")),
        ("3(a) and a proof of it", ("3a",)),
        ("a load takes 10 s", ()),
        ("In 2023 we had 10 layers", ()),
        ("solve problem 4", ()),
    ],
)
def test_named(text: str, found: tuple[str, ...]) -> None:
    assert named(text) == found


def test_a_letter_alone_belongs_to_the_question_before() -> None:
    assert named("Part (b): and why?", "1a") == ("1b",)
    assert named("Why?", "1a") == ()


def test_whole_question() -> None:
    assert whole_question("please solve problem 4 of hw3") == "4"
    assert whole_question("please solve problem 4(a)") is None


@pytest.mark.parametrize(
    "text",
    [
        "### Part (a)\nx\n### Part (b)\ny\n",
        "3(a) Figure 1\nx\n3(b) Table 3\ny\n",
        "**(a)** x\n\n**(b)** y\n",
        "## Problem 3a\nx\n## Problem 3b\ny",
        "(a) x\n(b) y\n",
    ],
)
def test_headings(text: str) -> None:
    found = headings(text, ("3a", "3b"))
    assert [h.printed for h in found] == ["3a", "3b"]
    assert all(text[h.start :].lstrip("#* ")[0] in "P3(" for h in found)


def test_an_article_is_no_heading() -> None:
    assert headings("a matrix is given\nb is a vector\n", ("3a", "3b")) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(c) And the gradient of that?", ("4c",)),
        ("Now (d), please.", ("4d",)),
        ("Part (e): prove it.", ("4e",)),
        ("Solve 4(c) using 4(b).", ("4c",)),
        ("Is this the same as what you found in (a)? They look different.", ()),
        ("Why does the result from part (a) look so different?", ()),
        ("Why does performance improve with width?", ()),
    ],
)
def test_what_is_asked_and_what_is_only_referred_to(text: str, found: tuple[str, ...]) -> None:
    assert asked(text, "4b") == found
