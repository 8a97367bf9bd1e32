"""What an answer finally states: boxes, labels and words around it removed."""

from __future__ import annotations

import re
from typing import Final

from evaluator.mathtext.tree import (
    Boxed,
    Call,
    Derivative,
    Gradient,
    Juxtaposed,
    Name,
    Node,
    Number,
    Power,
    Product,
    Relation,
    Sequence,
    Text,
)

_STATES: Final = re.compile(r"\s*(?:is|are|has|have|does|do|cannot|must)\b")
STATED: Final = frozenset({"=", ":=", "equiv", "approx"})


def stated(node: Node) -> Node:
    """`node` without a box, and without words beside a single piece of mathematics."""
    while True:
        inner = _inner(node)
        if inner is node:
            return node
        node = inner


def right_side(node: Node) -> Node:
    """The value at the end of a chain `c = .. = value`; of `value = .. ≈ decimal` the last before the sign ≈."""
    node = stated(node)
    if not isinstance(node, Relation) or not set(node.operators) <= STATED:
        return node
    if "approx" in node.operators:
        exact = node.operands[: node.operators.index("approx") + 1]
        if len(exact) > 1 or not is_label(exact[0]):
            return stated(exact[-1])
    return stated(node.operands[-1])


def is_label(node: Node) -> bool:
    """Whether `node` only names something: `c`, `g(x)`, words, `dL/dW` where nothing says what L is, `Q(s, a)`."""
    match node:
        case Derivative(body=body) | Gradient(body=body) | Power(base=Gradient(body=body), exponent=Number("2")):
            return isinstance(body, Name | Text) or (isinstance(body, Call) and _are_names(body.arguments))
        case Power(base=Name(), exponent=Name(base="dagger")):
            return True
        case Product(factors=(Name(), Sequence(kind="tuple", items=items))):
            return _are_names(items)
        case Product(factors=(Name(primes=primes), Name())) if primes:  # sigma'(x), where sigma is no function
            return True
        case Product(factors=(Name(base="Delta"), Name())) | Power(base=Name(base="sigma"), exponent=Number("2")):
            return True
    return isinstance(node, Name | Text | Call)


def _are_names(nodes: tuple[Node, ...]) -> bool:
    return all(isinstance(n, Name) for n in nodes)


def _inner(node: Node) -> Node:
    if isinstance(node, Boxed):
        return node.body
    if isinstance(node, Sequence) and node.kind == "bare" and len(node.items) == 1:
        return node.items[0]
    if isinstance(node, Juxtaposed):
        if any(isinstance(item, Text) and _STATES.match(item.text) for item in node.items[-1:]):
            return node  # "A is symmetric" is not A
        pieces = [item for item in node.items if not isinstance(item, Text)]
        return pieces[0] if len(pieces) == 1 else node
    return node
