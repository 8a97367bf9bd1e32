"""When a difference says nothing about the answer."""

from __future__ import annotations

from dataclasses import replace

from evaluator.equality.rewrite import walk
from evaluator.linear.names import names_of, shown
from evaluator.mathtext import tree
from evaluator.mathtext.tree import Node


def why_sizes_say_nothing(gold: Node, found: Node, declared: bool) -> str | None:
    r"""The reason, where the sizes of the expected names are a guess, or a sign has two usual meanings.

    `\sigma_1^2` shows nothing of sizes; that `\lambda_1(A^T A)` has another is no difference. A `\otimes` is an outer
    product to some and a Kronecker product to others.
    """
    if _has_outer(gold) != _has_outer(found):
        return "the sign of the product has more than one meaning"
    if _entrywise(gold) and not any(isinstance(n, tree.Tensor | tree.Transpose) for n in walk(found)):
        return "a product of columns may be meant entry by entry"
    if any(map(_is_of_blocks, (*walk(gold), *walk(found)))):
        return "nothing says how high the blocks of a matrix are"
    if any(map(_may_be_spectral, (*walk(gold), *walk(found)))):
        return "a singular value or an eigenvalue may be of the matrix behind it"
    mine, theirs = names_of([gold]), names_of([found])
    bold = any(name.alphabet in ("bf", "bm") for name in mine.values())
    if not (declared or bold or shown([gold])) and mine and mine.keys() - theirs.keys() and theirs.keys() - mine.keys():
        return "nothing says what sizes its names have"
    return None


def has_unit_vectors(node: Node) -> bool:
    r"""`A e_1` is a column of A, and `e_i^T A e_j` an entry."""
    return any(isinstance(n, tree.Name) and n.base == "e" and n.sub is not None for n in walk(node))


def mirrored_block(gold: Node, found: Node) -> str | None:
    r"""`\Sigma_{21}` where the answer has `\Sigma_{12}` in its place: its transpose, if the whole is symmetric."""
    mine, theirs = names_of([gold]), names_of([found])
    swapped = {str(replace(name, sub=_turned(name.sub))) for name in theirs.values() if _is_block(name)}
    blocks = (key for key, name in mine.items() if key not in theirs and _is_block(name))
    return next((key for key in blocks if str(mine[key]) in swapped), None)


def _is_block(name: tree.Name) -> bool:
    return name.base[0].isupper() and len(_index(name.sub)) == 2


def _index(sub: Node | None) -> str:
    return sub.text if isinstance(sub, tree.Number) else ""


def _turned(sub: Node | None) -> Node:
    return tree.Number(_index(sub)[::-1])


def _is_of_blocks(node: Node) -> bool:
    return isinstance(node, tree.Matrix) and any(
        _may_be_array(n) for row in node.rows for cell in row for n in walk(cell)
    )


def _may_be_array(node: Node) -> bool:
    return isinstance(node, tree.Name) and (node.base[0].isupper() or node.sub is None)


def _may_be_spectral(node: Node) -> bool:
    r"""`\sigma_1(A)`, which is read as a product."""
    if not isinstance(node, tree.Product):
        return False
    bases = [f.base if isinstance(f, tree.Power) else f for f in node.factors[:-1]]
    return any(isinstance(b, tree.Name) and b.base in ("sigma", "lambda") and b.sub is not None for b in bases)


def _entrywise(node: Node) -> bool:
    """Whether it multiplies columns entry by entry: of matrices, the product without a sign is another one."""
    products = [n for n in walk(node) if isinstance(n, tree.Tensor)]
    names = [n for p in products for side in (p.left, p.right) for n in walk(side) if isinstance(n, tree.Name)]
    entrywise = bool(products) and all(p.operator == "odot" for p in products)
    return entrywise and not any(n.base[0].isupper() for n in names)


def _has_outer(node: Node) -> bool:
    return any(isinstance(below, tree.Tensor) and below.operator == "otimes" for below in walk(node))
