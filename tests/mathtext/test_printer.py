"""What is printed parses back to the same tree."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.errors import MathSyntaxError
from evaluator.mathtext import tree
from evaluator.mathtext.parser import parse
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.tree import Name, Node, Number

FORMULAS: list[str] = tomllib.loads((Path(__file__).parent / "printer.toml").read_text())["formulas"]


@pytest.mark.parametrize("text", FORMULAS)
def test_round_trip(text: str) -> None:
    node = parse(text)
    assert parse(to_latex(node)) == node, to_latex(node)


KINDS = {c for c in vars(tree).values() if isinstance(c, type) and issubclass(c, Node) and c is not Node}


def _kinds(value: object) -> set[type]:
    found = {type(value)} if isinstance(value, Node) else set()
    below = (
        value if isinstance(value, tuple) else [getattr(value, s) for s in getattr(value, "__dataclass_fields__", ())]
    )
    return found.union(*(_kinds(b) for b in below)) if below else found


def test_every_kind_of_node_is_among_the_formulas() -> None:
    assert set().union(*(_kinds(parse(text)) for text in FORMULAS)) == KINDS


def test_real_formulas(shared: Path) -> None:
    lines = [json.loads(line) for line in (shared / "formulas" / "pairs.jsonl").read_text().splitlines()]
    wrong, read = [], 0
    for latex in (line["latex"] for line in lines):
        try:
            node = parse(latex)
        except MathSyntaxError:
            continue
        read += 1
        if parse(to_latex(node)) != node:
            wrong.append(latex)
    assert read > 0.9 * len(lines)
    assert not wrong


_NAMES = [Name("x"), Name("f"), Name("d"), Name("I"), Name("sigma"), Name("a", sub=Number("1")), Name("y", primes=1)]
_STYLED = [Name("x", accent="hat"), Name("fan", alphabet="rm")]
LEAVES = st.sampled_from([Number("2"), Number("0.5"), tree.Constant("pi"), *_NAMES, *_STYLED])


def _product(factors: tuple[Node, ...]) -> Node:
    """A product in front of a product is one with it."""
    first = factors[0].factors if isinstance(factors[0], tree.Product) else factors[:1]
    return tree.Product((*first, *factors[1:]))


def _compound(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(tree.Sum, several),
        several.map(_product),
        st.builds(tree.Negative, inner),
        st.builds(tree.PlusMinus, inner, inner),
        st.builds(tree.Quotient, inner, inner),
        st.builds(tree.Power, inner, inner),
        st.builds(tree.Root, inner),
        st.builds(tree.Factorial, inner),
        st.builds(tree.Call, st.sampled_from([Name("f"), Name("log"), Name("relu", alphabet="rm")]), several),
        st.builds(lambda body: tree.Big("sum", Name("i"), None, body), inner),
        st.builds(lambda body: tree.Big("int", Number("0"), Number("1"), body, Name("t")), inner),
        st.builds(tree.Norm, inner, st.none() | st.just(Number("2"))),
        st.builds(tree.Absolute, inner),
        st.builds(tree.Floor, inner),
        st.builds(tree.Transpose, inner),
        st.builds(tree.Indexed, inner.filter(lambda n: not isinstance(n, Name | tree.Norm)), st.just(Name("k"))),
        st.builds(tree.Gradient, inner.filter(lambda n: not isinstance(n, tree.At)), st.none() | st.just(Name("x"))),
        st.builds(tree.Derivative, inner, st.just((Name("x"),))),
        st.builds(tree.At, inner, st.just(Name("x"))),
        st.builds(lambda body: tree.Expectation("E", body, Name("x")), inner),
        st.builds(lambda body: tree.Growth("O", body), inner),
        st.builds(tree.Percent, inner),
        st.builds(tree.Sequence, st.sampled_from(["tuple", "set"]), several),
        st.lists(inner, min_size=3, max_size=3).map(lambda items: tree.Sequence("list", tuple(items))),
        st.builds(lambda a, b: tree.Interval(a, b, True, False), inner, inner),
        st.builds(lambda a, b: tree.SetOperation("cup", (a, b)), inner, inner),
        st.builds(lambda a, b: tree.Matrix(((a, b),)), inner, inner),
        st.builds(lambda a, b: tree.Cases(((a, b), (b, None))), inner, inner),
        st.builds(lambda a, b: tree.Relation(("=",), (a, b)), inner, inner),
        st.builds(tree.Boxed, inner),
    )


@given(st.recursive(LEAVES, _compound, max_leaves=8))
def test_any_tree(node: Node) -> None:
    assert parse(to_latex(node)) == node, to_latex(node)


@pytest.mark.parametrize("node", [tree.Sum(()), tree.Product(()), tree.Matrix(()), tree.Cases(()), tree.Juxtaposed(())])
def test_empty_trees_are_printed(node: Node) -> None:
    assert isinstance(to_latex(node), str)
