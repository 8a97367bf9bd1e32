r"""A name of the answer's own in the place of a part of the expected formula: `\hat A` for `D^{-1/2} A D^{-1/2}`.

Models say elsewhere what such a name stands for, where nobody compares; so the two may be the same.
"""

from __future__ import annotations

from evaluator.equality.rewrite import bottom_up, children, walk
from evaluator.mathtext.tree import Name, Node, Number, Product, Quotient, Sum
from evaluator.mathtext.vocabulary import GREEK


def abbreviation(gold: Node, answer: Node) -> tuple[Name, Node] | None:
    """The one name that only the answer has, and the part of `gold` in its place; None where they differ elsewhere."""
    gold, answer = bottom_up(gold, _over_one), bottom_up(answer, _over_one)
    ours, theirs = ({n for n in walk(side) if isinstance(n, Name)} for side in (gold, answer))
    own = {name for name in theirs - ours if len(name.base) == 1 or name.base in GREEK}
    found = _unified(gold, answer, own)
    return next(iter(found)) if found is not None and len(found) == 1 else None


def _over_one(node: Node) -> Node:
    """`1/n a` as `a/n`."""
    match node:
        case Product((Quotient(Number("1"), below), *rest)) if rest:
            return Quotient(rest[0] if len(rest) == 1 else Product(tuple(rest)), below)
    return node


Pairs = frozenset[tuple[Name, Node]]


def _unified(gold: Node, answer: Node, own: set[Name], whole: bool = True) -> Pairs | None:
    """What the names of the answer's own stand for; None where the two differ in something else."""
    if gold == answer:
        return frozenset()
    if isinstance(answer, Name) and answer in own:
        return None if whole or not _is_made_of_names(gold) else frozenset({(answer, gold)})
    if isinstance(gold, Product) and isinstance(answer, Product):
        return _row(gold.factors, answer.factors, Product, own)
    if isinstance(gold, Sum) and isinstance(answer, Sum):
        return _row(gold.terms, answer.terms, Sum, own)
    ours, theirs = list(children(gold)), list(children(answer))
    if type(gold) is not type(answer) or len(ours) != len(theirs) or _own_fields(gold) != _own_fields(answer):
        return None
    return _all(ours, theirs, own)


def _row(ours: tuple[Node, ...], theirs: tuple[Node, ...], kind: type[Product | Sum], own: set[Name]) -> Pairs | None:
    """Of factors or terms: what both begin and end with, and a name for what is between, or each for its like."""
    start = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
    end = next(
        (i for i, (a, b) in enumerate(zip(ours[::-1], theirs[::-1], strict=False)) if a != b), len(theirs) - start
    )
    end = min(end, len(theirs) - start, len(ours) - start)
    middle, name = ours[start : len(ours) - end], theirs[start : len(theirs) - end]
    if len(name) == 1 and len(middle) > 1:
        return _unified(kind(middle), name[0], own, whole=False)
    return _all(list(ours), list(theirs), own) if len(ours) == len(theirs) else None


def _all(ours: list[Node], theirs: list[Node], own: set[Name]) -> Pairs | None:
    found: Pairs = frozenset()
    for one, other in zip(ours, theirs, strict=True):
        pairs = _unified(one, other, own, whole=False)
        if pairs is None:
            return None
        found |= pairs
    return found


def _is_made_of_names(node: Node) -> bool:
    return not isinstance(node, Name) and any(isinstance(n, Name) for n in walk(node))


def _own_fields(node: Node) -> list[object]:
    """What a node says beside the nodes in it."""
    values = (getattr(node, name) for name in node.__dataclass_fields__)
    return [value for value in values if isinstance(value, str | int | bool)]
