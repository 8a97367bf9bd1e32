"""A formula taken apart into the statements in it: value, and labels that say what it is the value of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from evaluator.equality.rewrite import bottom_up, walk
from evaluator.kinds.final import STATED, right_side
from evaluator.mathtext.tree import (
    Boxed,
    Constant,
    Growth,
    Juxtaposed,
    Name,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Sequence,
    Text,
)

_ARROWS: Final = frozenset({"implies", "iff", "to"})


@dataclass(frozen=True)
class Stated:
    """`whole` ends in `value`; `labels` are the other members of its chain. `exact` is false behind a sign ≈."""

    value: Node
    whole: Node
    labels: tuple[Node, ...]
    boxed: bool
    exact: bool
    words: str = ""  # words inside the formula, before it
    premise: bool = False  # from which something else is concluded in the same formula


def statements(node: Node) -> tuple[Stated, ...]:
    """All statements of a formula, in order."""
    return tuple(_split(node, False, ""))


def _split(node: Node, boxed: bool, words: str) -> Iterator[Stated]:
    if isinstance(node, Boxed):
        yield from _split(node.body, True, words)
    elif isinstance(node, Juxtaposed):
        yield from _pieces(node, boxed, words)
    elif isinstance(node, Sequence) and node.kind == "bare" and any(_relation(i) for i in node.items):
        for item in node.items:
            yield from _split(item, boxed, words)
    elif isinstance(node, Relation) and node.operators == ("to",):
        yield from _limit(node, boxed, words)
    elif isinstance(node, Relation) and _ARROWS & set(node.operators):
        *premises, last = _at_arrows(node)
        for piece in premises:
            yield from (replace(stated, premise=True) for stated in _split(piece, boxed, words))
        yield from _split(last, boxed, words)
    elif isinstance(node, Relation) and (place := _word_in(node)) is not None:
        for piece in _around_word(node, place):
            yield from _split(piece, boxed, words)
    elif isinstance(node, Relation) and (member := _without_space(node)) is not None:
        yield from _split(member, boxed, words)
    elif isinstance(node, Relation):
        exact = _without_order(node)
        if exact is not None:
            yield _of_chain(exact, boxed, words)
        yield _of_chain(node, boxed, words)
    elif not isinstance(node, Text):
        yield Stated(node, node, (), boxed, True, words)


def _limit(node: Relation, boxed: bool, words: str) -> Iterator[Stated]:
    r"""`w \to 0` says what `w` tends to; `n \to \infty` says no value at all."""
    left, right = node.operands
    if (factor := _factor_of(left, right)) is not None:
        yield Stated(factor, node, (), boxed, True, words)
    elif isinstance(left, Relation) or isinstance(right, Relation):
        yield from _split(right, boxed, words)
    elif not (isinstance(right, Constant) and right.name == "infinity"):
        yield Stated(right, node, (left,), boxed, True, words)


def _factor_of(left: Node, right: Node) -> Node | None:
    r"""Of `W \to c W`, which scales W, the factor c."""
    if not isinstance(left, Name) or sum(below == left for below in walk(right)) != 1:
        return None
    scaled = isinstance(right, Product) and left in right.factors
    divided = isinstance(right, Quotient) and right.numerator == left
    return bottom_up(right, lambda n: Number("1") if n == left else n) if scaled or divided else None


def _pieces(node: Juxtaposed, boxed: bool, words: str) -> Iterator[Stated]:
    said = words
    for item in node.items:
        if isinstance(item, Text):
            said = f"{said} {item.text}".strip()
        else:
            yield from _split(item, boxed, said)


def _of_chain(node: Relation, boxed: bool, words: str) -> Stated:
    inside = any(isinstance(o, Boxed) for o in node.operands)
    operands = tuple(o.body if isinstance(o, Boxed) else o for o in node.operands)
    plain = Relation(node.operators, operands)
    if not set(node.operators) <= STATED:
        return Stated(plain, plain, operands[:-1], boxed or inside, True, words)
    value = right_side(plain)
    return Stated(value, plain, operands[:-1], boxed or inside, set(node.operators) != {"approx"}, words)


def _without_order(node: Relation) -> Relation | None:
    r"""Of `c = 1/n = \Theta(1/n)` the part that gives a value."""
    kept = next((i for i, o in enumerate(node.operands) if isinstance(o, Growth)), 0)
    return Relation(node.operators[: kept - 1], node.operands[:kept]) if kept > 1 else None


def _without_space(node: Relation) -> Node | None:
    r"""Of `g x^T \in \mathbb{R}^{m \times n}` what is a value; `x \in \mathbb{R}^n` is none."""
    *others, last = node.operands
    space = last.base if isinstance(last, Power) else last
    if node.operators[-1] != "in" or not (isinstance(space, Name) and space.alphabet == "bb"):
        return None
    rest = _chain(node.operators[:-1], tuple(others))
    return None if isinstance(rest, Name) else rest


def _word_in(node: Relation) -> int | None:
    """The operand in which words stand between two pieces of mathematics."""
    for i, operand in enumerate(node.operands):
        if isinstance(operand, Product) and any(isinstance(f, Text) for f in operand.factors[1:-1]):
            return i
    return None


def _around_word(node: Relation, place: int) -> Iterator[Node]:
    r"""`a = b \text{ and } c = d`, read as one chain, is two."""
    operand = node.operands[place]
    assert isinstance(operand, Product)
    word = next(i for i, f in enumerate(operand.factors) if i and isinstance(f, Text))
    left, right = _product(operand.factors[:word]), _product(operand.factors[word + 1 :])
    yield _chain(node.operators[:place], (*node.operands[:place], left))
    yield _chain(node.operators[place:], (right, *node.operands[place + 1 :]))


def _chain(operators: tuple[str, ...], operands: tuple[Node, ...]) -> Node:
    return Relation(operators, operands) if operators else operands[0]


def _product(factors: tuple[Node, ...]) -> Node:
    return factors[0] if len(factors) == 1 else Product(factors)


def _at_arrows(node: Relation) -> Iterator[Node]:
    start = 0
    for i, operator in enumerate([*node.operators, "implies"]):
        if operator in _ARROWS:
            operands = node.operands[start : i + 1]
            yield operands[0] if len(operands) == 1 else Relation(node.operators[start:i], operands)
            start = i + 1


def _relation(node: Node) -> bool:
    return isinstance(node.body if isinstance(node, Boxed) else node, Relation)
