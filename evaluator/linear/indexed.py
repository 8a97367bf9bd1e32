r"""Formulas in free indices, `p_i (\delta_{ij} - p_j)`, beside whole arrays, `\operatorname{diag}(p) - p p^T`.

An index that no sum runs over stands for each of its values: the formula is that of every entry of an array.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from evaluator.equality.rewrite import bottom_up, children, rebuild, walk
from evaluator.linear.entries import ARRAY, ENTRY, indices_of, items_of
from evaluator.linear.names import IDENTITY, is_identity, is_ones
from evaluator.mathtext import tree
from evaluator.mathtext.tree import Node

_LETTERS: Final = frozenset("ijklmn")  # that indices mostly have
_MOST: Final = 2  # free ones
_LABELS: Final = ("=", ":=")


def is_entry_of(one: Node, other: Node) -> bool:
    """Whether `one` has free indices at names that `other`, which has none, uses whole."""
    found = free_indices(one)
    whole = _whole(other)
    return 0 < len(found) <= _MOST and not free_indices(other) and any(_taken(n, whole, found) for n in walk(one))


def as_array(node: Node, beside: Node, order: tuple[tree.Name, ...] = ()) -> Node:
    """`node` as the array of all its entries, or a relation between such; the indices run in the given `order`."""
    found, whole = order or tuple(sorted(free_indices(node), key=lambda n: n.base)), _whole(beside)
    if isinstance(node, tree.Relation):
        return tree.Relation(node.operators, tuple(_array(side, found, whole) for side in node.operands))
    return _array(node, found, whole)


def in_entries_only(*nodes: Node) -> bool:
    """Whether every name of an array stands with an index, so that nothing in it is a whole array."""
    inside = [n for node in nodes for n in walk(node) if isinstance(n, tree.Call) and n.function == ARRAY]
    return bool(inside) and all(set(_outside(call.arguments[0])) <= set(call.arguments[1:]) for call in inside)


def free_indices(node: Node) -> frozenset[tree.Name]:
    """Letters below names that nothing in `node` gives values."""
    return frozenset(_free(node, frozenset()))


def label_of(node: Node) -> tuple[Node, tuple[tree.Name, ...]] | None:
    r"""The right side of `C_{ij} = ...` and `\partial L / \partial W_{ij} = ...`, with the order of the indices on the
    left, twice the same one in `D_{ii} = ...`. None where nothing is named so."""
    if not isinstance(node, tree.Relation) or len(node.operators) != 1 or node.operators[0] not in _LABELS:
        return None
    left, right = node.operands
    if comes_back(node):
        return None
    order = tuple(i for name in _named(left) for i in name if isinstance(i, tree.Name))
    fits = 0 < len(order) <= _MOST and free_indices(right) <= {*order}
    return (right, order) if fits and all(i.base in _LETTERS for i in order) else None


def comes_back(relation: tree.Relation) -> bool:
    """Whether other entries of what its left side names stand on the right: `a_{ij} = a_{ji}` names nothing."""
    left, *others = relation.operands
    if not isinstance(left, tree.Name):
        return False
    whole = whole_of(left)[0]
    return any(isinstance(n, tree.Name) and whole_of(n)[0] == whole for side in others for n in walk(side))


def entry_of(node: Node) -> tuple[Node, tuple[tree.Name, ...]] | None:
    """The whole that `(A x)_i` is an entry of, with the indices; None for anything else."""
    if not isinstance(node, tree.Indexed):
        return None
    order = tuple(i for i in items_of(node.index) if isinstance(i, tree.Name) and i.sub is None and i.base in _LETTERS)
    return (node.body, order) if 0 < len(order) == len(items_of(node.index)) <= _MOST else None


def _named(left: Node) -> Iterator[tuple[Node, ...]]:
    """The indices of a label, those of the numerator first."""
    match left:
        case tree.Name():
            yield whole_of(left)[1]
        case tree.Indexed(_, index):
            yield items_of(index)
        case tree.Derivative(body, wrt):
            for part in (body, *wrt):
                yield from _named(part)


def whole_of(name: tree.Name) -> tuple[tree.Name, tuple[Node, ...]]:
    """The whole that a name is an entry of, and its indices; a layer stays with the whole."""
    layer = name.sub if isinstance(name.sub, tree.Layer) else None
    below = layer.sub if layer is not None else name.sub
    kept = tree.Layer(layer.index) if layer is not None else None
    return tree.Name(name.base, kept, name.primes, name.accent, name.alphabet), () if below is None else items_of(below)


def _free(node: Node, bound: frozenset[Node]) -> Iterator[tree.Name]:
    if isinstance(node, tree.Big) and node.lower is not None:
        yield from _free(node.body, bound | set(indices_of(node.lower)))
        return
    if isinstance(node, tree.Name):
        below = () if is_identity(node) or is_ones(node) else whole_of(node)[1]  # there it says how large it is
        if all(isinstance(i, tree.Name) and i.sub is None and i.base in _LETTERS for i in below):
            yield from (i for i in below if isinstance(i, tree.Name) and i not in bound)
        return
    for child in children(node):
        yield from _free(child, bound)


def _whole(node: Node) -> frozenset[tree.Name]:
    """Names without an index, but for one of a layer."""
    return frozenset(n for n in walk(node) if isinstance(n, tree.Name) and not whole_of(n)[1])


def _taken(node: Node, whole: Collection[tree.Name], free: Collection[tree.Name]) -> bool:
    if not isinstance(node, tree.Name):
        return False
    base, below = whole_of(node)
    return bool(set(below) & set(free)) and (base in whole or _table(base) in whole)


def _table(name: tree.Name) -> tree.Name:
    """The A whose entries are called a_{ij}."""
    return tree.Name(name.base.upper(), name.sub, name.primes, name.accent, name.alphabet)


def _array(node: Node, order: tuple[tree.Name, ...], whole: Collection[tree.Name]) -> Node:
    return tree.Call(ARRAY, (_entries(_multiplied(node), frozenset(order), whole), *order))


def _multiplied(node: Node) -> Node:
    """`p_i (...)` is a product: what has an index is no function here."""

    def opened(inner: Node) -> Node:
        match inner:
            case tree.Call(tree.Name(sub=tree.Name()) as name, (argument,)):
                return tree.Product((name, argument))
        return inner

    return bottom_up(node, opened)


def _entries(node: Node, bound: frozenset[Node], whole: Collection[tree.Name]) -> Node:
    """`node` with each name that carries a bound index as an entry; a delta is one of the identity."""
    if isinstance(node, tree.Big) and node.operator == "sum" and node.lower is not None:
        running = indices_of(node.lower)
        inner = _entries(node.body, bound | set(running), whole)
        for index in reversed(running):
            lower = tree.Relation(("=",), (index, tree.Number("1")))
            inner = tree.Big("sum", lower, node.upper, inner, node.variable)
        return inner
    if isinstance(node, tree.Cases) and (pair := _equal_indices(node, bound)) is not None:
        return tree.Call(ENTRY, (tree.Name(IDENTITY), *pair))
    if isinstance(node, tree.Name):
        return _entry(node, bound, whole)
    return rebuild(node, lambda below: _entries(below, bound, whole))


def _entry(name: tree.Name, bound: frozenset[Node], whole: Collection[tree.Name]) -> Node:
    base, below = whole_of(name)
    if not below or not all(i in bound for i in below) or len(below) > _MOST:
        return name
    if len(below) == _MOST and base.base == "delta" and base not in whole:
        return tree.Call(ENTRY, (tree.Name(IDENTITY), *below))
    if base not in whole and len(below) == _MOST and _table(base) in whole:
        base = _table(base)
    return tree.Call(ENTRY, (base, *below)) if base in whole else name


def _equal_indices(node: tree.Cases, bound: frozenset[Node]) -> tuple[Node, Node] | None:
    match node.rows:
        case ((tree.Number("1"), tree.Relation(("=",), (one, other))), (tree.Number("0"), _)):
            return (one, other) if {one, other} <= bound else None
    return None


def _outside(node: Node) -> Iterator[tree.Name]:
    """Names of an entry's formula that stand outside of entries and of sums' indices."""
    if isinstance(node, tree.Call) and node.function == ENTRY:
        return
    if isinstance(node, tree.Big) and node.lower is not None:
        running = set(indices_of(node.lower))
        yield from (name for name in _outside(node.body) if name not in running)
        return
    if isinstance(node, tree.Name):
        yield node
        return
    for child in node.arguments if isinstance(node, tree.Call) else children(node):
        yield from _outside(child)
