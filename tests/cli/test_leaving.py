"""The exit code and the last sentence of a command that something befell."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import BaseModel, PlainSerializer

from evaluator.cli.interrupts import interruptible


def _pressed(value: int) -> int:
    os.kill(os.getpid(), signal.SIGINT)
    return value


class _Written(BaseModel):
    value: Annotated[int, PlainSerializer(_pressed)]


def test_an_interrupt_is_one_though_a_serializer_makes_it_an_error() -> None:
    with pytest.raises(ValueError, match="KeyboardInterrupt"):
        _Written(value=1).model_dump_json()
    with pytest.raises(KeyboardInterrupt), interruptible():
        _Written(value=1).model_dump_json()


def test_an_error_without_an_interrupt_stays_one() -> None:
    handler = signal.getsignal(signal.SIGINT)
    with pytest.raises(ZeroDivisionError), interruptible():
        _ = 1 // 0
    assert signal.getsignal(signal.SIGINT) is handler


def test_a_bug_of_ours_says_so_and_has_its_own_exit_code(root: Path, tmp_path: Path) -> None:
    breaks = "import evaluator.batch.sources as s; s.sources = lambda *_: 1 / 0"
    command = [sys.executable, "-c", f"{breaks}; from evaluator.cli import main; main()", "run", str(tmp_path)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 3
    assert "this is a bug in evaluator (ZeroDivisionError)" in done.stderr.splitlines()[-1]
