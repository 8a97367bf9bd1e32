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


def test_real_logs_are_graded_by_their_own_homework_or_not_at_all(shared: Path, library: Library) -> None:
    """They speak of the same field in the same words, and name parts such as 1(a) too."""
    known = library.homeworks()
    logs = sorted((shared / "logs").glob("*.pdf"), key=lambda p: p.stat().st_size)[:18]
    found = 0
    for log in logs:
        own = f"eecs182/{log.name.partition('_')[0]}"
        if own in known:
            found += homework_or_none(log, library) == own
        else:
            assert homework_or_none(log, library) is None, log.name
    assert found >= 3


def homework_or_none(log: Path, library: Library) -> str | None:
    try:
        return homework_of(read(log), library)
    except NothingToEvaluate:
        return None
