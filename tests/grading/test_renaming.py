"""An answer in the transcript's own names."""

from __future__ import annotations

import pytest
from sympy import Symbol

from evaluator.grading.renaming import may_be_functions, renamings
from evaluator.kinds.expression import Expression
from evaluator.kinds.statement import Statement
from evaluator.mathtext.parser import parse
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.spelling import spelling

B, W = Symbol("b_i", real=True), Symbol("w_i", real=True)
SCOPE = Scope(symbols={"b_i": B, "w_i": W})


@pytest.mark.parametrize(
    ("found", "tried"),
    [
        (r"-\frac{b_i}{v_i}", [r"-\frac{b_{i}}{w_{i}}"]),
        (r"-\frac{b_i}{w_i}", []),
        (r"-\frac{b_i}{2}", []),
        (r"-\frac{c}{d}", [r"-\frac{b_{i}}{w_{i}}", r"-\frac{w_{i}}{b_{i}}"]),
        (r"a + c + d", []),
    ],
)
def test_strange_names_stand_for_those_that_are_lacking(found: str, tried: list[str]) -> None:
    made = [to_latex(node) for node in renamings(parse(found), Expression(-B / W), SCOPE)]
    assert made == tried


def test_the_names_of_a_statement_are_its_own() -> None:
    gold = Statement(r"(X^T X)^{-1} X^T y")
    assert [to_latex(n) for n in renamings(parse(r"(A^T A)^{-1} A^T y"), gold, Scope())] == [
        to_latex(parse(str(gold.gold)))
    ]


@pytest.mark.parametrize(
    ("latex", "may"),
    [
        (r"\sigma(x)", True),
        (r"\sigma\left(x\right)", True),
        (r"\left(x + \sigma\right)", False),
        (r"w(1 - w)", False),
        (r"\frac{\sigma}{(x)}", False),
    ],
)
def test_a_name_with_brackets_behind_it_may_be_a_function(latex: str, may: bool) -> None:
    w, sigma = Symbol("w", real=True), Symbol("sigma", positive=True)
    assert may_be_functions(latex, Expression(w**2), Scope(symbols={"w": w, spelling(parse(r"\sigma")): sigma})) is may
