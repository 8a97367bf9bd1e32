"""What an answer finally states: boxes, labels and words around it removed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from evaluator.equality.rewrite import walk
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
from evaluator.mathtext.vocabulary import GREEK

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


def assigned(gold: Node, answer: Node) -> tuple[Node, Node]:
    r"""The values of `w \gets w - g`, which says what w is afterwards, where the other side is a value or one of w."""
    match gold, answer:
        case Relation((":=",), (name, value)), Relation((":=",), (other, theirs)) if name == other:
            return value, theirs
        case Relation((":=",), (_, value)), _ if not isinstance(answer, Relation):
            return value, answer
    return gold, answer


def value_named(node: Node) -> Node:
    """The right side of `y = f(x)`, which says of its left side what it is; anything else, as `A = A^T`, as it is."""
    if not isinstance(node, Relation) or not is_label(node.operands[0]):
        return node
    value = right_side(node)
    return node if node.operands[0] in set(walk(value)) else value


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


def same_label(one: Node, other: Node) -> bool:
    r"""Whether both name one thing: `w^*`, `\hat{w}`, `w_{\text{ridge}}` and `w` are the one that is sought, while
    `w_{\text{ridge}}` and `w_{\text{OLS}}` are two."""
    words = [_word_below(label) for label in (one, other)]
    if None not in words and words[0] != words[1]:
        return False
    return _unmarked(one) == _unmarked(other)


def _unmarked(node: Node) -> Node:
    """A name without the star or hat of an optimum or an estimate, and without the word that says of which kind."""
    if not isinstance(node, Name):
        return node
    accent = None if node.accent in ("star", "hat") else node.accent
    return replace(node, accent=accent, sub=None if _word_below(node) is not None else node.sub)


def _word_below(node: Node) -> str | None:
    """The word in the subscript of a name, in roman letters or in slanted ones; indices are no word."""
    if not isinstance(node, Name):
        return None
    match node.sub:
        case Text(text) if len(text.strip()) > 1:
            return text.strip()
        case Name(base) if len(base) > 1 and base.isalpha() and base not in GREEK:
            return base
        case Product(factors):
            letters = [f.base for f in factors if isinstance(f, Name) and f.sub is None]
            return "".join(letters) if len(letters) == len(factors) and not {*letters} <= _INDICES else None
    return None


_INDICES: Final = frozenset("abcijklmnpqrstxyz")


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
