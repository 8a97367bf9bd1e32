"""What a formula with arrows states: its conclusion, or its limit."""

from __future__ import annotations

import pytest

from evaluator.answers.formulas import bare
from evaluator.answers.statements import statements
from evaluator.mathtext.parser import parse
from evaluator.mathtext.printer import to_latex


@pytest.mark.parametrize(
    ("latex", "stated"),
    [
        (r"2\eta s = 2 \implies \eta = \frac{1}{s}", [("2", True), (r"\frac{1}{s}", False)]),
        (r"a = b \iff c = d", [("b", True), ("d", False)]),
        (r"w \to 0", [("0", False)]),
        (r"n \to \infty", []),
        (r"\lambda \to \infty, w \to 0", [("0", False)]),
        (r"x = 1", [("1", False)]),
    ],
)
def test_premises_and_limits(latex: str, stated: list[tuple[str, bool]]) -> None:
    assert [(to_latex(s.value), s.premise) for s in statements(parse(latex))] == stated


@pytest.mark.parametrize(
    ("latex", "inside"), [("2x^{T}.)", "2x^{T}"), ("f(x).", "f(x)"), ("(a, b)", "(a, b)"), (r"\frac12,", r"\frac12")]
)
def test_the_end_of_a_sentence_is_no_part_of_its_formula(latex: str, inside: str) -> None:
    assert bare(latex) == inside
