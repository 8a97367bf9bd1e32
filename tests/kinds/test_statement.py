"""Statements in many spellings: equal, different with numbers, or doubt."""

from __future__ import annotations

import pickle
import tomllib
from pathlib import Path
from typing import Any

import pytest

from evaluator.kinds.statement import Statement
from evaluator.mathtext.parser import parse
from evaluator.mathtext.scope import Scope
from evaluator.model import Different, Outcome, Unknown

ROWS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "statements.toml").read_text())["statement"]
CASES = [
    (row, text, wanted) for row in ROWS for wanted in ("equal", "different", "unknown") for text in row.get(wanted, [])
]


def judged(row: dict[str, Any], text: str) -> Outcome:
    kind = Statement(row["gold"], tuple((a, b) for a, b in row.get("definitions", [])))
    return kind.compare(parse(text), Scope())


@pytest.mark.parametrize(("row", "text", "wanted"), CASES, ids=[f"{r['name']}: {t}" for r, t, _ in CASES])
def test_spellings(row: dict[str, Any], text: str, wanted: str) -> None:
    outcome = judged(row, text)
    assert outcome.outcome == wanted, outcome


@pytest.mark.parametrize("row", ROWS, ids=[r["name"] for r in ROWS])
def test_a_gold_matches_itself(row: dict[str, Any]) -> None:
    outcome = judged(row, row["gold"])
    assert outcome.outcome == "equal"
    assert outcome.certainty == "identical"


def test_a_difference_comes_with_numbers_and_a_factor() -> None:
    outcome = judged(ROWS[0], r"\mathbb{E}_{x \sim p_\mu}\left[ f(x) \frac{x - \mu}{\sigma} \right]")
    assert isinstance(outcome, Different)
    assert float(outcome.witness.expected) != float(outcome.witness.found)
    assert outcome.diagnosis == r"Off by a factor of \sigma."


def test_an_unexplained_name_is_doubt_not_difference() -> None:
    outcome = judged(ROWS[1], r"\mathbb{E}_{z \sim \mathcal{N}(0, I)}[f(\mu + \tau z)]")
    assert isinstance(outcome, Unknown)
    assert r"\tau" in outcome.reason


def test_it_can_be_sent_to_a_worker() -> None:
    kind = Statement(ROWS[0]["gold"])
    assert pickle.loads(pickle.dumps(kind)) == kind
