"""Do two statements about chance come to the same, whatever the law? Tried on random finite ones."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Final

import numpy as np

from evaluator.chance.axes import Axes, axes_of
from evaluator.chance.policies import with_policies
from evaluator.chance.space import Array, Space
from evaluator.chance.terms import ANY, applied, as_terms, counted, free, is_about_chance, names_in
from evaluator.chance.values import Cannot, Elsewhere, value
from evaluator.equality.rewrite import bottom_up, walk
from evaluator.mathtext.spelling import spelling
from evaluator.mathtext.tree import (
    Absolute,
    Call,
    Juxtaposed,
    Name,
    Node,
    Number,
    Product,
    Relation,
    Sequence,
    SetOperation,
)
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness

LAWS: Final = 5
_MOST_WORLDS: Final = 3 * LAWS  # looked at: in some, bounds are the wrong way round
_LARGEST: Final = 200_000  # entries of an array
_MOST_RENAMED: Final = 2
_TOLERANCE: Final = 1e-9


def decide(gold: Node, found: Node) -> Outcome | None:
    """None where they are not about chance, or cannot be worked out in a finite world."""
    gold, found = with_policies(gold, found)
    called = _called(gold) | _called(found)
    gold, found = (applied(side, called) for side in _unlabelled(gold, found))
    if isinstance(gold, Relation) or isinstance(found, Relation) or not is_about_chance(gold, found):
        return None
    if any(isinstance(n, Absolute) and isinstance(n.body, SetOperation) for n in (*walk(gold), *walk(found))):
        gold, found = counted(gold), counted(found)
    one, other = _in_one_hand(as_terms(gold), as_terms(found))
    outcome = _tried(one, other)
    if not isinstance(outcome, Different):
        return outcome
    for renamed in _renamed(one, other):
        if isinstance(again := _tried(one, renamed), Equal):
            return again
    return _doubted(one, other, outcome)


def _unlabelled(gold: Node, found: Node) -> tuple[Node, Node]:
    """`V(s) = ...` names its right side, where the other side has the same label or none."""
    match gold, found:
        case Relation(("=" | ":=",), (label, value_)), Relation(("=" | ":=",), (other, theirs)) if label == other:
            return value_, theirs
        case Relation(("=" | ":=",), (label, value_)), _ if not isinstance(found, Relation) and _is_label(label):
            return value_, found
    return gold, found


def _called(node: Node) -> frozenset[Name]:
    """The function that `V(s) = ...` tells of: wherever it stands, the name behind it is its argument."""
    match node:
        case Relation(("=" | ":=",), (Product((Name() as function, Name())), _)):
            return frozenset({function})
    return frozenset()


def _is_label(node: Node) -> bool:
    """Whether it may be a name with its arguments: V(s), H(p, q), p(x | y)."""
    if isinstance(node, Product):
        return all(isinstance(f, Name | Sequence | Juxtaposed) for f in node.factors)
    return isinstance(node, Name | Call)


def _in_one_hand(gold: Node, found: Node) -> tuple[Node, Node]:
    """P and p are one law where each has one of them, and X is x where each has one of them."""
    gold, found = _in_one_case(gold, found)
    measures = [axes_of((side,)).measures for side in (gold, found)]
    if {*measures[0], *measures[1]} == {ANY, "p"} and len(measures[0]) == len(measures[1]) == 1:
        return bottom_up(gold, _capital), bottom_up(found, _capital)
    return gold, found


def _in_one_case(gold: Node, found: Node) -> tuple[Node, Node]:
    ours, theirs = (set(names_in((side,))) for side in (gold, found))
    by: dict[Node, Node] = {}
    for name in ours ^ theirs:
        large = replace(name, base=name.base.upper())
        if name.base.islower() and len(name.base) == 1 and large in ours ^ theirs and (name in ours) != (large in ours):
            by[name] = large
    one, other = (bottom_up(side, lambda node: by.get(node, node)) for side in (gold, found))
    return one, other


def _capital(node: Node) -> Node:
    return Name(ANY) if node == Name("p") else node


def _tried(gold: Node, found: Node, independent: bool = False) -> Outcome | None:
    axes = axes_of((gold, found))
    if Space(axes, 0).size() > _LARGEST:
        return None
    compared = 0
    for number in range(_MOST_WORLDS):
        space = Space(axes, number, independent)
        try:
            with np.errstate(all="ignore"):
                pair = np.broadcast_arrays(value(gold, space), value(found, space))
        except Elsewhere:
            continue
        except (Cannot, ValueError, KeyError, FloatingPointError):
            return None
        fine = np.isfinite(pair[0]) & np.isfinite(pair[1])
        compared += bool(fine.all())
        if fine.all() and not np.allclose(pair[0], pair[1], rtol=_TOLERANCE, atol=_TOLERANCE):
            return Different(witness=_witness(pair[0], pair[1], axes), method="a random finite law")
        if compared == LAWS:
            break
    return Equal(certainty="sampled", method=f"{compared} random finite laws") if compared == LAWS else None


def _witness(expected: Array, found: Array, axes: Axes) -> Witness:
    place = np.unravel_index(int(np.argmax(np.abs(expected - found))), expected.shape)
    names = ", ".join(key for key in axes.stochastic())
    return Witness(
        point={"a law of": names or "nothing"}, expected=f"{expected[place]:.6g}", found=f"{found[place]:.6g}"
    )


def _doubted(gold: Node, found: Node, outcome: Different) -> Outcome:
    """A difference between statements of different things, or one that hangs on what is independent, is none."""
    kinds, measures = axes_of((gold, found)).kinds, axes_of((gold, found)).measures
    ours, theirs = ({spelling(n) for n in names_in((side,)) if n in free(side)} for side in (gold, found))
    if axes_of((gold,)).measures == axes_of((found,)).measures:
        ours, theirs = ours - measures, theirs - measures
    if (ours ^ theirs) & kinds.keys() or theirs - ours:
        return Unknown(cause=Cause.no_decision, reason="the two speak of different events, variables or laws")
    if isinstance(_tried(gold, found, independent=True), Equal) and not (_fades(gold) and _fades(found)):
        return Unknown(cause=Cause.no_decision, reason="it depends on whether what is random is independent")
    return outcome


def _fades(node: Node) -> bool:
    """Whether it is zero only if what is random is independent: a covariance, or an information."""
    return not isinstance(node, Number) and isinstance(_tried(node, Number("0"), independent=True), Equal)


def _renamed(gold: Node, found: Node) -> list[Node]:
    """`found` with the variables that only it sums over called as those are that only `gold` does."""
    ours, theirs = _bound(gold) - _bound(found), _bound(found) - _bound(gold)
    if not 0 < len(ours) == len(theirs) <= _MOST_RENAMED:
        return []
    orders = (dict(zip(sorted(theirs, key=str), order, strict=True)) for order in permutations(ours))
    return [bottom_up(found, lambda n, by=by: by.get(n, n)) for by in orders]  # type: ignore[misc]


def _bound(node: Node) -> set[Name]:
    inside = set(names_in((node,)))  # what stands below the name of a law tells laws apart
    return inside - {n for n in free(node) if isinstance(n, Name)}
