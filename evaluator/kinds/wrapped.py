"""Formulas that say something of another one: its smallest value, where it is taken, a derivative that it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from evaluator.equality.rewrite import bottom_up
from evaluator.kinds.final import is_label
from evaluator.mathtext import tree
from evaluator.mathtext.tree import Node
from evaluator.mathtext.vocabulary import PLACES
from evaluator.model import Different, Equal, Outcome, Unknown, Witness

Inner = Callable[[Node, Node], Outcome]

_EXTREMA: Final = frozenset({"min", "max", "argmin", "argmax", "sup", "inf"})
_TWO: Final = 2  # sides
_TURNED: Final = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_WORKED_OUT: Final = (tree.Derivative, tree.Gradient, tree.Expectation, tree.Norm, tree.Call)


def compare(gold: Node, found: Node, inner: Inner) -> Outcome | None:
    """By what they wrap, which `inner` compares; None where that is not how they are made."""
    gold, found = _extremum(gold), _extremum(found)
    if isinstance(gold, tree.Big) and isinstance(found, tree.Big) and {gold.operator, found.operator} <= _EXTREMA:
        return _extrema(gold, found, inner)
    if isinstance(gold, tree.Relation) and isinstance(found, tree.Relation):
        return _chains(gold, found, inner) or _named_alike(gold, found, inner)
    if isinstance(gold, tree.Relation):
        return _named_once(gold, found, inner)
    return None


def _extremum(node: Node) -> Node:
    r"""The right side of `\hat{y} = \arg\max_k f(k)`."""
    if not isinstance(node, tree.Relation) or node.operators not in (("=",), (":=",)) or not is_label(node.operands[0]):
        return node
    right = node.operands[1]
    return right if isinstance(right, tree.Big) and right.operator in PLACES else node


def sides(gold: Node, found: Node, inner: Inner) -> Outcome | None:
    r"""`a \le b` and `b \ge a`, side by side, where nothing else tells: what is rearranged is left open."""
    if not (isinstance(gold, tree.Relation) and isinstance(found, tree.Relation)):
        return _side_of_identity(gold, found, inner)
    signs = {*gold.operators, *found.operators}
    if len(gold.operands) != len(found.operands) or len(gold.operands) != _TWO:
        return None
    if not (signs <= _TURNED.keys() or signs == {"to"}):
        return None
    outcomes = [inner(one, other) for one, other in zip(gold.operands, found.operands, strict=True)]
    if all(isinstance(o, Equal) for o in outcomes):
        return _by_sign(gold, found, outcomes[-1])
    if signs == {"to"}:
        return next((o for o in outcomes[1:] if isinstance(o, Different) and isinstance(outcomes[0], Equal)), None)
    turned = [inner(one, other) for one, other in zip(gold.operands, reversed(found.operands), strict=True)]
    if all(isinstance(o, Equal) for o in turned):
        return _by_sign(gold, tree.Relation((_TURNED[found.operators[0]],), found.operands), turned[-1])
    one_side = [isinstance(o, Equal) for o in outcomes].count(True) == 1
    other = next((o for o in outcomes if isinstance(o, Different)), None)
    return other if one_side and gold.operators == found.operators else None


def _by_sign(gold: tree.Relation, found: tree.Relation, told: Outcome) -> Outcome:
    if gold.operators == found.operators:
        return told
    witness = Witness(expected=gold.operators[0], found=found.operators[0])
    return Different(witness=witness, method="another relation", diagnosis="The sign between the sides is another.")


def _named_once(gold: tree.Relation, found: Node, inner: Inner) -> Outcome | None:
    """`Var(X) = v` and `v`."""
    if gold.operators != ("=",) or not _is_worked_out(gold.operands[0]):
        return None
    return _decided(inner(gold.operands[1], found))


def _is_worked_out(label: Node) -> bool:
    """Also `(d/dx) s(x)`, where nothing says that s is a function."""
    if isinstance(label, tree.Product) and isinstance(label.factors[0], tree.Derivative):
        return all(isinstance(f, tree.Name) for f in label.factors[1:])
    return isinstance(label, _WORKED_OUT)


def _side_of_identity(gold: Node, found: Node, inner: Inner) -> Outcome | None:
    """`(I + A)^{-1} = B` and `B`, where the two sides are the same whatever stands in them."""
    if not isinstance(gold, tree.Relation) or gold.operators != ("=",) or isinstance(found, tree.Relation):
        return None
    outcome = inner(gold.operands[1], found)
    return outcome if not isinstance(outcome, Unknown) and isinstance(inner(*gold.operands), Equal) else None


def _extrema(gold: tree.Big, found: tree.Big, inner: Inner) -> Outcome | None:
    if gold.lower != found.lower:
        return None
    outcome = inner(gold.body, found.body)
    if not isinstance(outcome, Equal):
        return _taken_at_the_same_place(gold, found, inner)
    if gold.operator != found.operator:
        return Different(witness=Witness(expected=gold.operator, found=found.operator), method="another extremum")
    return outcome.model_copy(update={"method": f"the same extremum; of it: {outcome.method}"})


def _taken_at_the_same_place(gold: tree.Big, found: tree.Big, inner: Inner) -> Outcome | None:
    """Where something is smallest, half of it is, its root, its logarithm, and there minus it is largest."""
    if not {gold.operator, found.operator} <= PLACES:
        return None
    sign = (lambda node: node) if gold.operator == found.operator else tree.Negative
    turned = "" if gold.operator == found.operator else "minus "
    for how, changed in _RISING:
        for one, other in ((sign(changed(gold.body)), found.body), (sign(gold.body), changed(found.body))):
            if isinstance(outcome := inner(one, other), Equal):
                return outcome.model_copy(update={"method": f"the same place, of {turned}{how}; {outcome.method}"})
    if isinstance(found.body, tree.Norm) and gold.operator == found.operator:
        outcome = inner(gold.body, _squared_up(found.body))
        if isinstance(outcome, Equal):
            return outcome.model_copy(update={"method": f"the same place, of its root; {outcome.method}"})
    return None


def _logarithm(node: Node) -> Node:
    """With the logarithm of a product as a sum."""
    if isinstance(node, tree.Big) and node.operator == "prod":
        return tree.Big("sum", node.lower, node.upper, _logarithm(node.body), node.variable)
    return tree.Call(tree.Name("log"), (node,))


def _times(factor: Node) -> Callable[[Node], Node]:
    return lambda node: tree.Product((factor, node))


def _chains(gold: tree.Relation, found: tree.Relation, inner: Inner) -> Outcome | None:
    r"""`a \le b \le c` and `c \ge b \ge a`, link by link; None unless all links are the same."""
    if len(gold.operands) != len(found.operands) or len(gold.operands) == _TWO:
        return None
    if not {*gold.operators, *found.operators} <= _TURNED.keys() - {"=", "!="}:
        return None
    turned = tuple(_TURNED[sign] for sign in reversed(found.operators))
    for operators, operands in ((found.operators, found.operands), (turned, found.operands[::-1])):
        if operators != gold.operators:
            continue
        outcomes = [inner(one, other) for one, other in zip(gold.operands, operands, strict=True)]
        if all(isinstance(each, Equal) for each in outcomes):
            return outcomes[0].model_copy(update={"method": "link by link"})
    return None


def _named_alike(gold: tree.Relation, found: tree.Relation, inner: Inner) -> Outcome | None:
    """`dL/dW = A` and `dL/dW = B`: what is worked out on the right decides, where it does."""
    if gold.operators != ("=",) or found.operators != ("=",):
        return None
    if (squared := _squared(gold, found) or _squared(found, gold)) is not None:
        return _decided(inner(*squared))
    if (entries := _of_entries(gold, found)) is not None:
        return _decided(inner(*entries))
    if not _is_worked_out(gold.operands[0]):
        return None
    one, other = (_as_gradient(side.operands[0]) for side in (gold, found))
    return _decided(inner(gold.operands[1], found.operands[1])) if one == other else None


def _decided(outcome: Outcome) -> Outcome | None:
    return None if isinstance(outcome, Unknown) else outcome


def _squared(one: tree.Relation, other: tree.Relation) -> tuple[Node, Node] | None:
    r"""The right sides of `\sigma^2 = a` and `\sigma = b`, the second squared: deviations and norms are positive."""
    match one.operands, other.operands:
        case (tree.Power(base=base, exponent=tree.Number("2")), square), (label, root) if base == label:
            if isinstance(label, tree.Norm) or (isinstance(label, tree.Name) and label.base == "sigma"):
                return square, tree.Power(root, tree.Number("2"))
    return None


def _of_entries(gold: tree.Relation, found: tree.Relation) -> tuple[Node, Node] | None:
    r"""The right sides of `y = f(z)` and `y_i = ...`, both of the entry: the first with the index behind it."""
    (whole, ours), (entry, theirs) = gold.operands, found.operands
    if not (isinstance(whole, tree.Name) and isinstance(entry, tree.Name)):
        return None
    if whole.sub is None and isinstance(ours, tree.Call) and replace(entry, sub=None) == whole and entry.sub:
        return tree.Indexed(ours, entry.sub), theirs
    if entry.sub is None and isinstance(theirs, tree.Call) and replace(whole, sub=None) == entry and whole.sub:
        return ours, tree.Indexed(theirs, whole.sub)
    return None


def _as_gradient(node: Node) -> Node:
    return bottom_up(node, lambda n: tree.Gradient(n.body, n.wrt[0]) if _is_single(n) else n)  # type: ignore[attr-defined]


def _is_single(node: Node) -> bool:
    return isinstance(node, tree.Derivative) and len(node.wrt) == 1


def by_vectors(gold: Node, found: Node, inner: Callable[[Node, Node], Outcome | None]) -> Outcome | None:
    r"""`\frac{\partial}{\partial x} x^T A x`, where x is a vector: the gradient, as a column or as a row."""
    one, other = _as_gradient(gold), _as_gradient(found)
    if (one, other) == (gold, found):
        return None
    upright = inner(one, other)
    if upright is None or isinstance(upright, Equal):
        return upright
    lying = inner(tree.Transpose(one), other)
    if isinstance(lying, Equal):
        return lying.model_copy(update={"method": f"{lying.method}; a derivative in the other layout"})
    return upright if isinstance(lying, Different) else None


def _squared_up(node: Node) -> Node:
    return tree.Power(node, tree.Number("2"))


_RISING: Final[tuple[tuple[str, Callable[[Node], Node]], ...]] = (
    ("it", lambda node: node),
    ("half of it", _times(tree.Quotient(tree.Number("1"), tree.Number("2")))),
    ("twice it", _times(tree.Number("2"))),
    ("its mean", _times(tree.Quotient(tree.Number("1"), tree.Name("n")))),
    ("its logarithm", _logarithm),
    ("its square", _squared_up),
)
