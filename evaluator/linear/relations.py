"""Two relations are the same where the differences of their sides are, up to a factor that the operator allows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

import numpy as np

from evaluator.linear.boundaries import same_boundary
from evaluator.linear.draws import Array, Draw
from evaluator.linear.instances import value
from evaluator.linear.readings import Reading, fit, random_names
from evaluator.linear.shapes import Shaper, Unsized
from evaluator.linear.sizes import ONE, Misfit, Unlikely
from evaluator.linear.solved import same_solution
from evaluator.linear.values import DRAWS, FAILURES, LEAST, misfit_of, values
from evaluator.mathtext import tree
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.tree import Node
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness

_SAME_PLACES: Final = Equal(
    certainty="sampled", method="they hold at the same random instances, and begin to hold at the same places"
)
_NOTHING: Final = 1e-9
_SAME_FACTOR: Final = 1e-6
_TURNED_ROUND: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def under(gold: Node, found: Node, reading: Reading) -> Outcome | None:
    """What one reading of their names says of two formulas, values or relations."""
    return relations(gold, found, reading) if isinstance(gold, tree.Relation) else values(gold, found, reading)


def relations(gold: Node, found: Node, reading: Reading) -> Outcome | None:
    """Two relations are the same where the differences of their sides are, up to a factor that the operator allows, as
    they stand or with an inverse that is a whole side of one of them multiplied out; else where they have the same
    solution, or begin to hold at the same places."""
    told = _as_they_stand(gold, found, reading)
    if not isinstance(told, Different):
        return told
    for one, other in ((g, f) for g in _cleared(gold) for f in _cleared(found)):
        if (one, other) != (gold, found) and isinstance(again := _as_they_stand(one, other, reading), Equal):
            return again.model_copy(update={"method": f"{again.method}; with the inverse multiplied out"})
    return _solved(gold, found, reading) or _if_positive(gold, found, reading) or told


def _solved(gold: Node, found: Node, reading: Reading) -> Outcome | None:
    """What two equations say of each other that differ by more than a factor."""
    if not (isinstance(gold, tree.Relation) and isinstance(found, tree.Relation)):
        return None
    if {*gold.operators, *found.operators} - {"=", ":="} or max(len(gold.operands), len(found.operands)) > 2:
        return None
    if (shaper := _fitted(gold, found, reading)) is None:
        return None
    if (solved := same_solution(gold, found, reading, shaper)) is not None:
        return solved
    return _SAME_PLACES if same_boundary(gold, found, reading, shaper) is not None else None


def _if_positive(gold: Node, found: Node, reading: Reading) -> Outcome | None:
    r"""`\|w\|^2 \le R^2 / \gamma^2` and `\|w\| \le R / \gamma`, which are the same of positive numbers."""
    if not (isinstance(gold, tree.Relation) and isinstance(found, tree.Relation)):
        return None
    if not {*gold.operators, *found.operators} <= _TURNED_ROUND.keys() or len({*gold.operators, *found.operators}) > 1:
        return None
    numbers = sorted(key for key, shape in reading.shapes.items() if shape == ONE)
    positive = reading.with_positive_numbers()
    shaper = _fitted(gold, found, positive) if numbers else None
    if shaper is None or same_boundary(gold, found, positive, shaper) != 1:
        return None
    reason = f"they are the same if {', '.join(numbers)} stand for positive numbers"
    return Unknown(cause=Cause.no_decision, reason=reason)


def _fitted(gold: tree.Relation, found: tree.Relation, reading: Reading) -> Shaper | None:
    """With the sizes that both ask for; None where they ask for different ones."""
    shaper = reading.shaper()
    try:
        for relation in (gold, found):
            fit(relation.operands, shaper)
    except (Misfit, Unsized):
        return None
    return shaper


def _cleared(relation: Node) -> Iterator[Node]:
    """The relation, and `I = A R` and `I = R A` for `A^{-1} = R`."""
    yield relation
    if not isinstance(relation, tree.Relation) or relation.operators != ("=",):
        return
    for inverse, rest in (relation.operands, relation.operands[::-1]):
        if isinstance(inverse, tree.Power) and inverse.exponent == tree.Negative(tree.Number("1")):
            for factors in ((inverse.base, rest), (rest, inverse.base)):
                yield tree.Relation(("=",), (tree.Name("I"), tree.Product(factors)))


def _as_they_stand(gold: Node, found: Node, reading: Reading) -> Outcome | None:
    if not (isinstance(gold, tree.Relation) and isinstance(found, tree.Relation)):
        return None
    if len(gold.operators) != 1 or len(found.operators) != 1:
        return None
    (wanted,), (own,) = gold.operators, found.operators
    wanted, own = ("=" if o == ":=" else o for o in (wanted, own))
    if wanted not in ("=", *_TURNED_ROUND) or own not in ("=", *_TURNED_ROUND):
        return None
    shaper = reading.shaper()
    try:
        with suppress(Unsized, Unlikely, Misfit):
            fit(gold.operands, shaper)  # an identity in it is as large as what it stands beside
        fit(found.operands, shaper)
    except (Unsized, Unlikely):
        return None
    except Misfit as misfit:
        return misfit_of(gold, found, misfit.what)
    ratios = list(_ratios(gold, found, shaper, reading))
    if len(ratios) < LEAST or any(r == 0 for r in ratios):
        return None
    known = [r for r in ratios if r is not None]
    if not known and wanted == own == "=" and all(_holds(relation, shaper, reading) for relation in (gold, found)):
        return _same_identity(gold, found, reading)
    meant = own if known and known[0] > 0 else _TURNED_ROUND.get(own, own)
    if len(known) == len(ratios) and meant in _TURNED_ROUND and meant == wanted and _one_sign(known) and _vary(known):
        if same_boundary(gold, found, reading, shaper) is not None:
            return _SAME_PLACES
        return Unknown(cause=Cause.no_decision, reason="it may be multiplied by something positive that is no number")
    if len(known) < len(ratios) or _vary(known):
        return _other_relation(gold, found, "Another relation.")
    if meant != wanted:
        turned = own != "=" and wanted != "="
        return _other_relation(gold, found, f"Another relation{': the other way round, or strict' if turned else ''}.")
    return Equal(certainty="sampled", method=f"both sides, {len(ratios)} random instances")


def _holds(relation: tree.Relation, shaper: Shaper, reading: Reading) -> bool:
    """Whether it holds at random instances, and so whatever its names stand for."""
    random = random_names(relation.operands)
    seen = 0
    for number in range(DRAWS):
        draw = Draw(reading.shapes, shaper.sizes, number, random, places=shaper.places)
        try:
            with np.errstate(all="ignore"):
                gap, size = _difference(relation, draw), np.max(np.abs(value(relation.operands[0], draw)))
        except FAILURES:
            continue
        seen += 1
        if np.max(np.abs(gap)) > _NOTHING * max(1.0, float(size)):
            return False
    return seen >= LEAST


def _same_identity(gold: tree.Relation, found: tree.Relation, reading: Reading) -> Outcome:
    """Two relations that always hold are one where their sides are."""
    for sides in (found.operands, found.operands[::-1]):
        told = [values(one, other, reading) for one, other in zip(gold.operands, sides, strict=True)]
        if all(isinstance(each, Equal) for each in told):
            return Equal(certainty="sampled", method="side by side, at random instances")
    return Unknown(cause=Cause.no_decision, reason="both hold whatever their names stand for")


def _one_sign(ratios: list[float]) -> bool:
    return min(ratios) > 0 or max(ratios) < 0


def _vary(ratios: list[float]) -> bool:
    return max(ratios) - min(ratios) > _SAME_FACTOR * abs(ratios[0])


def _other_relation(gold: Node, found: Node, diagnosis: str) -> Different:
    witness = Witness(expected=to_latex(gold), found=to_latex(found))
    return Different(witness=witness, method="both sides of the relation", diagnosis=diagnosis)


def _ratios(gold: tree.Relation, found: tree.Relation, shaper: Shaper, reading: Reading) -> Iterator[float | None]:
    """By what the difference of the sides of the one is that of the other times; None where by nothing."""
    random = random_names([*gold.operands, *found.operands])
    left = DRAWS
    for number in range(4 * DRAWS):
        draw = Draw(reading.shapes, shaper.sizes, number, random, places=shaper.places)
        try:
            with np.errstate(all="ignore"):
                one, other = (_difference(r, draw) for r in (gold, found))
        except FAILURES:
            continue
        if gold.operators[0] in _TURNED_ROUND and not (_is_real(one) and _is_real(other)):
            continue  # a root of a negative number, where nothing is less than anything
        yield _ratio(one, other)
        left -= 1
        if not left:
            return


def _is_real(values: Array) -> bool:
    return bool(np.all(np.abs(np.imag(values)) <= 1e-9 * (1 + np.abs(values))))


def _difference(relation: tree.Relation, draw: Draw) -> Array:
    left, right = (value(o, draw) for o in relation.operands)
    if right.shape == (1, 1) and right[0, 0] == 0:
        return left
    if left.shape != right.shape:
        raise ValueError("sizes clash")
    return left - right


def _ratio(one: Array, other: Array) -> float | None:
    for turned in (other, other.T):
        if turned.shape != one.shape:
            continue
        place = np.unravel_index(int(np.argmax(np.abs(one))), one.shape)
        if abs(one[place]) < 1e-12:
            return None
        factor = float(np.real(turned[place] / one[place]))
        if np.max(np.abs(turned - factor * one)) <= 1e-7 * max(1e-9, float(np.max(np.abs(turned)))):
            return factor
    return None
