"""A run on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas
import pytest

PAGE = """--- Page 1 ---
1(a)
prompt:
Solve 1(a): the expected squared RMS norm of \n.
output:
It is linear in \n and the constant is \n.
The expectation of the squared norm is
comment:
Correct.
y =
Wx
d \n1
c =
d \n1
1
"""
Q1 = "eecs182/hw3/q1"
PHRASINGS = Path(__file__).resolve().parent.parent / "grading" / "phrasings"


def evaluate(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from evaluator.cli import main; main()", "run", *arguments]
    given = {**os.environ, "EVALUATOR_NO_CACHE": "1", **environment}  # every run here does its own work
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env=given)


def others(root: Path, folder: Path) -> list[Path]:
    """The sample export, the sample PDF, and a page of a dump."""
    samples = root / "transcripts" / "eecs182" / "hw3"
    dump = folder / "page.txt"
    dump.write_text(PAGE, encoding="utf-8")
    dump.with_suffix(".toml").write_text('homework = "eecs182/hw3"\n', encoding="utf-8")
    return [samples / "exchange.json", samples / "page.pdf", dump]


@pytest.fixture(scope="module")
def folders(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The same run twice: by one worker, and by two with another order of sets."""
    made = []
    for jobs, seed in (("1", "0"), ("2", "4711")):
        out = tmp_path_factory.mktemp("run") / "report"
        sources = [str(PHRASINGS / "faulty.md"), str(PHRASINGS / "whole.md"), *map(str, others(root, out.parent))]
        done = evaluate(
            root, *sources, "--only", "eecs182/hw3/q1", "--out", str(out), "--jobs", jobs, PYTHONHASHSEED=seed
        )
        assert done.returncode == 0, done.stderr
        made.append(out)
    return made


def test_results_do_not_hang_on_workers_or_hash_seeds(folders: list[Path]) -> None:
    one, *others = [(folder / "results.jsonl").read_bytes() for folder in folders]
    assert others == [one]


def test_results_are_sorted_and_complete(folders: list[Path]) -> None:
    rows = [json.loads(line) for line in (folders[0] / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 5 * 3
    assert [r["transcript"] for r in rows] == sorted(r["transcript"] for r in rows)
    assert {"schema", "transcript", "part", "verdict", "answers", "steps", "catches", "human", "agrees"} <= rows[
        0
    ].keys()


def test_the_table_says_the_same(folders: list[Path]) -> None:
    rows = [json.loads(line) for line in (folders[0] / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    table = pandas.read_parquet(folders[0] / "results.parquet")
    assert list(table["verdict"]) == [r["verdict"] for r in rows]
    assert [json.loads(a) for a in table["answers"]] == [r["answers"] for r in rows]


def test_the_folder_is_whole(folders: list[Path]) -> None:
    run = json.loads((folders[0] / "run.json").read_text(encoding="utf-8"))
    assert run["counts"]["asked"] + run["counts"]["verdicts"].get("unasked", 0) == 5 * 3
    assert sum(run["counts"]["verdicts"].values()) == 5 * 3
    names = {i["transcript"] for i in run["inputs"]}
    for name in names:
        assert (folders[0] / "data" / "transcripts" / f"{name}.json").is_file()
    assert len(json.loads((folders[0] / "data" / "parts.json").read_text(encoding="utf-8"))) == 3
    assert (folders[0] / "index.html").is_file()
