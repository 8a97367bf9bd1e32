"""`evaluator --help` answers before anything is loaded, with the words of the commands themselves."""

from __future__ import annotations

import subprocess
import sys

from typer.testing import CliRunner

from evaluator.cli.app import app
from evaluator.cli.commands import helped

AFTER_HELP = "import sys; sys.argv = ['evaluator', '-h']; from evaluator.cli import main; main(); print(*sys.modules)"


def test_it_says_what_typer_says() -> None:
    said = CliRunner().invoke(app, ["--help"], prog_name="evaluator", terminal_width=78)
    assert said.output == helped()


def test_nothing_is_loaded_for_it() -> None:
    done = subprocess.run([sys.executable, "-c", AFTER_HELP], capture_output=True, text=True, check=True)
    said, _, loaded = done.stdout.rstrip().rpartition("\n")
    assert f"{said}\n" == helped()
    assert {"typer", "sympy", "typing", "evaluator.errors"}.isdisjoint(loaded.split())
