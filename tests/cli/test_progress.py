"""A run as it goes on, on a real terminal and in a pipe."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from warm import Command

MAIN = "from evaluator.cli import main; main()"
CHAT = "**prompt:**\n\n1(a)\n\n**output:**\n\nThe constant is $c = \\frac{{{n}}}{{\\sqrt{{d_1}}}}$.\n"


def chats(folder: Path) -> list[str]:
    for number in range(3):
        (folder / f"chat{number}.md").write_text(CHAT.format(n=number + 1), encoding="utf-8")
        (folder / f"chat{number}.toml").write_text('homework = "eecs182/hw3"\n', encoding="utf-8")
    (folder / "empty.md").write_text("", encoding="utf-8")
    names = [str(folder / f"chat{number}.md") for number in range(3)]
    given = ["--reference", "reference", "--only", "eecs182/hw3/q1/a", "--jobs", "2", "--out", str(folder / "run")]
    return ["run", *names, str(folder / "empty.md"), *given]


def on_a_terminal(root: Path, arguments: list[str], environment: dict[str, str]) -> str:
    ours, theirs = pty.openpty()
    given = {**os.environ, "COLUMNS": "120", "TERM": "xterm", **environment}
    process = subprocess.Popen(
        [sys.executable, "-c", MAIN, *arguments], cwd=root, stdout=subprocess.DEVNULL, stderr=theirs, env=given
    )
    os.close(theirs)
    said = b""
    try:
        while block := os.read(ours, 4096):
            said += block
    except OSError:  # the other side is closed
        pass
    assert process.wait(timeout=60) == 0
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", said.decode())


def test_a_terminal_has_a_display(root: Path, tmp_path: Path) -> None:
    arguments, kept = chats(tmp_path), {"EVALUATOR_CACHE": str(tmp_path / "kept.sqlite")}
    told = on_a_terminal(root, arguments, kept)
    assert "4/4 3 graded, 1 refused, 0 kept" in told
    assert re.search(r"\d\.\d/s", told)
    assert "empty.md: the file is empty" in told
    assert "[1/4]" not in told
    assert "4/4 0 graded, 1 refused, 3 kept" in on_a_terminal(root, arguments, kept)
    assert on_a_terminal(root, [*arguments, "--quiet"], kept) == ""


def test_a_pipe_has_lines(command: Command, tmp_path: Path) -> None:
    done = command(*chats(tmp_path), EVALUATOR_NO_CACHE="1")
    assert sorted(re.findall(r"^\[(\d)/4\]", done.stderr, re.MULTILINE)) == ["1", "2", "3", "4"]
    assert "\x1b" not in done.stderr
