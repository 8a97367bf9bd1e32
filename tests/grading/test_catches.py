"""Who noticed what, and what mathematics says to it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evaluator.grading.catches import catches
from evaluator.grading.matching import stretches
from evaluator.model import Catch
from evaluator.readers import read_bytes
from evaluator.reference.library import Library

TURNS = tomllib.loads((Path(__file__).parent / "catches.toml").read_text(encoding="utf-8"))["turn"]


def caught(turn: dict[str, str], library: Library) -> tuple[Catch, ...]:
    number, letter = turn["part"]
    lines = [f"{number}({letter})", "prompt:", turn["prompt"], "output:", turn["output"]]
    lines += ["comment:", turn["comment"]] if turn["comment"] else []
    parts = library.parts_of("eecs182/hw3")
    (part,) = [p for p in parts if p.printed == turn["part"]]
    transcript = read_bytes("turn.md", "\n".join(lines).encode())
    return catches(part, stretches(transcript, parts)[part.id])


@pytest.mark.parametrize("turn", TURNS, ids=lambda t: f"{t['part']}-{'-'.join(t['caught']) or 'nothing'}")
def test_catches(turn: dict[str, str], library: Library) -> None:
    found = caught(turn, library)
    assert [f"{c.by} {c.about} {c.kind} {c.status}" for c in found] == turn["caught"]
    assert all(c.evidence for c in found if c.status != "unverified")


def test_the_missing_term_is_shown(library: Library) -> None:
    turn = next(t for t in TURNS if "human reference missing term confirmed" in t["caught"])
    (catch,) = caught(turn, library)
    assert catch.erratum == "eecs182/hw3/q1/b#2"
    assert r"\pi" in (catch.evidence or "")
    assert "not zero" in (catch.evidence or "")
