"""Where the formulas of a page stand, in its words or behind them."""

from __future__ import annotations

from evaluator.mathtext.dump.pages import split_pages

HOISTED = """--- Page 1 ---
When the width is
 the kernel
 is narrow, and we choose
.
The kernels that people use are
Together they give
1. The bound on
 is
.
k ∈Rm×d
κ(u, v
) = exp(−∥u −v∥
2)
Triangular;
Rectangular;
(u, v)
= max(0, 1 −∥u −v∥)
Logistic kernel.
1 −β = 0.8
Otherwise uniform.
h ≥0
= w ∈Rn
Piecewise constant.
≤∥w −v∥
"""
IN_PLACE = """--- Page 1 ---
When the width is h ≥0 the kernel is narrow, and we choose
κ(u, v) = exp(−∥u −v∥2)
so that the bound holds for every point of the set.
1 −β = 0.8
The kernels that people use are all of this form, with
k ∈Rm×d
and we need both of them in what follows below.
"""


def test_words_among_hoisted_formulas_do_not_hide_that_they_are_hoisted() -> None:
    formulas = [line.text for page in split_pages(HOISTED) for line in page.formulas]
    assert {"k ∈Rm×d", "= max(0, 1 −∥u −v∥)", "h ≥0"} <= set(formulas)
    assert "The kernels that people use are" not in formulas


def test_mathematics_between_the_lines_of_words_stays_there() -> None:
    assert not any(page.formulas for page in split_pages(IN_PLACE))
