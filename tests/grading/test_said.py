"""What is taken for the answer, out of many ways to say it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evaluator.equality.workers import Workers
from evaluator.grading.cases import outcome_of, tried
from evaluator.reference.library import Library, load

HERE = Path(__file__).parent
# Of our own homeworks, and of one that was written as a teaching assistant would and tried unseen.
OURS, WRITTEN = (
    tomllib.loads((HERE / name).read_text(encoding="utf-8"))["said"] for name in ("said.toml", "layers.toml")
)
SAID: list[dict[str, str]] = [*OURS, *WRITTEN]


@pytest.fixture(scope="module")
def written() -> Library:
    return load(HERE / "written")


@pytest.mark.parametrize("said", SAID, ids=[f"{s['part']}: {s['text'].strip()[:60]}" for s in SAID])
def test_verdict_or_outcomes(said: dict[str, str], library: Library, written: Library, workers: Workers) -> None:
    problem, _, _ = said["part"].rpartition("/")
    library = written if problem.startswith("layers/") else library
    part = next(p for p in library.problem(problem).parts if p.id == said["part"])
    done = tried(said["text"], part, workers)
    if said["comes_to"] in ("correct", "partial", "incorrect", "undecided", "missing", "unreadable"):
        assert done.verdict == said["comes_to"], [outcome_of(a) for a in done.answers]
    else:
        wanted = [w.strip() for w in said["comes_to"].split(",")]
        found = [a.outcome if w != "-" else w for a, w in zip(done.answers, wanted, strict=True)]
        assert found == wanted, [outcome_of(a) for a in done.answers]
