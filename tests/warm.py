"""The command line, warm: one process loads everything once and forks a command for each call.

What runs is the command itself, in a process of its own with its own folder, environment and output; only the second
that a cold interpreter needs to load SymPy and the rest is not waited for again. What a cold start does (its time, its
hash seed, a signal to its whole group) is tested with cold ones.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 300


class Command:
    """`command("run", "log.md", cwd=folder, COLUMNS="120")` is like `subprocess.run` of `evaluator run log.md`."""

    def __init__(self) -> None:
        pipe = subprocess.PIPE
        self._server = subprocess.Popen([sys.executable, __file__], stdin=pipe, stdout=pipe, text=True)

    def __call__(self, *arguments: str, cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
        with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
            asked = {
                "arguments": arguments,
                "cwd": str(cwd),
                "environment": {**os.environ, **more},
                "files": [out.name, err.name],
            }
            code = self._answer(json.dumps(asked))
            said = (Path(each.name).read_text(encoding="utf-8") for each in (out, err))
            return subprocess.CompletedProcess(arguments, code, *said)

    def _answer(self, asked: str) -> int:
        assert self._server.stdin and self._server.stdout
        self._server.stdin.write(asked + "\n")
        self._server.stdin.flush()
        ready, _, _ = select.select([self._server.stdout], [], [], SECONDS)
        assert ready, f"no answer in {SECONDS} s: {asked}"
        return int(self._server.stdout.readline())

    def close(self) -> None:
        """Ends the process."""
        self._server.communicate(timeout=SECONDS)


def serve() -> None:
    """Forks one command for each line; only its child returns from here with a line still open."""
    from evaluator.batch import local  # noqa: F401  (loads the rest)
    from evaluator.cli import app, main  # noqa: F401

    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            become(**json.loads(line))
            main()
            return
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def become(arguments: list[str], cwd: str, environment: dict[str, str], files: list[str]) -> None:
    """Makes this process what a shell would have started."""
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, name in enumerate(files, start=1):
        os.dup2(os.open(name, os.O_WRONLY), number)
    sys.argv = ["evaluator", *arguments]


if __name__ == "__main__":
    serve()
