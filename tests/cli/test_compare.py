"""`evaluator compare`, as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from warm import Command

LINES = [
    {"id": "a", "gold": r"\frac{1}{2}", "pred": "0.5"},
    {"id": "b", "gold": "2 x", "pred": "3 x"},
    {"id": 3, "gold": "1", "pred": r"\frac{1}{"},
    {"id": "c", "gold": "1", "pred": "9^{9^{9^9}}"},
    {"id": "d", "gold": "1"},
]


@pytest.mark.parametrize(
    ("gold", "answer", "begins"),
    [
        (r"\frac{1}{\sqrt{d}}", "d^{-1/2}", "Equal: "),
        ("d", "2d", "Different: at d = "),
        ("d", r"\frac{1}{", "Cannot tell: cannot parse the answer"),
    ],
)
def test_one_sentence(command: Command, gold: str, answer: str, begins: str) -> None:
    result = command("compare", gold, answer, "--assume", "d positive integer")
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith(begins)
    assert result.stdout.count("\n") == 1


def test_a_witness_and_a_diagnosis_are_told(command: Command) -> None:
    result = command("compare", "d", "2d")
    assert "the answer gives" in result.stdout
    assert "Off by a factor of 2." in result.stdout


def test_json(command: Command) -> None:
    record = json.loads(command("compare", "d", "2d", "--json").stdout)
    assert record["outcome"] == "different"
    assert set(record["witness"]) == {"point", "expected", "found"}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_pairs_one_line_each_in_order(command: Command, tmp_path: Path, jobs: str) -> None:
    source, target = tmp_path / "pairs.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join([*(json.dumps(line) for line in LINES), "not json", "[]", ""]))
    result = command("compare", "--pairs", str(source), "-o", str(target), "--jobs", jobs, "--timeout", "2")
    assert result.returncode == 0, result.stderr
    records = [json.loads(line) for line in target.read_text().splitlines()]
    assert [r["id"] for r in records] == ["a", "b", 3, "c", "d", None, None]
    assert [r["outcome"] for r in records] == ["equal", "different", *["unknown"] * 5]
    assert all(r["reason"] for r in records[2:])
    assert all(r["seconds"] >= 0 for r in records)


@pytest.mark.parametrize(
    "arguments", [(), ("1",), ("1", "2", "--assume", "nonsense"), ("--pairs", "no/such/file.jsonl")]
)
def test_usage_errors(command: Command, arguments: tuple[str, ...]) -> None:
    result = command("compare", *arguments)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_help_ends_with_two_examples(command: Command) -> None:
    help_text = command("compare", "--help").stdout
    assert help_text.count("evaluator compare ") >= 2


def test_formulas_may_begin_with_a_minus(command: Command) -> None:
    assert command("compare", "-\\frac{o}{h}", "-o/h").stdout.startswith("Equal")
    assert command("compare", "-x", "-y", "--json").stdout.startswith('{"outcome": "different"')
    assert "No such option" in command("compare", "--bogus", "x", "y").stderr


def test_growth_can_be_asked_for(command: Command, tmp_path: Path) -> None:
    assert command("compare", "n^2", "3n^2 + n").stdout.startswith("Different")
    assert command("compare", "n^2", "3n^2 + n", "--kind", "growth").stdout.startswith("Equal")
    rows = [
        {"id": 1, "gold": "n log n", "pred": "O(5 n \\log n)", "kind": "growth"},
        {"id": 2, "gold": "2**n", "pred": "2**n + n**100", "kind": "theta-class: a test"},
        {"id": 3, "gold": "n", "pred": "n**2", "kind": "growth"},
        {"id": 4, "gold": "n^2", "pred": "2n^2", "kind": "of somebody else"},
        {"id": 5, "gold": "n", "pred": "o(n)", "kind": "growth"},
    ]
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    told = [json.loads(line)["outcome"] for line in command("compare", "--pairs", str(pairs)).stdout.splitlines()]
    assert told == ["equal", "equal", "different", "different", "different"]
