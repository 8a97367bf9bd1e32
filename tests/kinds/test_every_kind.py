"""What all kinds promise: LaTeX of the gold, pickling, and an Outcome for any tree."""

from __future__ import annotations

import pickle
import tomllib
from pathlib import Path

import pytest
import sympy

from evaluator.kinds.choice import Choice
from evaluator.kinds.equation import Equation
from evaluator.kinds.expression import Expression
from evaluator.kinds.growth import Growth
from evaluator.kinds.kind import Kind
from evaluator.kinds.leading_order import LeadingOrder
from evaluator.kinds.number import Number
from evaluator.kinds.prose import Claim, Prose
from evaluator.kinds.quantity import Quantity
from evaluator.kinds.region import Region
from evaluator.kinds.set import Set
from evaluator.kinds.statement import Statement
from evaluator.kinds.tuple import Tuple
from evaluator.mathtext import tree
from evaluator.mathtext.parser import parse
from evaluator.mathtext.scope import Scope
from evaluator.model import Different, Equal, Unknown

d = sympy.Symbol("d", positive=True, integer=True)
x = sympy.Symbol("x")
KINDS: tuple[Kind, ...] = (
    Number(2 / sympy.pi),
    Expression(d**2 + d),
    Expression(sympy.Matrix([1, x])),
    Equation(x, d),
    Equation(x, d, "<"),
    Tuple((x, d)),
    Set((x, d)),
    Region(sympy.Interval(0, 1)),
    Growth(d**2),
    LeadingOrder(d**2 + d, (d,)),
    Quantity(sympy.Integer(50), "ns"),
    Statement(r"\mathbb{E}_{z \sim \mathcal{N}(0, I)}[f(z)]"),
    Choice("B", (("A", "first"), ("B", "second"))),
    Prose("A sum.", (Claim("sum", ("sum",)),)),
)
_FILES = ("statements.toml", "answers.toml")
_ROWS = [
    row
    for name in _FILES
    for rows in tomllib.loads((Path(__file__).parent / name).read_text()).values()
    for row in rows
]
FORMULAS = sorted({text for row in _ROWS for wanted in ("equal", "different") for text in row.get(wanted, [])})
ODD_TREES = (
    tree.Text(""),
    tree.Juxtaposed(()),
    tree.Sequence("bare", ()),
    tree.Matrix(()),
    tree.Cases(()),
    tree.Sum(()),
    tree.Quotient(tree.Number("1"), tree.Number("0")),
    tree.Relation(("~",), (tree.Name("x"), tree.Text("nothing"))),
    tree.At(tree.Name("x"), tree.Name("x")),
    tree.Expectation("E", tree.Name("x")),
    tree.Growth("Theta", tree.Text("d")),
    tree.Quantity(tree.Number("1"), "no such unit"),
    tree.Quantity(tree.Number("1"), "x" * 10_000),
    tree.Power(tree.Number("9"), tree.Power(tree.Number("9"), tree.Number("999999999"))),
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.name)
def test_kind_protocol(kind: Kind) -> None:
    assert isinstance(kind, Kind)
    assert kind.latex()
    assert pickle.loads(pickle.dumps(kind)) == kind


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.name)
def test_any_tree_gets_an_outcome(kind: Kind) -> None:
    for node in [*ODD_TREES, *(parse(text) for text in FORMULAS)]:
        outcome = kind.compare(node, Scope(symbols={"d": d, "x": x}))
        assert isinstance(outcome, Equal | Different | Unknown), node


@pytest.mark.parametrize(
    ("kind", "text", "outcome"),
    [
        (Quantity(sympy.Integer(50), "ns", unit_required=True), "50", "different"),
        (Quantity(sympy.Integer(50), "ns", unit_required=True), r"50 \text{ ns}", "equal"),
        (Growth(d**2, strict=True), "O(d^2)", "different"),
        (Growth(d**2, strict=True), r"\Theta(d^2)", "equal"),
        (Growth(sympy.Integer(1), variables=(d,)), r"\text{it does not scale with } d", "equal"),
        (LeadingOrder(2 / sympy.pi * d**2 + d), r"\frac{2 d^2}{\pi}", "equal"),
        (LeadingOrder(2 / sympy.pi * d**2 + d), r"\frac{3 d^2}{\pi}", "different"),
        (LeadingOrder(2 / sympy.pi * d**2 + d), "d", "different"),
        (Choice("B", (("A", "first"), ("B", "second"))), r"\text{second}", "equal"),
        (Choice("B", (("A", "first"), ("B", "second"))), r"\text{(A)}", "different"),
        (Choice("B", (("A", "first"), ("B", "second"))), r"\text{maybe}", "unknown"),
        (Set((x, -x)), r"\pm x", "equal"),
    ],
)
def test_fields(kind: Kind, text: str, outcome: str) -> None:
    assert kind.compare(parse(text), Scope(symbols={"d": d, "x": x})).outcome == outcome
