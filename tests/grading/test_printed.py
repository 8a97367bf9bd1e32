"""Part ids in prompts, and headings in outputs."""

from __future__ import annotations

import pytest

from evaluator.readers.outline import outline
from evaluator.readers.printed import asked, named, whole_questions


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
    assert whole_questions("please solve problem 4 of hw3") == ("4",)
    assert whole_questions("please solve problem 4(a)") == ()
    assert whole_questions("Questions 1,2, and 7 please") == ("1", "2", "7")
    assert whole_questions("4. Ridge attention\nIn lecture we saw") == ("4",)


@pytest.mark.parametrize(
    "text",
    [
        "### Part (a)\nx\n### Part (b)\ny\n",
        "3(a) Figure 1\nx\n3(b) Table 3\ny\n",
        "**(a)** x\n\n**(b)** y\n",
        "## Problem 3a\nx\n## Problem 3b\ny",
        "(a) x\n(b) y\n",
        "**0.1 Part (a)**\nx\n**0.2 Part (b)**\ny\n",
        "**0.5.1 3(a)**\nx\n**0.5.2 3(b)**\ny\n",
    ],
)
def test_outline(text: str) -> None:
    found = [s for s in outline(text, "3") if s.part != "3"]
    assert [s.part for s in found] == ["3a", "3b"]
    assert all(text[s.start :].lstrip("#* ")[0] in "P3(0" for s in found)


def test_an_article_is_no_heading() -> None:
    assert outline("a matrix is given\nb is a vector\n", "3") == ()


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## Question 2: Sums\n(a) x\n(b) y\n## Question 3: Products\n(a) z", ["2", "2a", "2b", "3", "3a"]),
        ("## 1. Sums\n(a) x\n## 2. Products\n(a) y", ["1", "1a", "2", "2a"]),
        ("## 1. Compute the sum\nx\n## 2. Divide\ny", []),
        ("(a) x\n(i) first\n(ii) second\n(b) y", ["9a", "9b"]),
        ("(a) x\n(b) y\nIn short:\n(a) 1\n(b) 2", ["9a", "9b", "9a", "9b"]),
        ("(c) needs no (a).\nProblem 4 asks for more.", ["9c"]),
        ("**Problem 4(b): sums**\nx", ["4b"]),
        ("Step 1. (b) x", []),
    ],
)
def test_an_outline_knows_its_questions(text: str, found: list[str]) -> None:
    assert [s.part for s in outline(text, None if found[:1] != ["9a"] and found != ["9c"] else "9")] == found


@pytest.mark.parametrize(
    ("text", "last", "found"),
    [
        ("Let's start with Problem 1(a).", None, ("1a",)),
        ("Parts (e-h): briefly", "2d", ("2e", "2f", "2g", "2h")),
        ("the next batch, questions 2e-2g", None, ("2e", "2f", "2g")),
        ("for g) just to confirm", "1", ("1g",)),
        ("Now solve part b of Question 6", None, ("6b",)),
        ("solve 3 b ii", None, ("3b",)),
        ("it is 2x by 15s and 0a", None, ()),
        ("show it for 2d convolutions", None, ()),
        ("(i) Prove that", "4a", ()),
        ("the norm $3a$ of problem 2", None, ()),
        ("Problem 4(a) Find it.\n(b) Write it. (c) Draw it.", None, ("4a", "4b", "4c")),
    ],
)
def test_asked_in_many_hands(text: str, last: str | None, found: tuple[str, ...]) -> None:
    assert asked(text, last) == found
