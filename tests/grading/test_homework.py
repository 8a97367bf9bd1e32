"""Which homework a transcript is about: another one of the same course must not be graded against this one."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator.errors import NothingToEvaluate
from evaluator.grading.homework import homework_of
from evaluator.readers import read
from evaluator.reference.library import Library

HW3 = "eecs182/hw3"


@pytest.mark.parametrize("name", ["careful.md", "hasty.json", "exchange.json", "page.pdf"])
def test_the_samples_are_known_by_their_words(root: Path, library: Library, name: str) -> None:
    assert homework_of(read(root / "transcripts" / "eecs182" / "hw3" / name), library) == HW3


def test_real_logs_of_other_homeworks_are_refused(shared: Path, library: Library) -> None:
    """They speak of the same field in the same words, and name parts such as 1(a) too."""
    logs = sorted((shared / "logs").glob("*.pdf"), key=lambda p: p.stat().st_size)
    others = [p for p in logs if not p.name.startswith("hw3")][:10]
    assert len(others) == 10
    for log in others:
        with pytest.raises(NothingToEvaluate, match="--homework"):
            homework_of(read(log), library)
    assert homework_of(read(shared / "logs" / "hw3_deepseek.pdf"), library) == HW3
