"""Trees to SymPy."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import sympy

from evaluator.mathtext import tree
from evaluator.mathtext.parser import parse
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.symbolic import NotSymbolic, spelling, to_sympy
from evaluator.mathtext.tree import Name, Number

CASES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "symbolic.toml").read_text())
x, y, n, k, a, b = sympy.symbols("x y n k a b")
VALUES = [
    (r"2/4", sympy.Rational(1, 2)),
    (r"0.125", sympy.Rational(1, 8)),
    (r"50\%", sympy.Rational(1, 2)),
    (r"x - 2 y", x - 2 * y),
    (r"-x^2", -(x**2)),
    (r"x^{-1}", 1 / x),
    (r"\frac{x}{y}", x / y),
    (r"\sqrt{2}", sympy.sqrt(2)),
    (r"\sqrt[3]{-8}", sympy.Integer(-2)),
    (r"e^{-x}", sympy.exp(-x)),
    (r"e", sympy.E),
    (r"\exp(x)", sympy.exp(x)),
    (r"\pi", sympy.pi),
    (r"\infty", sympy.oo),
    (r"\ln x", sympy.log(x)),
    (r"\log x", sympy.log(x)),
    (r"\log_2 8", sympy.Integer(3)),
    (r"\lg 100", sympy.Integer(2)),
    (r"\sin x", sympy.sin(x)),
    (r"\arctan x", sympy.atan(x)),
    (r"\operatorname{sign}(x)", sympy.sign(x)),
    (r"\operatorname{ReLU}(x)", sympy.Max(0, x)),
    (r"\max(x, y)", sympy.Max(x, y)),
    (r"\max\{x, y\}", sympy.Max(x, y)),
    (r"\gcd(12, 18)", sympy.Integer(6)),
    (r"\gcd(x, y)", sympy.Function("gcd")(x, y)),
    (r"f(x)", sympy.Function("f")(x)),
    (r"f'(x)", sympy.Function("f'")(x)),
    (r"|x|", sympy.Abs(x)),
    (r"\lfloor \pi \rfloor", sympy.Integer(3)),
    (r"\lceil x \rceil", sympy.ceiling(x)),
    (r"5!", sympy.Integer(120)),
    (r"n!", sympy.factorial(n)),
    (r"\binom{n}{2}", sympy.binomial(n, 2)),
    (r"\sum_{k=1}^{n} k^2", sympy.Sum(k**2, (k, 1, n))),
    (r"\sum_{k=1}^{n} x_k", sympy.Sum(sympy.Function("x")(k), (k, 1, n))),
    (r"\sum_{k=1}^{n} x_{k+1,a}", sympy.Sum(sympy.Function("x")(k + 1, a), (k, 1, n))),
    (r"\sum_{k=1}^{n} f_k(x)", sympy.Sum(sympy.Function("f")(k, x), (k, 1, n))),
    (r"\prod_{k=1}^{n} x", sympy.Product(x, (k, 1, n))),
    (r"\int_0^1 x^2 \, dx", sympy.Integral(x**2, (x, 0, 1))),
    (r"\int x \, dx", sympy.Integral(x, x)),
    (r"\int_0^1 dx", sympy.Integral(1, (x, 0, 1))),
    (r"\lim_{x \to 0^+} \frac{1}{x}", sympy.Limit(1 / x, x, 0, "+")),
    (r"\lim_{n \to \infty} \frac{1}{n}", sympy.Limit(1 / n, n, sympy.oo)),
    (r"\frac{d}{dx} x^2", sympy.Derivative(x**2, x)),
    (r"(x, y)", sympy.Tuple(x, y)),
    (r"\{x, y\}", sympy.FiniteSet(x, y)),
    (r"x \pm 1", sympy.FiniteSet(x + 1, x - 1)),
    (r"[0, 1)", sympy.Interval.Ropen(0, 1)),
    (r"[0, 1] \cup [2, 3]", sympy.Union(sympy.Interval(0, 1), sympy.Interval(2, 3))),
    (r"\mathbb{R} \setminus \{0\}", sympy.Union(sympy.Interval.open(-sympy.oo, 0), sympy.Interval.open(0, sympy.oo))),
    (r"x = y", sympy.Eq(x, y, evaluate=False)),
    (r"1 = 1", sympy.Eq(1, 1, evaluate=False)),
    (r"x \le y", sympy.Le(x, y)),
    (r"a < b \le x", sympy.And(sympy.Lt(a, b), sympy.Le(b, x))),
    (r"\begin{pmatrix} 1 & x \\ 0 & 1 \end{pmatrix}", sympy.ImmutableMatrix([[1, x], [0, 1]])),
    (r"2 \begin{pmatrix} 1 & x \end{pmatrix}", sympy.ImmutableMatrix([[2, 2 * x]])),
    (
        r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \begin{pmatrix} x \\ y \end{pmatrix}",
        sympy.ImmutableMatrix([[x + 2 * y], [3 * x + 4 * y]]),
    ),
    (r"\begin{vmatrix} 1 & 2 \\ 3 & 4 \end{vmatrix}", sympy.Integer(-2)),
    (r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}", sympy.Piecewise((x, x > 0), (0, True))),
    (r"\boxed{x}", x),
    (r"2^{100}", sympy.Integer(2) ** 100),
    (r"x^{1000000000}", x**1000000000),
]


@pytest.mark.parametrize(("text", "value"), VALUES, ids=[text for text, _ in VALUES])
def test_values(text: str, value: sympy.Basic) -> None:
    assert to_sympy(parse(text), Scope()) == value


@pytest.mark.parametrize("text", CASES["nothing"]["formulas"])
def test_what_has_no_value(text: str) -> None:
    node = parse(text)
    with pytest.raises(NotSymbolic) as caught:
        to_sympy(node, Scope())
    assert caught.value.reason


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", CASES["large"]["formulas"])
def test_large_constants_are_refused_at_once(text: str) -> None:
    node = parse(text)
    with pytest.raises(NotSymbolic, match="too large"):
        to_sympy(node, Scope())


def test_long_numerals_are_refused() -> None:
    with pytest.raises(NotSymbolic, match="too large"):
        to_sympy(Number("7" * 1_000_000), Scope())


def test_roots_of_long_numerals_are_refused() -> None:
    with pytest.raises(NotSymbolic, match="too large"):
        to_sympy(tree.Root(Number("7" * 3000)), Scope())


def test_deep_trees_are_refused() -> None:
    node: tree.Node = Name("x")
    for _ in range(5000):
        node = tree.Negative(node)
    with pytest.raises(NotSymbolic):
        to_sympy(node, Scope())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("d_1", "d_1"),
        ("x_{i}", "x_i"),
        (r"\sigma", r"\sigma"),
        (r"T_{remat}", "T_{remat}"),
        (r"T_{\text{remat}}", "T_{remat}"),
        (r"T_\mathrm{remat}", "T_{remat}"),
        (r"\mathbf{x}_{i}", "x_i"),
        ("y'", "y'"),
        (r"y^{\prime}", "y'"),
        (r"\hat{x}_1", r"\hat{x}_1"),
        ("W_{ij}", "W_{ij}"),
        ("W_{i,j}", "W_{i,j}"),
        ("x_{t-1}", "x_{t-1}"),
        (r"\sigma_{\alpha}", r"\sigma_\alpha"),
        (r"\sigma_{\alpha b}", r"\sigma_{\alpha b}"),
        ("x^*", "x^*"),
    ],
)
def test_spellings(text: str, wanted: str) -> None:
    node = parse(text)
    assert isinstance(node, Name)
    assert spelling(node) == wanted


def test_scope_gives_the_symbols() -> None:
    d, p = sympy.Symbol("d_1", positive=True), sympy.Symbol("p")
    scope = Scope(symbols={"d_{1}": d, r"p_{\text{keep}}": p, "q": 1 - p, "e": p, "i": sympy.Integer(7)})
    assert to_sympy(parse("d_1 + q"), scope) == d + 1 - p
    assert to_sympy(parse("p_{keep}"), scope) == p
    assert to_sympy(parse("e + i"), scope) == p + 7


def test_other_names_are_plain_symbols() -> None:
    assert to_sympy(parse("i + z_k"), Scope()) == sympy.Symbol("i") + sympy.Symbol("z_k")


def test_a_listed_name_under_its_index_is_no_constant() -> None:
    listed = sympy.Symbol("x_i")
    value = to_sympy(parse(r"\sum_{i=1}^n x_i"), Scope(symbols={"x_i": listed}))
    assert sympy.simplify(value.doit() - n * listed) != 0
