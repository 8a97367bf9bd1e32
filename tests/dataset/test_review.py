"""The loop once round: a run, its queue out, decisions in, the pages and the dataset after them."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pandas
import pytest
from warm import Command


@pytest.fixture(scope="module")
def made(command: Command, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("review") / "run"
    sample = root / "transcripts" / "eecs182" / "hw3" / "careful.md"
    done = command("run", str(sample), "--reference", "reference", "--only", "eecs182/hw3/q1", "--out", str(out))
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture
def run(made: Path, tmp_path: Path) -> Path:
    """A run of one's own to review."""
    return shutil.copytree(made, tmp_path / "run")


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_loop(command: Command, root: Path, run: Path, tmp_path: Path) -> None:
    before = (run / "results.jsonl").read_bytes()
    strip_marks(run)
    queue = tmp_path / "queue.csv"
    assert command("review", str(run), "-o", str(queue)).returncode == 0
    rows = table(queue)
    assert rows and rows[0]["why"] == "right by a rubric or samples only"
    rows[0] |= {"decision": "incorrect", "author": "Prof. Example", "reason": "the argument is circular"}
    with queue.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    done = command("review", str(run), "--decisions", str(queue))
    assert done.stdout == "1 results reviewed\n", done.stderr
    assert command("review", str(run)).stdout.count("\n") >= 1
    assert len(queue_of(command, run, tmp_path)) == len(rows) - 1
    page = next((run / "t").glob("*.html")).read_text(encoding="utf-8")
    assert "Reviewed by Prof. Example" in page and "the argument is circular" in page
    made = command("curate", str(run), "-o", str(tmp_path / "data"), "--force")
    assert made.returncode == 0, made.stderr
    marked = pandas.read_parquet(tmp_path / "data" / "data" / "answers").set_index("part")
    assert marked.loc[rows[0]["part"], "human_verdict"] == "incorrect"
    assert marked.loc[rows[0]["part"], "verdict"] == "correct"
    assert before.count(b"\n") == (run / "results.jsonl").read_bytes().count(b"\n")


def strip_marks(run: Path) -> None:
    """As if nobody had marked it yet."""
    lines = [json.loads(line) for line in (run / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    told = [json.dumps({**line, "human": None, "agrees": None}, ensure_ascii=False) + "\n" for line in lines]
    (run / "results.jsonl").write_text("".join(told), encoding="utf-8")


def queue_of(command: Command, run: Path, folder: Path) -> list[dict[str, str]]:
    assert command("review", str(run), "-o", str(folder / "again.csv")).returncode == 0
    return table(folder / "again.csv")


def test_label_studio_out_and_in(command: Command, run: Path, tmp_path: Path) -> None:
    strip_marks(run)
    tasks = tmp_path / "tasks.json"
    assert command("review", str(run), "-o", str(tasks)).returncode == 0
    assert '<Choices name="verdict"' in tasks.with_suffix(".xml").read_text(encoding="utf-8")
    made = json.loads(tasks.read_text(encoding="utf-8"))
    assert made[0]["predictions"][0]["result"][0]["value"]["choices"] == ["correct"]
    verdict = {"from_name": "verdict", "to_name": "found", "type": "choices", "value": {"choices": ["partial"]}}
    made[0]["annotations"] = [{"result": [verdict], "completed_by": {"email": "ta@example.edu"}}]
    tasks.write_text(json.dumps(made), encoding="utf-8")
    done = command("review", str(run), "--decisions", str(tasks))
    assert done.stdout == "1 results reviewed\n", done.stderr
    kept = json.loads((run / "data" / "reviews.jsonl").read_text(encoding="utf-8"))
    assert (kept["verdict"], kept["author"]) == ("partial", "ta@example.edu")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("item,decision\nx,fine\n", "line 2: 'fine' is no decision; it can be correct, partial, incorrect"),
        ("item,decision\nx,correct\n", "line 2: nobody stands for the decision"),
        ("a,b\n1,2\n", "has no column decision, item"),
        ('[{"annotations": [{"result": 3}]}]', "is no export of Label Studio"),
    ],
)
def test_slips_are_said(command: Command, run: Path, tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "decisions.csv").write_text(text, encoding="utf-8")
    done = command("review", str(run), "--decisions", str(tmp_path / "decisions.csv"))
    assert done.returncode == 2
    assert says in done.stderr
