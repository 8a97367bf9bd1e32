"""The whole story on the sample transcripts: each shows what it was written to show."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from warm import Command

SHOWN = tomllib.loads((Path(__file__).parent / "samples.toml").read_text(encoding="utf-8"))
LETTERS = {
    "c": "correct",
    "p": "partial",
    "i": "incorrect",
    "m": "missing",
    "u": "unreadable",
    "?": "undecided",
    "-": "unasked",
}
OURS = {"unreadable", "undecided"}
LETTERED = {1: "abc", 3: "abc", 4: "abcde", 5: "abc"}
PARTS = [f"eecs182/hw3/q{question}/{letter}" for question, letters in LETTERED.items() for letter in letters]
SYMBOLIC = [part for part in PARTS if part[-3:] not in {"1/c", "3/a", "3/c", "4/e"}]

Rows = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def report(command: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report folder of one run over all samples."""
    folder = tmp_path_factory.mktemp("samples") / "report"
    done = command("run", "transcripts", "--reference", "reference", "--out", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def rows(report: Path) -> Rows:
    lines = (report / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return {(row["transcript"].rpartition("/")[2], row["part"]): row for row in map(json.loads, lines)}


@pytest.mark.parametrize("transcript", SHOWN["verdicts"])
def test_verdicts(rows: Rows, transcript: str) -> None:
    wanted = dict(zip(PARTS, SHOWN["verdicts"][transcript].replace(" ", ""), strict=True))
    found = {part: rows[transcript, part]["verdict"] for part in PARTS}
    if transcript in SHOWN["dumps"]:
        found = {part: verdict for part, verdict in found.items() if verdict not in OURS}
        assert len(found) >= len(PARTS) / 2
    assert found == {part: LETTERS[letter] for part, letter in wanted.items() if part in found}


def test_right_formulas_are_decided_by_mathematics(rows: Rows) -> None:
    sure = {"identical", "proved", "sampled"}
    doubtful = [part for part in SYMBOLIC if rows["careful", part]["certainty"] not in sure]
    assert doubtful == []


@pytest.mark.parametrize("catch", SHOWN["catch"], ids=lambda catch: f"{catch['transcript']}-{catch.get('kind')}")
def test_catches_are_confirmed(rows: Rows, catch: dict[str, str]) -> None:
    found = rows[catch["transcript"], catch["part"]]["catches"]
    wanted = {key: catch[key] for key in ("by", "about", "kind") if key in catch}
    enough = {"confirmed", "unverified"} if catch["transcript"] in SHOWN["dumps"] else {"confirmed"}
    assert [each for each in found if wanted.items() <= each.items() and each["status"] in enough], found


def test_no_catch_that_was_read_with_doubt_is_refuted(rows: Rows) -> None:
    """The student of the dump was right about the sheet, whatever hole the formula stood in."""
    assert [c for (name, _), row in rows.items() if name in SHOWN["dumps"] for c in row["catches"]]
    assert [c for (name, _), row in rows.items() for c in row["catches"] if c["status"] == "refuted"] == []


def test_the_corrected_answer_counts_and_the_first_is_kept(rows: Rows) -> None:
    answers = rows["hasty", "eecs182/hw3/q4/a"]["answers"]
    assert [answer["outcome"] for answer in answers] == ["equal"]
    assert answers[0]["superseded"]


def test_a_human_mark_that_overlooked_an_error_is_shown_as_disagreement(rows: Rows) -> None:
    row = rows["printed", "eecs182/hw3/q4/c"]
    assert row["human"]["verdict"] == "correct"
    assert row["agrees"] is (None if row["verdict"] in OURS else False)


def test_only_the_samples_were_graded(report: Path) -> None:
    run = json.loads((report / "run.json").read_text(encoding="utf-8"))
    assert [entry["source"] for entry in run["inputs"] if entry["error"]] == []
    assert len(run["inputs"]) == len(SHOWN["verdicts"])


def test_every_sample_says_where_it_comes_from(root: Path) -> None:
    for name in SHOWN["verdicts"]:
        about = tomllib.loads((root / "transcripts" / "eecs182" / "hw3" / f"{name}.toml").read_text(encoding="utf-8"))
        assert about["origin"] == "written for this project"
        assert {"model", "licence", "homework"} <= about.keys()
