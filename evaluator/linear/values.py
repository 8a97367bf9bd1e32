"""Two values with matrices and vectors under one reading of their names: their sizes, then random instances."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np

from evaluator.equality.rewrite import walk
from evaluator.linear.cues import in_another_order
from evaluator.linear.draws import Array, Cannot, Draw, Singular
from evaluator.linear.instances import value
from evaluator.linear.keys import key_of
from evaluator.linear.powers import exponent_of
from evaluator.linear.readings import Reading, random_names
from evaluator.linear.shapes import Shaper, Unsized
from evaluator.linear.sizes import ONE, Misfit, Shape, Unlikely
from evaluator.mathtext import tree
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.tree import Node
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness

SIZES: Final = "sizes"  # the method of a difference that they show
INSTANCES: Final = "random instances"
LAYOUT: Final = "layout"  # and of one between rows and columns
DRAWS: Final = 6
LEAST: Final = 2  # that must have a value
_TOLERANCE: Final = 1e-8
_NOTHING: Final = 1e-2  # of entries of size one: smaller results may be rounding alone
_SHOWN: Final = 4  # entries of a witness
# What ends a draw: something without a value, sizes that clash, a singular matrix, a number too large.
FAILURES: Final = (
    Cannot, ValueError, np.linalg.LinAlgError, OverflowError, ZeroDivisionError, KeyError, RecursionError
)  # fmt: skip


def values(gold: Node, found: Node, reading: Reading) -> Outcome | None:
    shaper = reading.shaper()
    own_names = {key_of(n) for n in walk(gold) if isinstance(n, tree.Name)}
    free = reading.free_sizes(shaper, own_names)
    try:
        wanted = shaper.of(gold)
        own = shaper.of(found)
    except (Unsized, Unlikely):
        return None
    except Misfit as misfit:
        return misfit_of(gold, found, misfit.what)
    try:
        shaper.same(wanted, own, "")
    except Misfit:
        return _other_size(gold, found, shaper.sizes.shape(wanted), shaper.sizes.shape(own))
    tried = _tried(gold, found, shaper, reading)
    narrowed = reading.free_sizes(shaper, own_names) < free
    if narrowed and isinstance(tried, Different) and not _of_same_factors(gold, found):
        return misfit_of(gold, found, f"sizes do not fit in {to_latex(found)}, unless some are equal")
    if narrowed and isinstance(tried, Equal) and not _must_be_square(gold, found):
        return Unknown(cause=Cause.no_decision, reason="it holds only where sizes are equal that need not be")
    return tried


def _inverted(node: Node) -> list[Node]:
    return [n.base for n in walk(node) if isinstance(n, tree.Power) and exponent_of(n) == "inverse"]


def _must_be_square(gold: Node, found: Node) -> bool:
    """Whether `found` inverts names that stand in what `gold` inverts: `B^{-1} A^{-1}` beside `(A B)^{-1}`. That of
    `(A^T A)^{-1}` may well have no inverse."""
    bases = (b.body if isinstance(b, tree.Transpose) else b for b in _inverted(found))
    alone = {base for base in bases if isinstance(base, tree.Name)}
    inverted = _inverted(gold)
    squared = {name for base in inverted for n in walk(base) if isinstance(n, tree.Product) for name in _squared(n)}
    return bool(alone and inverted) and not alone & squared


def _squared(node: tree.Product) -> Iterator[Node]:
    """The A of `A^T A` and `A A^T`."""
    for one, other in pairwise(node.factors):
        if other == tree.Transpose(one):
            yield one
        elif one == tree.Transpose(other):
            yield other


def _other_size(gold: Node, found: Node, wanted: Shape, own: Shape) -> Different:
    if wanted != own[::-1]:
        return misfit_of(gold, found, "another size than expected")
    what = "a column where a row is expected" if own[1] == 1 else "transposed"
    return misfit_of(gold, found, "a row where a column is expected" if own[0] == 1 else what, LAYOUT)


def misfit_of(gold: Node, found: Node, what: str, method: str = SIZES) -> Different:
    witness = Witness(expected=to_latex(gold), found=to_latex(found))
    return Different(witness=witness, method=method, diagnosis=f"{what[:1].upper()}{what[1:]}.")


def _tried(gold: Node, found: Node, shaper: Shaper, reading: Reading) -> Outcome | None:
    random = random_names([gold, found]) - reading.fixed
    seen = clashes = without = 0
    for number in range(DRAWS):
        draw = Draw(reading.shapes, shaper.sizes, number, random, facts=reading.facts, places=shaper.places)
        try:
            with np.errstate(all="ignore"):
                one = value(gold, draw)
                other = value(found, draw)
        except Singular:
            without += _has_value(gold, draw)
            continue
        except FAILURES:
            continue
        clashes += one.shape != other.shape
        if one.shape != other.shape or not (np.all(np.isfinite(one)) and np.all(np.isfinite(other))):
            continue
        seen += 1
        if not _close(one, other):
            return _apart(gold, found, one, other, draw, reading)
    if seen < LEAST <= without:
        return misfit_of(
            gold, found, "a matrix is inverted here that has no inverse where the expected answer has a value"
        )
    if seen < LEAST:
        return misfit_of(gold, found, "another size than expected") if clashes >= LEAST else None
    return Equal(certainty="sampled", method=f"{seen} random instances, {_described(shaper, reading)}")


def _has_value(node: Node, draw: Draw) -> bool:
    try:
        with np.errstate(all="ignore"):
            return bool(np.all(np.isfinite(value(node, draw))))
    except FAILURES:
        return False


def _close(one: Array, other: Array) -> bool:
    return bool(np.max(np.abs(one - other)) <= _TOLERANCE * max(_NOTHING, float(np.max(np.abs(one)))))


def _apart(gold: Node, found: Node, one: Array, other: Array, draw: Draw, reading: Reading) -> Outcome:
    witness = Witness(point=_sized(draw, reading), expected=_entries(one), found=_entries(other))
    return Different(witness=witness, method=INSTANCES, diagnosis=_diagnosis(gold, found))


def _diagnosis(gold: Node, found: Node) -> str | None:
    turned = [sum(isinstance(n, tree.Transpose) for n in walk(node)) for node in (gold, found)]
    if not _of_same_factors(gold, found):
        return None
    if turned[0] != turned[1]:
        return "A transpose is missing or too many."
    return "The order of factors matters here." if _reordered(gold, found) or in_another_order(gold, found) else None


def _of_same_factors(gold: Node, found: Node) -> bool:
    return sorted(_leaves(gold)) == sorted(_leaves(found))


def _reordered(gold: Node, found: Node) -> bool:
    ours, theirs = ({n.factors for n in walk(side) if isinstance(n, tree.Product)} for side in (gold, found))
    return any(sorted(map(repr, a)) == sorted(map(repr, b)) for a in ours - theirs for b in theirs - ours)


def _leaves(node: Node) -> Iterator[str]:
    """Names, numbers and whatever else nothing stands in, with the signs between them."""
    for below in walk(node):
        if isinstance(below, tree.Name):
            yield key_of(below)
        elif isinstance(below, tree.Number | tree.Constant):
            yield to_latex(below)
        elif isinstance(below, tree.Negative | tree.Quotient | tree.Tensor):
            yield type(below).__name__


def _entries(array: Array) -> str:
    flat = [f"{float(np.real(v)):.6g}" for v in array.ravel()]
    if len(flat) == 1:
        return flat[0]
    rows, columns = array.shape
    return f"{rows} x {columns}: ({', '.join(flat[:_SHOWN])}{', ...' if len(flat) > _SHOWN else ''})"


def _described(shaper: Shaper, reading: Reading) -> str:
    draw = Draw(reading.shapes, shaper.sizes, 0)
    return ", ".join(f"{name} {size}" for name, size in _sized(draw, reading).items())


def _sized(draw: Draw, reading: Reading) -> dict[str, str]:
    arrays = {name: shape for name, shape in reading.shapes.items() if shape != ONE}
    return {name: " x ".join(str(draw.size(s)) for s in shape) for name, shape in arrays.items()}
