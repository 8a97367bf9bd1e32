"""The ways to take the names of two formulas: which are numbers, columns, matrices, and of what sizes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product as combinations
from typing import Final

from evaluator.equality.rewrite import children, walk
from evaluator.linear.entries import ARRAY
from evaluator.linear.keys import key_of
from evaluator.linear.names import Type, candidates, is_identity, is_number, names_of, shown
from evaluator.linear.shapes import Shaper, Unsized
from evaluator.linear.sizes import ONE, Misfit, Shape, Sizes
from evaluator.mathtext import tree
from evaluator.mathtext.tree import Node

_MOST_NAMES: Final = 9
_MOST_READINGS: Final = 3000  # of the types of all names that are looked through
_FURTHER: Final = 1.6  # of cost, that a reading may be less likely than the first, if only in it both make sense


@dataclass(frozen=True)
class Reading:
    """What each name is taken for, with the sizes that the expected answer asks for."""

    shapes: Mapping[str, Shape]
    sizes: Sizes
    places: Mapping[int, Shape]
    cost: float
    facts: Mapping[str, frozenset[str]] = field(default_factory=dict)  # of the values that are drawn
    fixed: frozenset[str] = frozenset()  # names without a law, though only expectations have them

    def with_positive_numbers(self) -> Reading:
        """The same, its numbers drawn above zero."""
        numbers = [key for key, shape in self.shapes.items() if shape == ONE]
        return replace(self, facts={**self.facts, **dict.fromkeys(numbers, frozenset({"positive"}))})

    def shaper(self) -> Shaper:
        shaper = Shaper(self.shapes, self.sizes.copy())
        shaper.places.update(self.places)
        return shaper

    def free_sizes(self, shaper: Shaper, names: Collection[str] | None = None) -> int:
        """How many different sizes the names still have: all, or some of them."""
        shapes = [shape for key, shape in self.shapes.items() if names is None or key in names]
        return len({shaper.sizes.find(s) for shape in shapes for s in shape} - {1})


class Setting:
    """The ways to take the names of two formulas."""

    def __init__(self, gold: tuple[Node, ...], found: tuple[Node, ...], known: Mapping[str, Shape]) -> None:
        self.gold, self.found, self.known = gold, found, known
        self.names = names_of([*gold, *found])
        self.evidence = shown([*gold, *(side for side in found if not _has_norm(side) or any(map(_has_norm, gold)))])
        self.bound = _bound([*gold, *found])
        self.random = random_names([*gold, *found])
        self.facts = dict.fromkeys(_with_roots([*gold, *found]), frozenset({"positive definite"}))

    def unshown(self, reading: Reading) -> set[str]:
        """Capitals that are taken for matrices, and that nothing shows to be."""
        return {
            key
            for key, name in self.names.items()
            if reading.shapes.get(key, ONE) != ONE
            and key not in self.evidence
            and key not in self.known
            and name.base[0].isupper()
            and name.alphabet not in ("bf", "bm")
        }

    def is_shown(self) -> bool:
        """Whether the formulas or a reference say of any name that it is more than a number."""
        return bool(self.evidence or self.known) or any(n.alphabet in ("bf", "bm") for n in self.names.values())

    def parts(self, one: Reading, other: Reading) -> bool:
        """Whether two readings take a capital for another thing."""
        capitals = [key for key, name in self.names.items() if name.base[0].isupper()]
        return any(_kind(one.shapes[key]) != _kind(other.shapes[key]) for key in capitals)

    def first(self) -> Reading | None:
        """The likeliest in which the expected answer makes sense."""
        return next(self._readings(()), None)

    def chosen(self, numbers: Collection[str] = ()) -> Reading | None:
        """The likeliest reading in which both make sense, or else the likeliest of the expected answer.

        `numbers` are names that are taken for numbers.
        """
        first: Reading | None = None
        for reading in self._readings(numbers):
            first = first or reading
            if reading.cost > first.cost + _FURTHER:
                break
            if _fits_both(self.gold, self.found, reading):
                return reading
        return first

    def with_more_vectors(self, than: Reading) -> Reading | None:
        """The likeliest reading in which both make sense where letters that were taken for numbers may be vectors."""
        kept = {
            key: _kind(shape)
            for key, shape in than.shapes.items()
            if key in self.names and (shape != ONE or is_number(self.names[key]))
        }
        for reading in self._readings(()):
            same = all(_kind(reading.shapes[key]) == kind for key, kind in kept.items())
            added = (reading.shapes[key] for key in self.names.keys() - kept.keys())
            if same and all(shape[1] == 1 for shape in added) and _fits_both(self.gold, self.found, reading):
                return reading
        return None

    def _readings(self, numbers: Collection[str]) -> Iterator[Reading]:
        """The ways in which the expected answer makes sense, the likeliest first."""
        if len(self.names) > _MOST_NAMES:
            return
        fixed = self.known.keys() | self.bound | set(numbers)
        free = {
            key: candidates(name, self.evidence, key in self.random)
            for key, name in self.names.items()
            if key not in fixed
        }
        ways = sorted(combinations(*(c.costs for c in free.values())), key=lambda way: sum(cost for _, cost in way))
        for way in ways[:_MOST_READINGS]:
            sizes = Sizes(given=frozenset(s for shape in self.known.values() for s in shape if isinstance(s, str)))
            shapes = {key: _shape(type_, sizes) for key, (type_, _) in zip(free, way, strict=True)}
            shapes |= dict.fromkeys([*self.bound, *numbers], ONE)
            shapes |= self.known
            shaper = Shaper(shapes, sizes)
            try:
                fit(self.gold, shaper)
            except (Misfit, Unsized):
                continue
            yield Reading(shapes, sizes, shaper.places, sum(cost for _, cost in way), self.facts)


def _with_roots(nodes: Iterable[Node]) -> frozenset[str]:
    """Names that have powers such as 1/2: as matrices they are positive."""
    powers = (n for node in nodes for n in walk(node) if isinstance(n, tree.Power) and isinstance(n.base, tree.Name))
    return frozenset(key_of(n.base) for n in powers if _is_fraction(n.exponent))  # type: ignore[arg-type]


def _is_fraction(exponent: Node) -> bool:
    inner = exponent.body if isinstance(exponent, tree.Negative) else exponent
    return isinstance(inner, tree.Quotient) or (isinstance(inner, tree.Number) and "." in inner.text)


def _has_norm(node: Node) -> bool:
    """Some write a modulus as a norm: that alone makes no vector of what the expected answer takes for a number."""
    return any(isinstance(below, tree.Norm) for below in walk(node))


def _kind(shape: Shape) -> tuple[bool, bool]:
    return shape[0] == 1, shape[1] == 1


def _fits_both(gold: tuple[Node, ...], found: tuple[Node, ...], reading: Reading) -> bool:
    shaper = reading.shaper()
    free = reading.free_sizes(shaper)
    try:
        wanted, own = fit(gold, shaper), fit(found, shaper)
        if len(gold) == 1:
            shaper.same(wanted, own, "")
    except (Misfit, Unsized):
        return False
    return reading.free_sizes(shaper) == free


def _bound(nodes: Iterable[Node]) -> frozenset[str]:
    """Indices of sums and of arrays."""
    found = set()
    for node in nodes:
        for below in walk(node):
            if isinstance(below, tree.Big) and below.lower is not None:
                index = below.lower.operands[0] if isinstance(below.lower, tree.Relation) else below.lower
                if isinstance(index, tree.Name):
                    found.add(key_of(index))
            elif isinstance(below, tree.Call) and below.function == ARRAY:
                found |= {key_of(index) for index in below.arguments[1:] if isinstance(index, tree.Name)}
    return frozenset(found)


def _shape(type_: Type, sizes: Sizes) -> Shape:
    if type_ == "scalar":
        return ONE
    return (sizes.fresh(), 1) if type_ == "vector" else (sizes.fresh(), sizes.fresh())


def sides_of(node: Node) -> tuple[Node, ...]:
    return node.operands if isinstance(node, tree.Relation) else (node,)


def fit(sides: tuple[Node, ...], shaper: Shaper) -> Shape:
    """Both sides of a relation have one size, but for a zero."""
    first, *others = [side for side in sides if side != tree.Number("0")] or [sides[0]]
    shape = shaper.of(first)
    for other in others:
        shaper.same(shape, shaper.of(other), "the two sides have different sizes")
    return shape


def random_names(nodes: Iterable[Node]) -> frozenset[str]:
    """Names with a law: those under the operator where it says them, else those that stand in expectations alone."""
    inside, outside, subscripts = set[str](), set[str](), set[str]()
    for node in nodes:
        _gather(node, inside, outside, subscripts, False)
    return frozenset(subscripts or inside - outside)


def _gather(node: Node, inside: set[str], outside: set[str], subscripts: set[str], within: bool) -> None:
    if isinstance(node, tree.Expectation):
        if node.subscript is not None:
            subject = node.subscript.operands[0] if isinstance(node.subscript, tree.Relation) else node.subscript
            if isinstance(subject, tree.Name):
                subscripts.add(key_of(subject))
        _gather(node.body, inside, outside, subscripts, True)
        return
    if isinstance(node, tree.Name):
        if not is_identity(node):
            (inside if within else outside).add(key_of(node))
        return
    for below in children(node):
        _gather(below, inside, outside, subscripts, within)
