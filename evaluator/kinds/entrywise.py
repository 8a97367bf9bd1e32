r"""`\mu + \sigma \odot \epsilon` beside `\mu + \sigma \epsilon`: the same for each entry, where no name is a matrix."""

from __future__ import annotations

from evaluator.equality.rewrite import bottom_up, walk
from evaluator.linear.cues import is_linear
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.spelling import spelling
from evaluator.mathtext.tree import Name, Node, Product, Tensor


def in_terms_of(gold: Node, found: Node, scope: Scope) -> Node:
    """`found`; where only it multiplies entry by entry, and nothing has sizes, with products instead."""
    plain = not is_linear(gold) and _may_be_numbers(found, scope)
    return bottom_up(found, _product) if plain else found


def _may_be_numbers(node: Node, scope: Scope) -> bool:
    tensors = [n for n in walk(node) if isinstance(n, Tensor)]
    names = [n for tensor in tensors for n in walk(tensor) if isinstance(n, Name)]
    return (
        bool(names)
        and all(tensor.operator == "odot" for tensor in tensors)
        and not any(name.base[0].isupper() or name.alphabet or spelling(name) in scope.shapes for name in names)
    )


def _product(node: Node) -> Node:
    return Product((node.left, node.right)) if isinstance(node, Tensor) else node
