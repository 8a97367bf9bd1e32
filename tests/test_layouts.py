"""One chat in the layouts that people hand in: whatever the layout, nobody is accused who was not before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from evaluator.equality.workers import Workers
from evaluator.model import Turn, Verdict
from evaluator.pipeline import Beside, grade
from evaluator.readers import read, read_bytes
from evaluator.reference.library import Library

HW3 = "eecs182/hw3"
Layout = Callable[[Sequence[Turn]], str]


def parts(turn: Turn, numbers: dict[str, str] | None = None) -> str:
    return " and ".join(f"{(numbers or {}).get(p[0], p[0])}({p[1:]})" for p in turn.parts)


def unmarked(turns: Sequence[Turn]) -> str:
    return "\n\n".join(f"Please solve problem {parts(t)} of homework 3.\n\n{t.output.markdown}" for t in turns)


def exporter(turns: Sequence[Turn]) -> str:
    return "\n\n".join(f"## User\n\nsolve {parts(t)}\n\n## Assistant\n\n{t.output.markdown}" for t in turns)


def numbered_anew(turns: Sequence[Turn]) -> str:
    anew = {"1": "1", "3": "2", "4": "3", "5": "4"}
    return "\n\n".join(f"Prompt:\nsolve {parts(t, anew)}\nOutput:\n{t.output.markdown}" for t in turns)


def said(turns: Sequence[Turn]) -> str:
    return "\n\n".join(f"You said:\nNow {parts(t)}\n\nChatGPT said:\n{t.output.markdown}" for t in turns)


def solutions(turns: Sequence[Turn]) -> str:
    """Only answers, under headings."""
    text, question = "# Homework 3, solved by a model", ""
    for turn in turns:
        number, letter = turn.parts[0][0], turn.parts[0][1:]
        text += f"\n\n## Question {number}" if number != question else ""
        text += (
            f"\n\n### ({letter})\n\n{turn.output.markdown}" if len(turn.parts) == 1 else f"\n\n{turn.output.markdown}"
        )
        question = number
    return text


def whole_questions(turns: Sequence[Turn]) -> str:
    """A prompt a question, answered part by part."""
    text, question = "", ""
    for turn in turns:
        number, letter = turn.parts[0][0], turn.parts[0][1:]
        text += f"\n\nPrompt {number}:\nSolve question {number}.\nResponse:" if number != question else ""
        text += f"\n\n**Part ({letter})**" if len(turn.parts) == 1 else ""
        text += f"\n\n{turn.output.markdown}"
        question = number
    return text


LAYOUTS: dict[Layout, int] = {
    exporter: 14,
    said: 14,
    whole_questions: 14,
    solutions: 13,
    numbered_anew: 13,
    unmarked: 12,
}


@pytest.fixture(scope="module")
def turns(root: Path) -> list[Turn]:
    careful = read(root / "transcripts" / "eecs182" / "hw3" / "careful.md")
    return [t for t in careful.turns() if t.parts and not t.follow_up]


def verdicts(text: str, library: Library, workers: Workers) -> dict[str, Verdict]:
    return {r.part: r.verdict for r in grade(read_bytes("log.md", text.encode()), library, workers, Beside(HW3))}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_the_verdicts_do_not_hang_on_the_layout(
    layout: Layout, turns: list[Turn], library: Library, workers: Workers
) -> None:
    found = verdicts(layout(turns), library, workers)
    assert set(found.values()) <= {"correct", "unasked", "unreadable", "undecided"}, found
    assert sum(v == "correct" for v in found.values()) >= LAYOUTS[layout], found
