"""What is taken for the answer, out of many ways to say it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evaluator.equality.workers import Workers
from evaluator.grading.cases import outcome_of, tried
from evaluator.reference.library import Library

SAID: list[dict[str, str]] = tomllib.loads(Path(__file__).with_name("said.toml").read_text(encoding="utf-8"))["said"]


@pytest.mark.parametrize("said", SAID, ids=[f"{s['part']}: {s['text'].strip()[:60]}" for s in SAID])
def test_verdict_or_outcomes(said: dict[str, str], library: Library, workers: Workers) -> None:
    problem, _, _ = said["part"].rpartition("/")
    part = next(p for p in library.problem(problem).parts if p.id == said["part"])
    done = tried(said["text"], part, workers)
    if said["comes_to"] in ("correct", "partial", "incorrect", "undecided", "missing", "unreadable"):
        assert done.verdict == said["comes_to"], [outcome_of(a) for a in done.answers]
    else:
        wanted = [w.strip() for w in said["comes_to"].split(",")]
        found = [a.outcome if w != "-" else w for a, w in zip(done.answers, wanted, strict=True)]
        assert found == wanted, [outcome_of(a) for a in done.answers]
