"""LaTeX and plain mathematics to the tree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.errors import MathSyntaxError
from evaluator.mathtext import tree
from evaluator.mathtext.parser import parse

# Spellings of the same thing parse to the same tree.
SAME = [
    (r"\dfrac{1}{2}", r"\frac12"),
    (r"x_{i}", "x_i"),
    (r"\left( a + b \right)", "(a+b)"),
    (r"\|x\|_2^2", "||x||_2^2"),
    (r"\lVert x\rVert", "∥x∥"),
    (r"a \le b", "a ≤ b"),
    (r"x^{\top}", "x^T"),
    (r"x \cdot y", "x·y"),
    ("sqrt(2)/2", r"\frac{\sqrt{2}}{2}"),
    ("2*pi*r", r"2\pi r"),
    ("x**2", "x^2"),
    ("x²", "x^2"),
    ("x¹²", "x^{12}"),
    ("10⁻³", "10^{-3}"),
    ("xᵀAᵢⱼ", "x^T A_{ij}"),
    ("\\log\u2061 x\u2062y", "\\log xy"),
    (r"50\ \text{ns}", r"50\,\mathrm{ns}"),
    (r"f{\left(x \right)}", "f(x)"),
    (r"a = b.", "a = b"),
    ("1{,}000", "1,000"),
    ("1,000", "1000"),
    ("10^{1,000}", "10^{1000}"),
    ("4(1,024)", "4(1024)"),
    ("(3, 1,216)", "(3, 1216)"),
    ("(1,216 + 5)", "(1216 + 5)"),
    ("(1{,}216)", "(1216)"),
    ("(64,128)", "(64, 128)"),
    (r"\left(3,224,224\right)", "(3, 224, 224)"),
    (r"\{1,100\}", r"\{1, 100\}"),
    ("[0,255]", "[0, 255]"),
    (r"\mathcal{N}(0,100)", r"\mathcal{N}(0, 100)"),
    ("W_{1,100}", "W_{1, 100}"),
    ("0,255", "0, 255"),
    (r"\begin{aligned} a &= b \\ &= c \end{aligned}", "a = b = c"),
    (r"y'", r"y^{\prime}"),
    (r"f'^2(x)", r"f^{\prime 2}(x)"),
]

KINDS = [
    ("d_1", tree.Name),
    (r"\frac{d}{dx} x^2", tree.Derivative),
    (r"\frac{\partial g}{\partial \theta}", tree.Derivative),
    (r"\nabla_\theta \log p_\theta(x)", tree.Gradient),
    (r"\nabla_x f(x) \big|_{x=\mu+\sigma z}", tree.At),
    (r"\mathbb{E}_{x \sim p_\theta}\left[f(x)\right]", tree.Expectation),
    (r"\operatorname{Var}(y_j)", tree.Expectation),
    (r"\mathcal{N}(\mu, \sigma^2 I)", tree.Distribution),
    (r"\Theta(d_1^2)", tree.Growth),
    (r"O(n \log n)", tree.Growth),
    ("50 ns", tree.Quantity),
    (r"81\%", tree.Percent),
    (r"\boxed{20}", tree.Boxed),
    (r"\boxed{K^2 C + K.}", tree.Boxed),
    (r"\|W\|_{*}", tree.Norm),
    ("x_*", tree.Name),
    (r"\{1, 2, 3\}", tree.Sequence),
    (r"\{x \mid x > 0\}", tree.Builder),
    ("(1, 2)", tree.Sequence),
    ("[0, 1)", tree.Interval),
    (r"A \cup B", tree.SetOperation),
    (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", tree.Matrix),
    (r"\begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}", tree.Cases),
    (r"\sum_{k=1}^{d} |x_k|", tree.Big),
    (r"\int_0^1 x^2 \, dx", tree.Big),
    (r"\max_x f(x)", tree.Big),
    (r"a \leq b = c", tree.Relation),
    (r"x_i x_i^T", tree.Product),
    (r"5 \pm 2", tree.PlusMinus),
    ("n!", tree.Factorial),
    (r"\binom{n}{k}", tree.Binomial),
    (r"\lfloor x \rfloor", tree.Floor),
    (r"a = b \quad\text{and}\quad c = d", tree.Juxtaposed),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_thing(one: str, other: str) -> None:
    assert parse(one) == parse(other)


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(text: str, kind: type[tree.Node]) -> None:
    assert isinstance(parse(text), kind), parse(text)


def test_a_function_in_scope_is_called_and_any_other_name_multiplies() -> None:
    assert isinstance(parse("f(x)"), tree.Call)
    assert isinstance(parse("a(x)"), tree.Product)
    assert isinstance(parse("f(x)", frozenset()), tree.Product)


def test_case_and_order_count() -> None:
    assert parse("X") != parse("x")
    assert parse("AB") != parse("BA")


def test_a_law_stands_behind_a_density() -> None:
    node = parse("p(z) = N(0, I)")
    assert isinstance(node, tree.Relation)
    assert node.operands[1] == tree.Distribution("N", (tree.Number("0"), tree.Name("I")))


@pytest.mark.parametrize(
    ("text", "position"), [(r"\frac{1}{", 9), (r"a \cdot ", 8), (r"x \unknowncommand y", 2), ("(a", 2), ("", 0)]
)
def test_errors_name_the_place(text: str, position: int) -> None:
    with pytest.raises(MathSyntaxError) as error:
        parse(text)
    assert error.value.position == position
    assert error.value.expected


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "bomb",
    ["(" * 5_000, "{" * 5_000, r"\frac{1}{" * 300 + "1" + "}" * 300, "x^" * 20_000 + "x", "|" * 3_000, "a" * 200_000],
)
def test_hostile_input_ends_quickly(bomb: str) -> None:
    with pytest.raises(MathSyntaxError):
        parse(bomb)


LATEX = st.lists(
    st.sampled_from(
        [r"\frac", r"\sqrt", "{", "}", "(", ")", "[", "]", "x", "2", "_", "^", "+", "-", "=", "|", r"\|", r"\sum", ",",
         r"\left", r"\right", r"\mathbb{E}", r"\text{a}", "&", r"\\", r"\begin{cases}", r"\end{cases}", r"\nabla", "'"]
    ),
    max_size=25,
).map(" ".join)  # fmt: skip


@given(st.one_of(st.text(max_size=60), LATEX))
def test_nothing_but_a_syntax_error_is_raised(text: str) -> None:
    try:
        parse(text)
    except MathSyntaxError as error:
        assert 0 <= error.position <= max(len(text), 1)


def test_formulas_of_machine_learning_parse(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "formulas" / "pairs.jsonl").read_text("utf8").splitlines()]
    failed = []
    for row in rows:
        try:
            parse(row["latex"])
        except MathSyntaxError as error:
            failed.append(f"{row['latex']}: {error}")
    assert len(failed) <= 0.03 * len(rows), failed
