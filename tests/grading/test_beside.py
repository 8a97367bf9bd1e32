"""Remarks on an answer to several parts are about the part that they name, or stand beside."""

from __future__ import annotations

from evaluator.grading.beside import remarks_on
from evaluator.grading.matching import Stretch
from evaluator.model import Comment, Span, Turn
from evaluator.readers.passages import verbatim

ANSWER = "(a) It is 1.\n\n(b) It is 2.\n\n(c) It is 3.\n"
ALL = ("1a", "1b", "1c")


def _stretch(letter: str, *comments: Comment) -> Stretch:
    output = verbatim(ANSWER, 10)
    turn = Turn(id=0, parts=ALL, follow_up=False, prompt=verbatim("1"), thinking=None, output=output, comments=comments)
    start = ANSWER.index(f"({letter})")
    return Stretch(turn, Span(start=start, end=start + 13), ALL)


def _remark(text: str, beside: str | None) -> Comment:
    at = None if beside is None else 10 + ANSWER.index(beside)
    return Comment(passage=verbatim(text, 900), where="annotation", beside=at)


def test_each_part_has_the_remarks_beside_it_and_those_that_name_it() -> None:
    remarks = (_remark("Right.", "It is 1"), _remark("Wrong.", "It is 2"), _remark("1(c) is fine.", "(a)"))
    assert remarks_on(_stretch("a", *remarks), "1a") == ("Right.",)
    assert remarks_on(_stretch("b", *remarks), "1b") == ("Wrong.",)
    assert remarks_on(_stretch("c", *remarks), "1c") == ("1(c) is fine.",)


def test_a_single_remark_is_about_all() -> None:
    for remark in (_remark("All correct.", "(b)"), _remark("All correct.", None)):
        assert [remarks_on(_stretch(x, remark), f"1{x}") for x in "abc"] == [("All correct.",)] * 3


def test_what_stands_behind_the_answer_is_about_all() -> None:
    remarks = (_remark("Right.", "It is 1"), _remark("Wrong.", "It is 2"), _remark("Well done.", None))
    assert remarks_on(_stretch("c", *remarks), "1c") == ("Well done.",)
    assert remarks_on(_stretch("a", *remarks), "1a") == ("Right.", "Well done.")
