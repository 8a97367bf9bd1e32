"""Dots in sums, products and lists."""

from __future__ import annotations

import pytest

from evaluator.equality.ellipses import has_open_dots, without_dots
from evaluator.kinds.pair import compare
from evaluator.mathtext.parser import parse

WRITTEN = [
    (r"a_1 + a_2 + \cdots + a_n", r"\sum_{i=1}^{n} a_i"),
    (r"a_1 + \cdots + a_{n-1} + a_n", r"\sum_{i=1}^{n} a_i"),
    (r"1 + \gamma + \gamma^2 + \dots + \gamma^{K-1}", r"\sum_{i=0}^{K-1} \gamma^i"),
    (r"1 + 2 + 4 + \cdots + 2^{n-1}", r"\sum_{i=0}^{n-1} 2^i"),
    (r"1 + \frac12 + \cdots + \frac1n", r"\sum_{i=1}^{n} \frac1i"),
    (r"x_t + x_{t-1} + \cdots + x_0", r"\sum_{i=0}^{t} x_i"),
    (r"n(n-1)\cdots 1", r"\prod_{i=1}^{n} i"),
    (r"\frac1Z p(x_1)\cdots p(x_n)", r"\frac1Z \prod_{i=1}^{n} p(x_i)"),
    (r"W_L W_{L-1} \cdots W_2 W_1 x", r"W_L \cdots W_1 x"),
    (r"(x_1, x_2, \ldots, x_n)", r"(x_1, \ldots, x_n)"),
    (r"\{1, 2, 3, \ldots, n\}", r"\{1, \ldots, n\}"),
]


@pytest.mark.parametrize(("dotted", "wanted"), WRITTEN)
def test_what_the_dots_stand_for(dotted: str, wanted: str) -> None:
    assert without_dots(parse(dotted)) == without_dots(parse(wanted))


@pytest.mark.parametrize(
    "open_ended", [r"1 + 3 + \cdots + n", r"a_1 - a_2 + \cdots", r"1 + x + \frac{x^2}{2} + \cdots"]
)
def test_dots_that_nothing_explains_stay_and_decide_nothing(open_ended: str) -> None:
    assert has_open_dots(without_dots(parse(open_ended)))
    assert compare(open_ended, open_ended).outcome == "equal"
    assert compare(open_ended, "n + 7").outcome == "unknown"


@pytest.mark.parametrize(
    ("gold", "answer", "outcome"),
    [
        (r"\sum_{i=1}^n a_i", r"a_1 + a_2 + \cdots + a_n", "equal"),
        (r"\sum_{i=1}^n a_i", r"a_1 + a_2 + \cdots + a_{n-1}", "different"),
        (r"\frac{n(n+1)}{2}", r"1 + 2 + \cdots + n", "equal"),
        (r"\frac{n(n+1)}{2}", r"1 + 2 + \cdots + (n-1)", "different"),
        (r"\sum_{i=1}^r \sigma_i u_i v_i^T", r"\sigma_1 u_1 v_1^T + \cdots + \sigma_r u_r v_r^T", "equal"),
        (r"\sum_{i=1}^r \sigma_i u_i v_i^T", r"\sigma_1 v_1 u_1^T + \cdots + \sigma_r v_r u_r^T", "different"),
        (r"\prod_{i=1}^L W_i", r"W_L \cdots W_2 W_1", "unknown"),
    ],
)
def test_sums_with_dots_are_compared(gold: str, answer: str, outcome: str) -> None:
    assert compare(gold, answer).outcome == outcome
