"""U, Sigma and V, as these names are used in decompositions: what holds where they are one, and of which matrix."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

from evaluator.equality.rewrite import bottom_up
from evaluator.linear.keys import key_of
from evaluator.linear.names import names_of
from evaluator.linear.readings import Reading, Setting, sides_of
from evaluator.linear.relations import under
from evaluator.linear.sizes import ONE, Shape
from evaluator.mathtext import tree
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.tree import Node
from evaluator.model import Cause, Different, Equal, Outcome, Unknown

_SQUARE: Final = Unknown(cause=Cause.no_decision, reason="it holds where the factors of the decomposition are square")
_ROTATIONS: Final = frozenset("U V Q".split())
_MIDDLES: Final = frozenset(["\\Sigma", "\\Lambda", "S", "D"])
_ORTHOGONAL: Final = frozenset({"orthogonal"})
_DIAGONAL: Final = frozenset({"diagonal"})
_MANY, _FEW = 5, 3
Sizes = Mapping[str, Shape]
Factors = tuple[tree.Name, tree.Name, tree.Name]  # the first and the last are one in `Q \Lambda Q^T`


def as_decomposed(gold: Node, found: Node, reading: Reading, known: Sizes) -> Outcome | None:
    r"""What two formulas that differ say of each other where U and V are orthogonal and Sigma is diagonal, and where
    they make up a matrix that only the other formula names: `V \Sigma^{-1} U^T y` may be a solution of `X w = y`."""
    return _of_one_kind(gold, found, reading) or _composed(gold, found, known)


def _of_one_kind(gold: Node, found: Node, reading: Reading) -> Outcome | None:
    matrices = [key for key, shape in reading.shapes.items() if shape != ONE]
    facts = _facts(matrices)
    rotations = sorted(key for key in facts if key in _ROTATIONS)
    if not rotations or len(rotations) == len(facts):
        return None
    told = under(gold, found, replace(reading, facts={**reading.facts, **facts}))
    if isinstance(told, Equal):
        names = ", ".join(rotations)
        return told.model_copy(update={"method": f"{told.method}; where {names} is orthogonal, as in a decomposition"})
    size = reading.shapes[next(key for key in facts if key in _MIDDLES)][0]
    square = {**reading.shapes, **dict.fromkeys(facts, (size, size))}
    whole = replace(reading, shapes=square, facts={**reading.facts, **facts})
    full = isinstance(told, Different) and isinstance(under(gold, found, whole), Equal)
    return _SQUARE if full else told if isinstance(told, Unknown) else None


def _facts(keys: Collection[str]) -> dict[str, frozenset[str]]:
    return {key: _ORTHOGONAL if key in _ROTATIONS else _DIAGONAL for key in keys if key in _ROTATIONS | _MIDDLES}


def _composed(gold: Node, found: Node, known: Sizes) -> Outcome | None:
    """With the product of the factors in the place of the matrix that they may be factors of."""
    mine, theirs = names_of([gold]), names_of([found])
    for whole, factors in ((mine, theirs), (theirs, mine)):
        new = {key: name for key, name in factors.items() if key not in whole and key in _ROTATIONS | _MIDDLES}
        middle = [name for key, name in new.items() if key in _MIDDLES]
        gone = [name for key, name in whole.items() if key not in factors and _is_matrix(name)]
        if len(middle) == 1 and len(gone) == 1 and 1 < len(new) < 4:
            rotations = [name for key, name in sorted(new.items()) if key in _ROTATIONS]
            return _with_product(gold, found, gone[0], (rotations[0], middle[0], rotations[-1]), known)
    return None


def _is_matrix(name: tree.Name) -> bool:
    return name.base[0].isupper() or name.base in _MIDDLES


def _with_product(gold: Node, found: Node, name: tree.Name, factors: Factors, known: Sizes) -> Outcome:
    """What they are not of this matrix, they may be of another one."""
    product = tree.Product((*factors[:2], tree.Transpose(factors[2])))
    said = f"{to_latex(name)} = {to_latex(product)}"
    one, other = (bottom_up(side, lambda n: product if n == name else n) for side in (gold, found))
    for shapes in _shapes(factors):
        setting = Setting(sides_of(one), sides_of(other), {**shapes, **known})
        reading = setting.chosen()
        if reading is None:
            continue
        told = under(one, other, replace(reading, facts={**reading.facts, **_facts(list(reading.shapes))}))
        if isinstance(told, Equal):
            return told.model_copy(update={"method": f"{told.method}; with {said}"})
    return Unknown(cause=Cause.no_decision, reason=f"it depends on whether {said}")


def _shapes(factors: Factors) -> Iterator[dict[str, Shape]]:
    """The sizes that a decomposition is written with: of a tall matrix and a wide one, whole and without what its
    zeros multiply. Of one rotation all are square."""
    left, between, right = map(key_of, factors)
    if left == right:
        yield {left: (_MANY, _MANY), between: (_MANY, _MANY)}
        return
    for high, wide in ((_MANY, _FEW), (_FEW, _MANY)):
        yield {left: (high, high), between: (high, wide), right: (wide, wide)}
        yield {left: (high, _FEW), between: (_FEW, _FEW), right: (wide, _FEW)}
