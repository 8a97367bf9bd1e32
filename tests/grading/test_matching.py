"""Which stretch of a transcript answers which part: by its own numbers, by other numbers, by letters alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluator.grading.matching import stretches
from evaluator.model import Confidence
from evaluator.readers import read_bytes
from evaluator.reference.library import load
from evaluator.reference.records import ReferencePart


@pytest.fixture(scope="module")
def parts(root: Path) -> tuple[ReferencePart, ...]:
    return load(root / "reference").parts_of("eecs182/hw3")


@pytest.fixture(scope="module")
def careful(root: Path) -> str:
    return (root / "transcripts/eecs182/hw3/careful.md").read_text(encoding="utf-8")


def matched(text: str, parts: tuple[ReferencePart, ...]) -> dict[str, list[int]]:
    transcript = read_bytes("log.md", text.encode())
    return {part.split("/")[-1]: [s.turn.id for s in said] for part, said in stretches(transcript, parts).items()}


def anew(text: str) -> str:
    """The problems 1, 3, 4 and 5 numbered from 1 to 4."""
    numbers = {"3": "2", "4": "3", "5": "4"}
    told = re.sub(r"\b([345])(?=\([a-e]\))", lambda m: numbers[m[1]], text)
    return re.sub(r"(?i)(problem )([345])\b", lambda m: m[1] + numbers[m[2]], told)


@pytest.mark.parametrize("change", [anew])
def test_a_log_with_numbers_of_its_own(
    change: Callable[[str], str], careful: str, parts: tuple[ReferencePart, ...]
) -> None:
    assert change(careful) != careful
    assert matched(change(careful), parts) == matched(careful, parts)


def test_a_number_that_is_asked_together_with_others_stays_what_it_is(parts: tuple[ReferencePart, ...]) -> None:
    two = tuple(p for p in parts if p.printed[0] in "14")
    asked = "prompt:\nSolve problems 1, 3 and 4, please.\noutput:\nLet us begin.\n"
    words = " ".join(p.statement for p in two if p.printed[0] == "1")
    third = f"prompt:\nNow problem 3.\noutput:\n{words}\n(a) It is $7$.\n"
    last = f"prompt:\nSolve 4(a).\noutput:\n{two[-1].statement}\n"
    found = stretches(read_bytes("log.md", (asked + third + last).encode()), two)
    placed = {said.placed for each in found.values() for said in each if said.turn.id == 1}
    assert placed <= {Confidence.doubtful}


TENSORS = (
    "The ten layers are recomputed from the checkpoints: for each of them the backward pass loads the last stored"
    " activation from memory and reruns the forward computations of the layers above. "
)


def test_letters_alone_belong_to_the_question_that_the_words_are_about(parts: tuple[ReferencePart, ...]) -> None:
    log = (
        "prompt:\n(a) How many forward computations does rematerialization need in one backward pass over ten layers,"
        " with activations of layers 5 and 10 in memory?\noutput:\n" + TENSORS + "So $20$ operations.\n"
        "prompt:\n(b) And how many loads of activations from memory?\noutput:\n" + TENSORS + "So $10$ loads.\n"
    )
    transcript = read_bytes("log.md", log.encode())
    found = stretches(transcript, parts)
    assert {id: [s.turn.id for s in said] for id, said in found.items() if said} == {
        "eecs182/hw3/q5/a": [0],
        "eecs182/hw3/q5/b": [1],
    }
    assert all(s.placed is Confidence.likely for said in found.values() for s in said)


def test_what_is_about_nothing_known_is_about_no_part(parts: tuple[ReferencePart, ...]) -> None:
    log = "prompt:\n(a) Name a city.\noutput:\nParis is the capital of France, and a city.\n"
    assert not any(matched(log, parts).values())


def test_parts_without_a_heading_are_looked_for_in_doubt(parts: tuple[ReferencePart, ...]) -> None:
    log = "prompt:\nSolve problem 5, all parts.\noutput:\n(a) It is $20$.\n(b) It is $10$.\n"
    found = stretches(read_bytes("log.md", log.encode()), parts)
    placed = {id.split("/")[-1]: [s.placed.name for s in said] for id, said in found.items() if said}
    assert placed == {"a": ["sure"], "b": ["sure"], "c": ["doubtful"]}


def test_turns_that_name_a_question_alone_are_each_about_what_their_words_say(parts: tuple[ReferencePart, ...]) -> None:
    log = (
        "prompt:\nProblem 5, see the first picture.\noutput:\nThe backward pass reruns forward computations:"
        " rematerialization needs $20$ forward operations.\n"
        "prompt:\nAnd problem 5, the second picture.\noutput:\nStored activations are loaded from memory: $10$ loads.\n"
        "prompt:\nProblem 5, the third one.\noutput:\nFrom the disk, the time of an access may be at most $50$ ns.\n"
    )
    found = stretches(read_bytes("log.md", log.encode()), parts)
    placed = {id.split("/")[-1]: [s.turn.id for s in said] for id, said in found.items() if said}
    assert placed == {"a": [0], "b": [1], "c": [2]}
    assert all(s.placed is Confidence.doubtful for said in found.values() for s in said)


def test_a_title_above_letters_that_begin_anew(parts: tuple[ReferencePart, ...]) -> None:
    log = (
        "prompt:\nSolve problems 4 and 5.\noutput:\n## 4. Score functions\n(a) One.\n(b) Two.\n(e) Five.\n"
        "## 5. Rematerialization\nIt needs $20$ operations.\n(b) It is $10$.\n(c) It is $50$ ns.\n"
    )
    found = stretches(read_bytes("log.md", log.encode()), parts)
    said = {id[-4:]: [(s.passage.markdown[:12], s.placed.name) for s in each] for id, each in found.items() if each}
    assert said["q5/a"] == [("## 5. Remate", "doubtful")]
    assert said["q5/b"] == [("(b) It is $1", "sure")]


def test_letters_that_begin_anew_belong_to_no_question_for_sure(parts: tuple[ReferencePart, ...]) -> None:
    """ "(a)" behind a "(b)": the question spoken of before may be over, and the words do not say which one begins."""
    log = (
        "prompt:\n(a) How many forward computations does rematerialization need in one backward pass over ten layers?\n"
        "output:\n" + TENSORS + "So $20$ operations.\n"
        "prompt:\n(b) And how many loads of activations from memory?\noutput:\n" + TENSORS + "So $10$ loads.\n"
        "prompt:\nThe next problem, part (a): a sum.\noutput:\nIt is $30$.\n"
    )
    found = stretches(read_bytes("log.md", log.encode()), parts)
    placed = {s.turn.id: s.placed.name for said in found.values() for s in said}
    assert placed[0] == placed[1] == "likely"
    assert placed.get(2, "doubtful") == "doubtful"


def test_a_number_and_a_few_words_right_above_an_a_title_a_question(parts: tuple[ReferencePart, ...]) -> None:
    """As dumps of documents have them, which keep no sign of a heading; the steps of an answer are numbered, too."""
    log = (
        "prompt:\nSolve my homework.\noutput:\n4. Score functions\n(a) One.\n1. Take the gradient\nIt is.\n(b) Two.\n"
        "5. Rematerialization\n(a) It needs $20$ operations.\n(b) It is $10$.\n"
    )
    found = stretches(read_bytes("log.md", log.encode()), parts)
    said = {id[-4:]: [s.passage.markdown[:8] for s in each] for id, each in found.items() if each}
    assert said["q5/a"] == ["(a) It n"]
    assert said["q4/b"] == ["(b) Two."]
