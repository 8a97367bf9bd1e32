"""What each name of a statement about chance ranges over: events, random numbers, variables of a density, states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from evaluator.chance.terms import (
    ANY,
    COMPLEMENT,
    ENTROPY,
    INFORMATION,
    Probability,
    is_measure,
    names_in,
    probability,
)
from evaluator.equality.rewrite import walk
from evaluator.mathtext.spelling import spelling
from evaluator.mathtext.tree import Big, Call, Expectation, Name, Node, Relation, SetOperation

Kind = Literal["random", "density", "event", "index"]
WHOLE: Final = "outcome"  # the variable of laws that name none: D_KL(p || q)
_KINDS: Final[tuple[Kind, ...]] = ("random", "density", "event", "index")  # where two fit, the first
VALUES: Final[Mapping[Kind, tuple[int, ...]]] = {
    "random": tuple(range(-3, 5)),  # whole numbers, so that < and <= differ at 2
    "density": (0, 1, 2),
    "event": (0, 1),
    "index": tuple(range(-3, 5)),
}
CALLS: Final = frozenset({"p", "q", ANY, ENTROPY, INFORMATION, "KL", COMPLEMENT})
KNOWN: Final = frozenset({"log", "ln", "exp", "sqrt", "max", "min"})


@dataclass(frozen=True)
class Axes:
    """The kind of each name that ranges over something, the measures, and all other names."""

    kinds: Mapping[str, Kind]
    measures: frozenset[str]

    def stochastic(self) -> list[str]:
        return [key for key, kind in self.kinds.items() if kind != "index"]

    def of(self, kind: Kind) -> list[str]:
        return [key for key, own in self.kinds.items() if own == kind]


def axes_of(nodes: Iterable[Node]) -> Axes:
    """Of all names in the statements, which are made of calls as `terms` makes them."""
    found: dict[str, set[Kind]] = {}
    measures: set[str] = set()
    everything = [below for node in nodes for below in walk(node)]
    bound = {spelling(n) for each in everything for n in _bound(each)}
    for node in everything:
        for name, kind in _ranging(node, bound):
            found.setdefault(spelling(name), set()).add(kind)
        measures |= _measures(node)
    kinds = {key: next(k for k in _KINDS if k in own) for key, own in sorted(found.items())}
    if len(measures) > 1 and "density" not in kinds.values():
        kinds[WHOLE] = "density"
    return Axes(kinds, frozenset(measures))


def _measures(node: Node) -> set[str]:
    said = probability(node)
    if said is not None:
        return {said.measure}
    return {spelling(node)} if is_measure(node) and isinstance(node, Name) else set()


def _bound(node: Node) -> list[Name]:
    if isinstance(node, Big):
        inner = node.variable if node.operator == "int" else node.lower
        inner = inner.operands[0] if isinstance(inner, Relation) else inner
        return [inner] if isinstance(inner, Name) else []
    if isinstance(node, Expectation) and isinstance(node.subscript, Relation):
        return names_in((node.subscript.operands[0],))
    return []


def _ranging(node: Node, bound: set[str]) -> Iterable[tuple[Name, Kind]]:
    yield from ((name, "index") for name in _bound(node))
    if isinstance(node, Expectation):
        yield from _under_mean(node)
    if not isinstance(node, Call):
        return
    said = probability(node)
    if said is not None:
        yield from _under_probability(said, bound)
    elif node.function.base in (ENTROPY, INFORMATION):
        yield from ((n, "density") for n in names_in(node.arguments) if not is_measure(n))
    elif node.function.base not in CALLS | KNOWN and all(isinstance(a, Name) for a in node.arguments):
        yield from ((n, "index") for n in node.arguments if isinstance(n, Name))


def _under_mean(node: Expectation) -> Iterable[tuple[Name, Kind]]:
    if isinstance(node.subscript, Relation):
        yield from ((n, "density") for n in names_in((node.subscript.operands[0],)))
    elif node.subscript is None:
        yield from ((n, "random") for n in names_in((node.body,)) if n.base.isupper())


def _under_probability(said: Probability, bound: set[str]) -> Iterable[tuple[Name, Kind]]:
    for item in (*said.event, *said.given):
        if isinstance(item, Relation):
            drawn = names_in((item,)) if said.measure == ANY else names_in((item.operands[0],))
            yield from ((n, "random") for n in drawn if n.base.isupper() or said.measure != ANY)
        elif isinstance(item, Name):
            event = said.measure == ANY and item.base.isupper() and spelling(item) not in bound
            yield item, "event" if event else "density"
        elif isinstance(item, SetOperation | Call):
            yield from ((n, "event") for n in names_in((item,)))
