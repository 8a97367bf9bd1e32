"""The paint-order rule: LaTeX to glyphs and moves, and moves back to boxes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluator.mathtext.dump.moves import NotPaintable, paint
from evaluator.mathtext.dump.rebuild import rebuild
from evaluator.mathtext.layout_latex import Writer
from evaluator.mathtext.parser import parse
from evaluator.mathtext.typeset import NotTypeset, typeset

CASES = [
    (r"x_i^2", "xi2"),
    (r"\frac{a}{b}", "ba"),
    (r"\sqrt{n}", "n"),
    (r"\sqrt[3]{n}", "3n"),
    (r"y = Wx", "y=Wx"),
    (r"x_i \sim \mathcal{N}(0,1)", "x∼iN(0,1)"),
    (r"\sum_{k=1}^{d} x_k", "xk=1∑dk"),
    (r"\left(\frac{a}{b}\right)^2", "(ba)2"),
    (r"a \neq b", "a=\ue020b"),
    (r"\hat{m}_t", "m^t"),
    (r"\max_x f(x)", "f(x)xmax"),
    (r"p(y \mid x_1) + 1", "p(y∣x)+11"),
    (r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}", "[acbd]"),
    (r"\begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}", "{10x>0x≤0"),
    (r"\binom{n}{k}", "(kn)"),
    (r"-a - b_1", "−a−b1"),
]


def painted(latex: str, display: bool = True) -> str:
    return "".join(step.char for step in paint(typeset(latex), display))


@pytest.mark.parametrize(("latex", "glyphs"), CASES)
def test_paint_order(latex: str, glyphs: str) -> None:
    assert painted(latex) == glyphs


def test_inline_operators_are_painted_before_their_limits() -> None:
    assert painted(r"\sum_{k=1}^{d} x_k", display=False) == "x∑k=1dk"


@pytest.mark.parametrize("latex", [r"{unclosed", r"\frac{a}", r"\unheardof x", "x}", r"\begin{matrix} a", "{" * 99, ""])
def test_what_is_not_covered_is_refused(latex: str) -> None:
    with pytest.raises(NotTypeset):
        typeset(latex)


def test_a_fraction_without_one_of_its_parts_cannot_be_painted() -> None:
    with pytest.raises(NotPaintable):
        paint(typeset(r"\frac{}{a}"), True)


def test_agrees_with_the_browser(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "formulas" / "pairs.jsonl").read_text("utf8").splitlines()]
    same = 0
    for row in rows:
        wanted = "".join(row["chunk"].split()).replace("⎩⎨⎧", "{").replace("⎭⎬⎫", "}")
        same += painted(row["latex"], row["display"]) == wanted
    assert same / len(rows) >= 0.98, f"{same} of {len(rows)}"


@pytest.mark.parametrize(
    "latex",
    [
        r"x_i^2 + \frac{a+1}{b_1} = 0",
        r"\sqrt{\frac{2}{\pi}} \cdot \sqrt[3]{n}",
        r"\sum_{k=1}^{d} x_k^2 \leq \left(\frac{a}{b}\right)^2",
        r"\max_x f(x) \neq \hat{y}_t",
        r"A = \begin{bmatrix} a & b \\ c & d \end{bmatrix}",
        r"f(x) = \begin{cases} 1 & x > 0 \\ 0 & x \leq 0 \end{cases}",
        r"\int_0^1 x \, dx \notin \underbrace{a + b}_{c}",
        r"e^{-\frac{x^2}{2}}",
        r"z \stackrel{d}{=} w",
    ],
)
def test_moves_bring_the_boxes_back(latex: str) -> None:
    steps = paint(typeset(latex), True)
    row = rebuild([s.char for s in steps], ["n"] * len(steps), [s.move for s in steps])
    assert parse(Writer().row(row)) == parse(latex)
