"""Do two formulas name the same quantity? Looser than equality of values: fonts, brackets and laws do not count."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from evaluator.answers.formulas import FUNCTIONS, parsed_or_none
from evaluator.equality.rewrite import bottom_up, walk
from evaluator.mathtext import tree
from evaluator.mathtext.spelling import ONE_SHAPE
from evaluator.mathtext.tree import Node


@cache
def loose(node: Node) -> Node:
    """`node` in the one form that all its spellings share."""
    return bottom_up(node, _plain)


def same_quantity(one: Node, other: Node) -> bool:
    """Whether both name the same thing, as a reader would take them."""
    return _alike(loose(one), loose(other))


@cache
def spelled(latex: str, functions: frozenset[str] = FUNCTIONS) -> Node | None:
    """The spelling of a quantity, in its loose form."""
    node = parsed_or_none(latex, functions)
    return None if node is None else loose(node)


def names_quantity(labels: Iterable[Node], spellings: Iterable[str], functions: frozenset[str] = FUNCTIONS) -> bool:
    """Whether one of `labels` is one of the quantity's `spellings`."""
    wanted = {s for text in spellings if (s := spelled(text, functions)) is not None}
    return any(_alike(loose(label), one) or _alike(_of_method(loose(label)), one) for label in labels for one in wanted)


_METHODS: Final = frozenset("MLE ML MAP OLS LS GLS ridge Ridge lasso opt".split())


def _of_method(label: Node) -> Node:
    r"""`\hat\theta_{MLE}` without the method that it was found by."""
    match label:
        case tree.Name(sub=tree.Name(base)) if base in _METHODS:
            return tree.Name(label.base, None, label.primes, label.accent)
    return label


def _alike(one: Node, other: Node) -> bool:
    """A gradient may leave out what it is taken by, as long as it names nothing else."""
    if one == other:
        return True
    return not (_by(one) and _by(other)) and _without_variables(one) == _without_variables(other)


@cache
def _by(node: Node) -> bool:
    return any(isinstance(below, tree.Gradient) and below.wrt is not None for below in walk(node))


@cache
def _without_variables(node: Node) -> Node:
    return bottom_up(node, lambda n: tree.Gradient(n.body, None) if isinstance(n, tree.Gradient) else n)


def names_in(node: Node) -> bool:
    """Whether anything in `node` is a name: without one it is a computation, not a label."""
    return any(
        isinstance(below, tree.Name) or (isinstance(below, tree.Text) and bool(below.text.strip()))
        for below in walk(node)
    )


def _plain(node: Node) -> Node:
    if isinstance(node, tree.Boxed):
        return node.body
    if isinstance(node, tree.Text):
        return tree.Name(_word(node.text))
    if isinstance(node, tree.Name):
        return tree.Name(ONE_SHAPE.get(node.base, node.base), _joined(node.sub), node.primes, node.accent)
    if isinstance(node, tree.Norm):
        return _norm(node)
    if isinstance(node, tree.Expectation):
        return tree.Expectation(node.operator, _single(node.body), None)
    if isinstance(node, tree.Derivative) and len(node.wrt) == 1:
        return tree.Gradient(node.body, node.wrt[0])
    return _bracketed(node)


def _bracketed(node: Node) -> Node:
    """A power of a function is the power of its value; a list of one is its item."""
    if isinstance(node, tree.Sequence) and len(node.items) == 1:
        return node.items[0]
    if isinstance(node, tree.Product):
        return _function_power(node) or _expectation(node) or node
    return node


def _expectation(node: tree.Product) -> Node | None:
    r"""`E[x]` and `\mathbb{E} x`, which may be products."""
    first, *rest = node.factors
    if not isinstance(first, tree.Name) or first.base != "E" or not rest:
        return None
    return tree.Expectation("E", rest[0] if len(rest) == 1 else tree.Product(tuple(rest)))


def _function_power(node: tree.Product) -> Node | None:
    r"""`\mathrm{RMS}^2 (y)`."""
    if len(node.factors) != 2 or not isinstance(node.factors[0], tree.Power):
        return None
    base = node.factors[0].base
    if isinstance(base, tree.Name) and len(base.base) > 1:
        return tree.Power(tree.Call(base, (node.factors[1],)), node.factors[0].exponent)
    return None


def _norm(node: tree.Norm) -> Node:
    r"""`\|y\|_{RMS}` is `\mathrm{RMS}(y)`."""
    order = _joined(node.order)
    if isinstance(order, tree.Name) and len(order.base) > 1:
        return tree.Call(tree.Name(order.base), (node.body,))
    return node


def _joined(node: Node | None) -> Node | None:
    """Letters set as a product, `_{RMS}`, are a word."""
    if isinstance(node, tree.Product) and all(isinstance(f, tree.Name) and f.sub is None for f in node.factors):
        return tree.Name("".join(f.base for f in node.factors if isinstance(f, tree.Name)))
    return node


def _single(node: Node) -> Node:
    return node.items[0] if isinstance(node, tree.Sequence) and len(node.items) == 1 else node


def _word(text: str) -> str:
    return " ".join(text.split())
