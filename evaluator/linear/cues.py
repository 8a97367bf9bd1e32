"""Whether two formulas are a matter of matrices at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations
from typing import Final

from evaluator.equality.rewrite import walk
from evaluator.linear.names import COUNTS, is_extreme, is_identity
from evaluator.mathtext import tree
from evaluator.mathtext.spelling import spelling
from evaluator.mathtext.tree import Node
from evaluator.mathtext.vocabulary import GREEK

_MATRICES: Final = frozenset("AUVWX")
_VECTORS: Final = frozenset("xyzhuvwqgb")
_OF_MATRICES: Final = frozenset({"tr", "Tr", "trace", "det", "diag", "rank", "vec"})


def is_linear(*nodes: Node) -> bool:
    """Whether something in them shows matrices or vectors: a transpose, a trace, an entrywise product, bold letters."""
    return any(_shows(below) for node in nodes for below in walk(node))


def _shows(node: Node) -> bool:
    if isinstance(node, tree.Transpose | tree.Tensor | tree.Norm):
        return True
    if isinstance(node, tree.Sum):
        return any(_is_multiple_of_identity(term) for term in node.terms)
    if isinstance(node, tree.Relation):  # "A^2 = I"
        others = [o for o in node.operands if not is_identity(o)]
        powers = (o for o in others if isinstance(o, tree.Power | tree.Product) and _may_be_matrix(_first(o)))
        return len(others) < len(node.operands) and any(powers)
    if isinstance(node, tree.Call):
        return node.function.base in _OF_MATRICES or is_extreme(node)
    if isinstance(node, tree.Power):
        return isinstance(node.exponent, tree.Name) and node.exponent.base == "dagger"
    return isinstance(node, tree.Name) and node.alphabet in ("bf", "bm") and len(node.base) == 1 and node.base.isupper()


def _first(node: tree.Power | tree.Product) -> Node:
    return node if isinstance(node, tree.Power) else node.factors[0]


def _is_multiple_of_identity(term: Node) -> bool:
    inner = term.body if isinstance(term, tree.Negative) else term
    return is_identity(inner) or (isinstance(inner, tree.Product) and is_identity(inner.factors[-1]))


def may_not_commute(*nodes: Node) -> bool:
    """Whether capitals stand side by side, which may be matrices although nothing shows it."""
    return any(_side_by_side(below) for node in nodes for below in walk(node))


def _side_by_side(node: Node) -> bool:
    if not isinstance(node, tree.Product):
        return False
    bases = [f.base if isinstance(f, tree.Power) else f for f in node.factors]
    names = [b for b in bases if isinstance(b, tree.Name)]
    if any(len(name.base) > 1 and name.base not in GREEK for name in names):
        return False  # words, such as "A and B"
    capitals = [name for name in names if name.base[0].isupper() and not _runs(name)]
    if all(name.base in COUNTS and name.alphabet is None for name in capitals):
        return False
    return len({spelling(name) for name in capitals}) > 1


def _runs(name: tree.Name) -> bool:
    """F_k and F_{n-k}: members of a sequence, which are numbers."""
    if name.sub is None or isinstance(name.sub, tree.Layer | tree.Number | tree.Text):
        return False
    return any(isinstance(below, tree.Name) and below.base.islower() for below in walk(name.sub))


def in_another_order(one: Node, other: Node, numbers: Collection[str] = ()) -> bool:
    """Whether both multiply what may be matrices in another order: no value of theirs tells, nor that they are equal
    as numbers. `numbers` are the spellings of names that are known to be some."""
    if is_linear(one, other):
        return _products(one) != _products(other)
    return bool(swapped(one, other, numbers))


def swapped(one: Node, other: Node, numbers: Collection[str] = ()) -> set[tuple[str, str]]:
    """Names that stand in one order in products of the one, and in the other order in those of the other."""
    ours, theirs = _orders(one, numbers), _orders(other, numbers)
    return {(a, b) for a, b in ours if (b, a) in theirs and (b, a) not in ours and (a, b) not in theirs}


def _products(node: Node) -> set[tuple[Node, ...]]:
    products = (tuple(filter(_may_be_matrix, n.factors)) for n in walk(node) if isinstance(n, tree.Product))
    return {factors for factors in products if len(factors) > 1}


def _orders(node: Node, numbers: Collection[str]) -> set[tuple[str, str]]:
    """Which name stands before which other one in a product of capitals, or beside an inverted capital."""
    found: set[tuple[str, str]] = set()
    for product in (n for n in walk(node) if isinstance(n, tree.Product)):
        for one, other in combinations(product.factors, 2):
            beside = _is_inverse(one) or _is_inverse(other) or _may_be_applied(one, other)
            before, behind = ({*_names(side, beside)} - {*numbers} for side in (one, other))
            found |= {(a, b) for a in before for b in behind if a != b}
    return found


def _may_be_applied(one: Node, other: Node) -> bool:
    """`W x`, in either order: letters that matrices and vectors mostly have."""
    applied = [(a, b) for a, b in ((one, other), (other, one)) if _is_vector(b)]
    return any(_is_diagonal(a) or (isinstance(a, tree.Name) and a.base in _MATRICES) for a, _ in applied)


def _is_vector(node: Node) -> bool:
    inner = node.body if isinstance(node, tree.Expectation) else node
    return isinstance(inner, tree.Name) and inner.base in _VECTORS


def _is_diagonal(node: Node) -> bool:
    return isinstance(node, tree.Call) and node.function.base == "diag"


def _names(factor: Node, small: bool) -> Iterator[str]:
    """The spellings of the names in a factor that may be matrices, and of `small` ones, which may be vectors."""
    for name in walk(factor):
        if isinstance(name, tree.Name) and name.base.isalpha() and (len(name.base) == 1 or name.base in GREEK):
            counts = name.base in COUNTS and name.alphabet is None
            if (small or name.base[0].isupper()) and not counts and not _runs(name):
                yield spelling(name)


def _is_inverse(factor: Node) -> bool:
    """`A^{-1}`, as nobody writes one over a number."""
    if not isinstance(factor, tree.Power) or factor.exponent != tree.Negative(tree.Number("1")):
        return False
    base = factor.base
    return isinstance(base, tree.Name) and base.base[0].isupper() and base.base not in COUNTS


def _may_be_matrix(factor: Node) -> bool:
    inner = factor.base if isinstance(factor, tree.Power) else factor
    inner = inner.body if isinstance(inner, tree.Transpose) else inner
    if isinstance(inner, tree.Call):
        return inner.function.base == "diag"
    return isinstance(inner, tree.Name) and (inner.base[0].isupper() or inner.alphabet in ("bf", "bm"))
