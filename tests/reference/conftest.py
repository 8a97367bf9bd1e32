"""Small libraries, written into a temporary folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluator.reference.check import CheckResult, check_library
from evaluator.reference.library import load


@pytest.fixture
def library(tmp_path: Path) -> Callable[[str], Path]:
    """Writes one module, toy/hw1/q1.py, and gives the folder of the library."""

    def write(text: str, name: str = "toy/hw1/q1.py") -> Path:
        path = tmp_path / "reference" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return tmp_path / "reference"

    return write


@pytest.fixture
def check(library: Callable[[str], Path]) -> Callable[[str], list[CheckResult]]:
    """All results for a module with this text."""
    return lambda text: list(check_library(load(library(text))))
