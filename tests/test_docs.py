"""What the pages tell people to do works: files are written, commands are run, every command of ours is explained.

In README.md and docs/*.md a fence with a path after its language (```python reference/mine/hw1/q1.py) is a file, and a
fence marked `shell` holds commands, one a line. Both are done in order, in a copy of the checkout's samples.
"""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from warm import Command

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)(?P<target>[^)#\s]+)")
SECONDS = 300


@dataclass(frozen=True)
class Fence:
    """A fenced block: its language, the path of the file it shows (or None), and its text."""

    language: str
    path: str | None
    body: str


def fences(page: Path) -> Iterator[Fence]:
    for match in FENCE.finditer(page.read_text(encoding="utf-8")):
        language, _, path = match["info"].strip().partition(" ")
        yield Fence(language, path or None, match["body"])


def commands(page: Path) -> list[str]:
    lines = [line for fence in fences(page) if fence.language == "shell" for line in fence.body.splitlines()]
    return [line for line in lines if line.strip() and not line.startswith("#")]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with what a reader of the pages has at hand, without touching the checkout."""
    for name in ("transcripts", "reference"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "reports").mkdir()
    return tmp_path


def run(example: str, desk: Path, command: Command) -> subprocess.CompletedProcess[str]:
    """One example. Of `make` it is checked that the target exists: its recipe would set up another environment."""
    words = shlex.split(example)
    if words[0] == "evaluator":
        return command(*words[1:], cwd=desk)
    if words[0] == "make":
        words.insert(1, "--dry-run")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        words, cwd=desk, env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=SECONDS, check=False
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_example_runs(page: Path, desk: Path, command: Command) -> None:
    for fence in fences(page):
        if fence.path:
            target = desk / fence.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(fence.body, encoding="utf-8")
        elif fence.language == "shell":
            for example in filter(None, map(str.strip, fence.body.splitlines())):
                done = run(example, desk, command)
                assert done.returncode == 0, f"{page.name}: {example}\n{done.stdout}\n{done.stderr}"


def test_the_readme_has_examples() -> None:
    found = commands(ROOT / "README.md")
    assert any(line.startswith("make report") for line in found)
    assert any(line.startswith("evaluator run") for line in found)
    assert any(line.startswith("evaluator reference check") for line in found)


def test_an_example_that_does_not_run_is_found(desk: Path, command: Command) -> None:
    assert run("make no-such-target", desk, command).returncode != 0
    assert run("evaluator run no-such-file.md", desk, command).returncode != 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = [match["target"] for match in LINK.finditer(page.read_text(encoding="utf-8"))]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_command_is_explained() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    files = sorted((ROOT / "evaluator" / "cli").glob("*.py"))
    names = [path.stem for path in files if defines(path, path.stem)]
    assert names, "no command was found in evaluator/cli"
    assert [name for name in names if f"evaluator {name}" not in text] == []


def defines(path: Path, name: str) -> bool:
    """A file of cli/ is a command when it defines the function of its own name."""
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in ast.parse(path.read_text()).body)
