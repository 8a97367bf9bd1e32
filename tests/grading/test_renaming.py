"""An answer in the transcript's own names."""

from __future__ import annotations

import pytest
from sympy import Symbol

from evaluator.grading.renaming import renamings
from evaluator.kinds.expression import Expression
from evaluator.kinds.statement import Statement
from evaluator.mathtext.parser import parse
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.scope import Scope

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
