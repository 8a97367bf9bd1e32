"""The paint-order rule, forwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluator.mathtext.dump.linearise import linearise

CASES = [
    (r"x_i^2", "xi2"),
    (r"\frac{a}{b}", "ba"),
    (r"\sqrt{n}", "n"),
    (r"y = Wx", "y=Wx"),
    (r"x_i \sim \mathcal{N}(0,1)", "x∼iN(0,1)"),
    (r"\sum_{k=1}^{d} x_k", "xk=1∑dk"),
    (r"\left(\frac{a}{b}\right)^2", "(ba)2"),
    (r"a \neq b", "a=\ue020b"),
    (r"\hat{m}_t", "m^t"),
    (r"\max_x f(x)", "f(x)xmax"),
]


@pytest.mark.parametrize(("latex", "glyphs"), CASES)
def test_paint_order(latex: str, glyphs: str) -> None:
    assert linearise(latex) == glyphs


def test_inline_operators_are_painted_before_their_limits() -> None:
    assert linearise(r"\sum_{k=1}^{d} x_k", display=False) == "x∑k=1dk"


def test_what_the_rule_does_not_cover_gives_nothing() -> None:
    assert linearise(r"\begin{pmatrix} a \end{pmatrix}") == ""
    assert linearise(r"{unclosed") == ""


def test_agrees_with_the_browser(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "formulas" / "pairs.jsonl").read_text("utf8").splitlines()]
    same = sum(linearise(r["latex"], r["display"]) == "".join(r["chunk"].split()) for r in rows)
    assert same / len(rows) >= 0.9, f"{same} of {len(rows)}"
