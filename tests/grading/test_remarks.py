"""Marks out of remarks."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evaluator.grading.remarks import mark_of

CASES = tomllib.loads((Path(__file__).parent / "remarks.toml").read_text(encoding="utf-8"))["remark"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.get('part', '')} {c['text'][:40]}")
def test_marks(case: dict[str, object]) -> None:
    found = mark_of([str(case["text"])], str(case.get("part", "1a")), case.get("together", ["1a"]))  # type: ignore[arg-type]
    assert found is not None
    assert (found.verdict or "none") == case["mark"]
    assert found.comment == case["text"]


def test_no_remark_is_no_mark() -> None:
    assert mark_of(["  "], "1a", ["1a"]) is None


def test_the_last_mark_counts() -> None:
    found = mark_of(["Wrong.", "I looked again: it is correct."], "1a", ["1a"])
    assert found is not None
    assert found.verdict == "correct"
