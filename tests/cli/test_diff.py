"""`evaluator diff` between runs of one transcript that is changed in between."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from warm import Command


@pytest.fixture(scope="module")
def runs(command: Command, root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("diff")
    chat, made = folder / "chat.md", []
    text = (root / "transcripts" / "eecs182" / "hw3" / "careful.md").read_text(encoding="utf-8")
    for name, said in (("old", text), ("new", text.replace(r"\frac{1}{\sqrt{d_1}}", r"\frac{2}{\sqrt{d_1}}"))):
        chat.write_text(said, encoding="utf-8")
        out = str(folder / name)
        given = ["--homework", "eecs182/hw3", "--only", "eecs182/hw3/q1", "--reference", "reference", "--out", out]
        done = command("run", str(chat), *given)
        assert done.returncode == 0, done.stderr
        made.append(out)
    return made[0], made[1]


def test_what_broke_and_why(command: Command, runs: tuple[str, str]) -> None:
    done = command("diff", *runs, "--fail-on", "regression")
    assert done.returncode == 1
    assert "broke (1)" in done.stdout
    assert "eecs182/hw3/q1/a: correct -> partial (constant: equal -> different): the transcript changed" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 changed, 2 the same"


def test_the_way_back_is_a_fix(command: Command, runs: tuple[str, str], tmp_path: Path) -> None:
    page = tmp_path / "changes.html"
    done = command("diff", runs[1], runs[0], "--json", "--html", str(page), "--fail-on", "regression")
    assert done.returncode == 0
    assert [c["group"] for c in json.loads(done.stdout)["changes"]] == ["fixed"]
    assert "<h2>Fixed (1)</h2>" in page.read_text(encoding="utf-8")


def test_a_run_against_itself(command: Command, runs: tuple[str, str]) -> None:
    assert command("diff", runs[0], runs[0]).stdout == "0 changed, 3 the same\n"


def test_what_is_no_run_is_said(command: Command, tmp_path: Path, runs: tuple[str, str]) -> None:
    done = command("diff", runs[0], str(tmp_path))
    assert done.returncode == 2
    assert "is not the folder of a run" in done.stderr
