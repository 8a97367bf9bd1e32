r"""The divergence of Kullback and Leibler as the sum, or the mean, that it stands for.

$D_{KL}(P \| Q) = \sum_x P(x) \log \frac{P(x)}{Q(x)} = E_{x \sim P}[\log \frac{P(x)}{Q(x)}]$.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from evaluator.equality.rewrite import bottom_up, paired, walk
from evaluator.mathtext.tree import Big, Call, Expectation, Juxtaposed, Name, Node, Product, Quotient, Relation, Text

_LOG: Final = Name("log")


def written_out(node: Node, beside: Node) -> tuple[Node, Node]:
    """Both, with the divergences in `node` in the way of `beside`, where that has none and a sum or a mean instead."""
    pairs = [pair for below in walk(node) if (pair := _pair(below)) is not None]
    form = next((below for below in walk(beside) if _point(below) is not None), None)
    both = any(_point(below) is not None for below in walk(node)) or any(_pair(below) for below in walk(beside))
    if not pairs or form is None or both:
        return node, beside
    laws = {law.base for pair in pairs for law in pair if isinstance(law, Name)}
    return bottom_up(node, lambda below: _as(form, below)), bottom_up(beside, lambda below: _called(below, laws))


def _pair(node: Node) -> tuple[Node, Node] | None:
    match node:
        case Call(Name("KL"), (Juxtaposed((one, Text("|"), other)),)):
            return one, other
    return None


def _point(node: Node) -> Name | None:
    """The variable that a sum or a mean runs over."""
    match node:
        case Big("sum", Name() as point) | Expectation(subscript=Relation(("~",), (Name() as point, _))):
            return point
    return None


def _as(form: Node, node: Node) -> Node:
    pair, point = _pair(node), _point(form)
    if pair is None or point is None:
        return node
    one, other = (Call(law, (point,)) if isinstance(law, Name) else law for law in pair)
    ratio = Call(_LOG, (Quotient(one, other),))
    if isinstance(form, Big):
        return replace(form, body=Product((one, ratio)))
    assert isinstance(form, Expectation) and isinstance(form.subscript, Relation)
    drawn = form.subscript.operands[1]
    same = drawn == pair[0] or (isinstance(pair[0], Call) and drawn == pair[0].function)
    return replace(form, body=ratio, subscript=Relation(("~",), (point, drawn if same else pair[0])))


def _called(node: Node, laws: set[str]) -> Node:
    """`P(x)`, which reads like a product where P is no function that the parser knows."""

    def law(name: Node, factor: Node) -> Node | None:
        if isinstance(name, Name) and name.base in laws and isinstance(factor, Name):
            return Call(name, (factor,))
        return None

    return paired(node, law)
