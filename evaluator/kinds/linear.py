"""Answers with matrices and vectors, before any other kind has a look: there the order of factors would be lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from evaluator.equality.ellipses import has_open_dots, without_dots
from evaluator.equality.rewrite import bottom_up, walk
from evaluator.equality.sizes import too_large
from evaluator.kinds.final import STATED, is_label, same_label, stated
from evaluator.kinds.sums import written_out
from evaluator.linear.counted import COUNTS, with_count
from evaluator.linear.cues import is_linear, may_not_commute
from evaluator.linear.decide import decide, decide_by_entries
from evaluator.linear.diagonals import in_whole_matrices
from evaluator.linear.features import with_features, with_gradients
from evaluator.linear.indexed import comes_back, entry_of, free_indices, label_of, whole_of
from evaluator.linear.ones import with_ones
from evaluator.linear.powers import exponent_of
from evaluator.linear.ranges import run_alike
from evaluator.linear.sizes import ONE, Shape
from evaluator.linear.values import INSTANCES
from evaluator.mathtext import tree
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.spelling import spelling
from evaluator.mathtext.tree import Node
from evaluator.model import Cause, Different, Equal, Outcome, Unknown


def compare_linear(gold: Node, found: Node, scope: Scope) -> Outcome | None:
    """None where nothing in them is a matter of matrices. The scope may declare sizes."""
    gold, found = (written_out(without_dots(side)) for side in (gold, found))
    told = _by_entries(gold, found, scope) or _compared(gold, found, scope)
    if isinstance(told, Different) and (has_open_dots(gold) or has_open_dots(found)):
        return Unknown(cause=Cause.no_decision, reason="dots leave open what stands between")
    by_terms = isinstance(told, Equal) or (isinstance(told, Different) and told.method == INSTANCES)
    if by_terms and not run_alike(gold, found) and with_count(gold, found, COUNTS[0]) is None:
        return Unknown(cause=Cause.no_decision, reason="it depends on how far the sums run")
    return told


def _by_entries(gold: Node, found: Node, scope: Scope) -> Outcome | None:
    """Of one in free indices; its label says in which order they run."""
    sides = [_indexed(side) for side in (stated(gold), stated(found))]
    if "e" not in scope.symbols:
        sides = [(bottom_up(side, _exponential), order) for side, order in sides]
    one, other = (with_ones(side) for side, _ in sides)
    order = sides[0][1] or sides[1][1]
    if len({*order}) < len(order):  # `D_{ii} = ...` says nothing of what stands beside the diagonal
        one, other = (side if free_indices(side) else tree.Call(tree.Name("diag"), (side,)) for side in (one, other))
    told = decide_by_entries(one, other, _declared(scope, one, other), tuple(dict.fromkeys(order)))
    return _OTHER_NAME if isinstance(told, Equal) and _name_two_things(stated(gold), stated(found)) else told


_OTHER_NAME: Final = Unknown(cause=Cause.no_decision, reason="the same is given to another name")


def _name_two_things(gold: Node, found: Node) -> bool:
    """`y = A x` and `z_i = ...`."""
    relations = [n for n in (gold, found) if isinstance(n, tree.Relation) and not comes_back(n)]
    wholes = [whole_of(n.operands[0])[0] for n in relations if isinstance(n.operands[0], tree.Name)]
    return len(wholes) > 1 and not same_label(wholes[0], wholes[1])


def _indexed(node: Node) -> tuple[Node, tuple[tree.Name, ...]]:
    """The value of `C_{ij} = ...`, `(A x)_i`, `y = A x`, with the order of the indices where it is said."""
    if (labelled := label_of(node) or entry_of(node)) is not None:
        return labelled
    named = isinstance(node, tree.Relation) and _labels(node) and not comes_back(node)
    return (stated(node.operands[-1]) if isinstance(node, tree.Relation) and named else node), ()


def _compared(gold: Node, found: Node, scope: Scope) -> Outcome | None:
    one, other = _with_inner_products(*_without_label(stated(gold), stated(found)))
    one, other = _with_singular_values(one, other), _with_singular_values(other, one)
    if is_linear(one, other):
        one, other = with_gradients(*with_features(one, other))
    if "e" not in scope.symbols:
        one, other = bottom_up(one, _exponential), bottom_up(other, _exponential)
    one, other = in_whole_matrices(one), in_whole_matrices(other)
    known = _declared(scope, one, other)
    if not (known or is_linear(one, other) or may_not_commute(one, other) or _is_about_means(one)):
        return None
    if too_large(one) or too_large(other):
        return None
    vectors = with_ones(one), with_ones(other)
    told = decide(*vectors, known)
    plain = None if isinstance(told, Equal) or vectors == (one, other) else decide(one, other, known)
    return plain if isinstance(plain, Equal) else told  # the 1 in `x^T y \cdot 1` is a number


def of_determinants(*nodes: Node) -> bool:
    """Whether a derivative is taken of the determinant of what it is by."""
    below = [n for node in nodes for n in walk(node)]
    taken = {n for call in below if isinstance(call, tree.Call) and call.function.base == "det" for n in walk(call)}
    by = {wrt for d in below if isinstance(d, tree.Derivative) for wrt in d.wrt}
    by |= {d.wrt for d in below if isinstance(d, tree.Gradient) and d.wrt is not None}
    return any(isinstance(n, tree.Name) for n in taken & by)


def _with_singular_values(node: Node, beside: Node) -> Node:
    r"""Sigma as the diagonal of sigma_i, where the other side has a diagonal of them."""
    diagonals = [n for n in walk(beside) if isinstance(n, tree.Call) and n.function.base == "diag"]
    entries = {n for d in diagonals for n in walk(d) if isinstance(n, tree.Name) and n.base in _DIAGONALS and n.sub}
    if len(entries) != 1:
        return node
    (entry,) = entries
    whole = tree.Name(_DIAGONALS[entry.base])
    return bottom_up(node, lambda n: tree.Call(tree.Name("diag"), (entry,)) if n == whole else n)


_DIAGONALS: Final = {"sigma": "Sigma", "lambda": "Lambda", "s": "S", "d": "D"}


def _exponential(node: Node) -> Node:
    """Powers of e, which is no error vector then."""
    match node:
        case tree.Power(tree.Name("e", None, 0, None, None), exponent) if exponent_of(node) is None:
            return tree.Call(tree.Name("exp"), (exponent,))
    return node


def _with_inner_products(one: Node, other: Node) -> tuple[Node, Node]:
    r"""`\langle u, v \rangle` where the other has no pairs."""
    pairs = [any(isinstance(n, tree.Sequence) for n in walk(node)) for node in (one, other)]
    if pairs[0] == pairs[1]:
        return one, other
    return bottom_up(one, _as_inner), bottom_up(other, _as_inner)


def _as_inner(node: Node) -> Node:
    if isinstance(node, tree.Indexed) and isinstance(node.index, tree.Name) and node.index.base == "F":
        node = node.body
    if not isinstance(node, tree.Sequence) or node.kind != "tuple" or len(node.items) != 2:
        return node
    if not all(any(isinstance(n, tree.Name) for n in walk(item)) for item in node.items):
        return node
    return tree.Call(tree.Name("inner", alphabet="rm"), node.items)


def is_declared(scope: Scope, *nodes: Node) -> bool:
    """Whether the scope says sizes of names in them."""
    return bool(_declared(scope, *nodes))


def _declared(scope: Scope, *nodes: Node) -> Mapping[str, Shape]:
    """The shapes of the names that occur; none where all of them are numbers."""
    names = {spelling(n) for node in nodes for n in walk(node) if isinstance(n, tree.Name)}
    found = {name: _shape(sizes) for name, sizes in scope.shapes.items() if name in names}
    return found if any(shape != ONE for shape in found.values()) else {}


def _shape(sizes: tuple[str, ...]) -> Shape:
    rows, columns, *_ = (*(1 if size == "1" else size for size in sizes), 1, 1)
    return rows, columns


def _is_about_means(node: Node) -> bool:
    """Relations between expectations, and gradients in a name: what has no value of its own."""
    if isinstance(node, tree.Relation):
        return any(isinstance(below, tree.Expectation) for below in walk(node))
    return isinstance(node, tree.Gradient) or any(
        isinstance(below, tree.Expectation) and below.operator == "Cov" for below in walk(node)
    )


def _without_label(gold: Node, found: Node) -> tuple[Node, Node]:
    """`w = ...` names a value; `A = A^T` states something, for the name comes back."""
    if not _labels(gold):
        return gold, found
    assert isinstance(gold, tree.Relation)
    if not isinstance(found, tree.Relation):
        return stated(gold.operands[-1]), found
    if _labels(found) and same_label(gold.operands[0], found.operands[0]):
        return stated(gold.operands[-1]), stated(found.operands[-1])
    return gold, found


def states_both_sides(node: Node) -> bool:
    """Whether it is a relation that says something of its left side, and does not only name its right one."""
    return isinstance(node, tree.Relation) and "~" not in node.operators and not _labels(node)


def _labels(node: Node) -> bool:
    if not isinstance(node, tree.Relation) or not set(node.operators) <= STATED or not is_label(node.operands[0]):
        return False
    name = node.operands[0]
    key = spelling(name) if isinstance(name, tree.Name) else None
    return key is None or not any(
        isinstance(below, tree.Name) and spelling(below) == key for side in node.operands[1:] for below in walk(side)
    )
