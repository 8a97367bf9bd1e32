"""`evaluator reference`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evaluator.cli.app import app
from evaluator.errors import ConfigError, ReferenceModuleError

run = CliRunner()


@pytest.fixture
def mine(tmp_path: Path) -> list[str]:
    """A library with one fresh skeleton in it."""
    folder = ["--reference", str(tmp_path)]
    assert run.invoke(app, ["reference", "new", "mine/hw1/q1", *folder]).exit_code == 0
    return folder


def test_new_does_not_overwrite(mine: list[str]) -> None:
    again = run.invoke(app, ["reference", "new", "mine/hw1/q1", *mine])
    assert isinstance(again.exception, ConfigError)


@pytest.mark.parametrize("id", ["q1", "../out/q1", "/etc/q1", "a b/q1"])
def test_new_wants_an_id(tmp_path: Path, id: str) -> None:
    result = run.invoke(app, ["reference", "new", id, "--reference", str(tmp_path)])
    assert isinstance(result.exception, ConfigError)
    assert list(tmp_path.rglob("*.py")) == []


def test_list(mine: list[str]) -> None:
    result = run.invoke(app, ["reference", "list", *mine])
    assert result.exit_code == 0
    assert "mine/hw1/q1/a" in result.stdout
    (row,) = json.loads(run.invoke(app, ["reference", "list", "--json", *mine]).stdout)
    assert row["part"] == "mine/hw1/q1/a"
    assert list(row["answers"]) == ["sum"]


def test_check(mine: list[str]) -> None:
    result = run.invoke(app, ["reference", "check", *mine])
    assert result.exit_code == 0, result.stdout
    assert "all fine" in result.stdout


def test_check_fails_when_something_is_wrong(mine: list[str]) -> None:
    path = Path(mine[1]) / "mine/hw1/q1.py"
    path.write_text(path.read_text(encoding="utf-8").replace("return (n + 1) * n / 2", "return n"), encoding="utf-8")
    result = run.invoke(app, ["reference", "check", "--json", *mine])
    assert result.exit_code == 1
    assert [row["check"] for row in json.loads(result.stdout) if not row["ok"]] == ["sum: proof"]


def test_an_unknown_name_is_an_error(mine: list[str]) -> None:
    result = run.invoke(app, ["reference", "check", "mine/hw9", *mine])
    assert isinstance(result.exception, ReferenceModuleError)


@pytest.mark.parametrize("command", [[], ["list"], ["check"], ["new"]])
def test_help_ends_with_two_examples(command: list[str]) -> None:
    text = run.invoke(app, ["reference", *command, "--help"]).stdout
    assert text.count("evaluator reference") >= 2


def test_try_shows_how_an_answer_is_marked(mine: list[str]) -> None:
    done = run.invoke(app, ["reference", "try", "mine/hw1/q1/a", "The sum is $n^2/2$.", *mine])
    assert done.exit_code == 0, done.output
    lines = [line.split(None, 1) for line in done.stdout.splitlines()]
    assert ["outcome", "different"] in lines and ["verdict:", "incorrect"] in lines
    assert any(line[0] == "says" and "common mistake" in line[1] for line in lines)
    found = run.invoke(app, ["reference", "try", "mine/hw1/q1/a", "The sum is $n(n+1)/2$.", "--json", *mine])
    assert json.loads(found.stdout)["verdict"] == "correct"
    assert run.invoke(app, ["reference", "try", "mine/hw1/q1/z", "x", *mine]).exception is not None
