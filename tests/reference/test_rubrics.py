"""The rubrics of the homework on answers in many wordings."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evaluator.kinds.prose import Prose
from evaluator.model import Different, Equal, Outcome
from evaluator.reference.library import load

CASES = tomllib.loads((Path(__file__).parent / "phrasings.toml").read_text(encoding="utf-8"))
ROWS = [(part, case["says"], case["text"]) for part, cases in CASES.items() for case in cases]


@pytest.mark.parametrize(("part", "says", "text"), ROWS, ids=[f"{part}-{i}" for i, (part, *_) in enumerate(ROWS)])
def test_wording(root: Path, part: str, says: str, text: str) -> None:
    answers = load(root / "reference").part(part).answers
    (rubric,) = [a.kind for a in answers if isinstance(a.kind, Prose)]
    assert verdict(rubric.judge(text)) == says


def verdict(outcome: Outcome) -> str:
    if isinstance(outcome, Equal):
        return "right"
    if not isinstance(outcome, Different):
        return "doubt"
    return "incomplete" if (outcome.diagnosis or "").startswith("Not said") else "wrong"
