"""The whole story on transcripts as five different models might have left them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evaluator.equality.workers import Workers
from evaluator.errors import NothingToEvaluate
from evaluator.model import PartResult, Transcript
from evaluator.pipeline import Beside, grade
from evaluator.readers import read, read_bytes
from evaluator.reference.library import Library

FOLDER = Path(__file__).parent / "grading"
EXPECTED: dict[str, dict[str, str]] = tomllib.loads((FOLDER / "phrasings.toml").read_text(encoding="utf-8"))
LETTERS = {"correct": "c", "partial": "p", "incorrect": "i", "missing": "m", "unreadable": "u", "undecided": "?"}
HW3 = "eecs182/hw3"

Results = dict[str, PartResult]


@pytest.fixture(scope="module")
def results(library: Library, workers: Workers) -> dict[str, Results]:
    """Of each transcript in phrasings/, by printed part."""
    return {name: by_part(read(FOLDER / "phrasings" / f"{name}.md"), library, workers) for name in EXPECTED}


def by_part(transcript: Transcript, library: Library, workers: Workers) -> Results:
    found = grade(transcript, library, workers, Beside(HW3))
    return {r.part.removeprefix(f"{HW3}/q").replace("/", ""): r for r in found}


@pytest.mark.parametrize("name", EXPECTED)
def test_verdicts(results: dict[str, Results], name: str) -> None:
    found = {part: LETTERS[results[name][part].verdict] for part in EXPECTED[name]}
    assert found == EXPECTED[name], {p: [a.found for a in results[name][p].answers] for p in EXPECTED[name]}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_was_not_asked_is_unasked(results: dict[str, Results], name: str) -> None:
    others = {part: r.verdict for part, r in results[name].items() if part not in EXPECTED[name]}
    assert set(others.values()) <= {"unasked"}
    assert len(results[name]) == 14


def test_agreement_with_the_remarks(results: dict[str, Results]) -> None:
    marked = [r for found in results.values() for r in found.values() if r.human and r.human.verdict]
    assert len(marked) >= 15
    assert [r.part for r in marked if r.agrees is not True] == []


def test_a_right_value_on_the_way_does_not_save_a_wrong_end(results: dict[str, Results]) -> None:
    constant = {a.name: a for a in results["faulty"]["1a"].answers}["constant"]
    assert constant.outcome == "different"
    assert constant.witness is not None
    assert "common mistake" in (constant.diagnosis or "")


def test_a_correction_counts_and_the_first_answer_is_kept(results: dict[str, Results]) -> None:
    (gradient,) = results["faulty"]["4a"].answers
    assert gradient.outcome == "equal"
    assert gradient.superseded
    assert len(results["faulty"]["4a"].turns) == 2
    assert [a.verdict for a in results["faulty"]["4a"].attempts] == ["incorrect", "correct"]
    assert results["faulty"]["4a"].hinted
    assert not results["headed"]["1b"].hinted


def test_a_silent_correction_is_a_catch(results: dict[str, Results]) -> None:
    (catch,) = [c for c in results["headed"]["1b"].catches if c.erratum]
    assert (catch.by, catch.about, catch.kind, catch.status) == ("model", "problem", "shape", "confirmed")


def test_places_point_at_what_was_found(results: dict[str, Results]) -> None:
    for name, found in results.items():
        transcript = read(FOLDER / "phrasings" / f"{name}.md")
        outputs = {t.id: t.output for t in transcript.turns()}
        for answer in (a for r in found.values() for a in r.answers if a.at and a.turn is not None):
            assert outputs[answer.turn].markdown[answer.at.start : answer.at.end].strip()
            assert answer.span is not None
            assert transcript.text[answer.span.start : answer.span.end].strip()


def swapped(text: str, one: str, other: str) -> str:
    """The text with the headings of two parts exchanged."""
    return (
        text.replace(f"## {one}\n", "## ?\n").replace(f"## {other}\n", f"## {one}\n").replace("## ?\n", f"## {other}\n")
    )


def test_swapped_parts_are_both_wrong(library: Library, workers: Workers) -> None:
    text = swapped((FOLDER / "phrasings" / "headed.md").read_text(encoding="utf-8"), "5(a)", "5(b)")
    text = text.replace("Solve 5(a).", "Solve it.").replace("Solve 5(b).", "Solve it.")
    found = by_part(read_bytes("swapped.md", text.encode()), library, workers)
    assert (found["5a"].verdict, found["5b"].verdict) == ("incorrect", "incorrect")
    assert found["5c"].verdict == "correct"


def test_without_a_remark_there_is_no_agreement(library: Library, workers: Workers) -> None:
    text = (FOLDER / "phrasings" / "headed.md").read_text(encoding="utf-8").replace("comment:\nTotally correct.\n", "")
    found = by_part(read_bytes("silent.md", text.encode()), library, workers)
    assert found["1a"].verdict == "correct"
    assert found["1a"].human is None
    assert found["1a"].agrees is None


def test_only_the_parts_wanted(library: Library, workers: Workers) -> None:
    transcript = read(FOLDER / "phrasings" / "headed.md")
    found = grade(transcript, library, workers, Beside(HW3), lambda part: part.endswith("q5/a"))
    assert [r.part for r in found] == ["eecs182/hw3/q5/a"]


def test_the_homework_is_recognised(library: Library, workers: Workers) -> None:
    transcript = read(FOLDER / "phrasings" / "headed.md")
    assert len(grade(transcript, library, workers)) == 14


def test_another_subject_has_no_reference(library: Library, workers: Workers) -> None:
    text = "1(a)\nprompt:\nName three rivers of Portugal.\noutput:\nTejo, Douro and Minho.\n"
    with pytest.raises(NothingToEvaluate, match="no reference"):
        grade(read_bytes("rivers.md", text.encode()), library, workers)
    with pytest.raises(NothingToEvaluate, match="no reference"):
        grade(read_bytes("rivers.md", text.encode()), library, workers, Beside("geo101/hw1"))
