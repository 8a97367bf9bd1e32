"""Everybody who marked, two by two."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from warm import Command

from evaluator.dataset.raters import marks, pairs
from evaluator.report import judgements, reviews
from evaluator.report.folder import load
from evaluator.report.judgements import Judgement
from evaluator.report.reviews import Review

HOMEWORK = "eecs182/hw3"


@pytest.fixture(scope="module")
def graded(command: Command, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("raters") / "run"
    sample = str(root / "transcripts" / HOMEWORK / "careful.md")
    only = ["--only", f"{HOMEWORK}/q1", "--only", f"{HOMEWORK}/q3"]
    done = command("run", sample, "--reference", "reference", "--out", str(out), *only)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture
def run(graded: Path, tmp_path: Path) -> Path:
    return shutil.copytree(graded, tmp_path / "run")


def review(part: str, verdict: str, author: str) -> Review:
    given = {"transcript": "careful", "part": f"{HOMEWORK}/{part}", "verdict": verdict, "author": author}
    return Review.model_validate({**given, "reason": "", "time": "2026-01-01T00:00:00+00:00"})


def test_two_reviewers_a_judge_and_the_evaluator(command: Command, run: Path) -> None:
    reviews.append(run, [review(part, "correct", "Ann") for part in ("q1/a", "q1/b", "q3/a")])
    reviews.append(
        run, [review("q1/a", "correct", "Ben"), review("q1/b", "partial", "Ben"), review("q3/a", "correct", "Ben")]
    )
    said = Judgement(
        transcript="careful", part=f"{HOMEWORK}/q1/c", answer="explanation", outcome="different", reason="no",
        model="small", prompt="0" * 64, tokens_in=1, tokens_out=1, time="2026-01-01T00:00:00+00:00",
    )  # fmt: skip
    judgements.append(run, [said])
    found, models = marks(load(run))
    assert set(found) == {"evaluator", "remarks", "Ann", "Ben", "small"}
    assert set(models) == set(found["evaluator"])

    seen = {(pair.one, pair.other, pair.within): pair.seen for pair in pairs(load(run))}
    assert (seen["Ann", "Ben", "all"].n, seen["Ann", "Ben", "all"].percent) == (3, 66.7)
    assert seen["Ann", "Ben", f"{HOMEWORK}/q1"].percent == 50.0
    assert seen["Ann", "Ben", f"{HOMEWORK}/q3"].percent == 100.0
    assert seen["Ann", "Ben", "all"].table == {"correct": {"correct": 2, "partial": 1}}
    assert seen["evaluator", "small", "all"].table == {"correct": {"incorrect": 1}}

    told = command("review", str(run), "--agreement").stdout
    assert "Ann and Ben\n  all: 66.7 % of 3" in told
    assert "correct and partial 1" in told


def test_a_run_that_nobody_marked(command: Command, run: Path) -> None:
    unmarked = [result.model_copy(update={"human": None, "agrees": None}) for result in load(run).as_graded()]
    (run / "results.jsonl").write_text("".join(r.model_dump_json() + "\n" for r in unmarked), encoding="utf-8")
    found, _ = marks(load(run))
    assert set(found) == {"evaluator"}
    assert command("review", str(run), "--agreement").stdout == "nobody else marked what the evaluator decided\n"


def test_a_reason_may_hold_any_letter(run: Path) -> None:
    """Line and paragraph separators of Unicode stand unescaped in JSON, and end no record."""
    said = review("q1/a", "correct", "Ann").model_copy(update={"reason": "so\u2028it \x85 is\u2029 right"})
    reviews.append(run, [said, said])
    assert reviews.read(run) == (said, said)
