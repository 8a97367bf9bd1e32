"""`evaluator read` as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from warm import Command


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.md"
    path.write_text("prompt:\nsolve 1(a)\noutput:\nIt is $d_1$.\ncomment:\ncorrect\n", encoding="utf8")
    return path


def test_markdown(command: Command, log: Path) -> None:
    done = command("read", str(log))
    assert done.returncode == 0, done.stderr
    assert "### Turn 0: 1a" in done.stdout
    assert "It is $d_1$." in done.stdout


def test_json_has_the_documented_keys(command: Command, log: Path) -> None:
    done = command("read", str(log), "--format", "json")
    value = json.loads(done.stdout)
    assert set(value) == {"schema", "source", "format", "producer", "dialect", "conversations", "problems"}
    (turn,) = value["conversations"][0]["turns"]
    assert set(turn) == {"id", "speakers", "parts", "pages", "prompt", "thinking", "output", "comments", "formulas"}
    (formula,) = turn["formulas"]
    assert (formula["latex"], formula["in"], formula["reading"]) == ("d_1", "output", "sure")
    assert turn["comments"] == [{"text": "correct", "page": None, "where": "text"}]


def test_a_file_that_cannot_be_read_is_one_sentence_and_exit_code_2(command: Command, tmp_path: Path) -> None:
    empty = tmp_path / "empty.md"
    empty.write_text("")
    done = command("read", str(empty))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "empty.md" in done.stderr
    assert "Traceback" not in done.stderr
