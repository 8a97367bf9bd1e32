"""Expectations, variances and covariances of numbers, tried on random discrete laws: finite sums, without noise.

All random names have one joint law, in which none is independent of another, so that only what holds of every law is
found equal; what holds of independent ones alone is left open.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import sympy

from evaluator.equality.guards import SYMPY_FAILURES
from evaluator.equality.rewrite import rebuild, walk
from evaluator.mathtext import tree
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.spelling import spelling
from evaluator.mathtext.symbolic import NotSymbolic, to_sympy
from evaluator.mathtext.tree import Node
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness

LAWS: Final = 6
_MOST_INDEPENDENT: Final = 4  # names, of which all combinations of values are looked at
ATOMS: Final = 4  # of a law: values that all random names take together
_TOLERANCE: Final = 1e-12
# Letters that stand for something random wherever an expectation is taken; other names in it are constants.
_RANDOM: Final = frozenset("XYZxyz") | {"epsilon", "varepsilon", "xi"}
_OPERATORS: Final = frozenset({"E", "Var", "Cov"})


def compare(gold: Node, found: Node, scope: Scope) -> Outcome | None:
    """None where they are not made of expectations of numbers, or do not show what is random."""
    means = [n for side in (gold, found) for n in walk(side) if isinstance(n, tree.Expectation)]
    if not means or not all(m.operator in _OPERATORS and m.subscript is None for m in means):
        return None
    inside = {spelling(n): n for m in means for n in walk(m.body) if isinstance(n, tree.Name)}
    drawn = {key: name for key, name in inside.items() if name.base in _RANDOM}
    outside = [n for side in (gold, found) for n in _outside(side) if isinstance(n, tree.Name)]
    if not drawn or any(spelling(name) in drawn for name in outside):
        return None
    try:
        return _tried(gold, found, scope, dict(sorted(drawn.items())))
    except (NotSymbolic, *SYMPY_FAILURES):
        return None


def _outside(node: Node) -> Iterator[Node]:
    """Nodes that stand in no expectation."""
    if isinstance(node, tree.Expectation):
        return
    yield node
    below: list[Node] = []
    rebuild(node, lambda inner: below.append(inner) or inner)  # type: ignore[func-returns-value]
    for inner in below:
        yield from _outside(inner)


def _tried(gold: Node, found: Node, scope: Scope, drawn: Mapping[str, tree.Name]) -> Outcome | None:
    joint = _differs(gold, found, scope, [_joint(number, drawn) for number in range(LAWS)])
    if not isinstance(joint, Different) or not 1 < len(drawn) <= _MOST_INDEPENDENT:
        return joint
    apart = _differs(gold, found, scope, [_independent(number, drawn) for number in range(LAWS)])
    if isinstance(apart, Equal):
        return Unknown(cause=Cause.no_decision, reason=f"it depends on whether {', '.join(drawn)} are independent")
    return joint


def _differs(gold: Node, found: Node, scope: Scope, laws: Sequence[_Law]) -> Outcome | None:
    for number, law in enumerate(laws):
        expected, got = (_number(law.value(side, scope), number) for side in (gold, found))
        if expected is None or got is None:
            return None
        if abs(expected - got) > _TOLERANCE * max(1, abs(expected), abs(got)):
            point = {name: law.written(name) for name in law.values}
            witness = Witness(point=point, expected=f"{expected:.6g}", found=f"{got:.6g}")
            return Different(witness=witness, method="a discrete law")
    return Equal(certainty="sampled", method=f"{len(laws)} random discrete laws")


def _joint(number: int, names: Mapping[str, tree.Name]) -> _Law:
    values = {name: _values(name, number, ATOMS) for name in names}
    return _Law(_weights(f"law {number}", ATOMS), values, names)


def _independent(number: int, names: Mapping[str, tree.Name]) -> _Law:
    """Two values for each name, and all combinations of them."""
    own = {name: (_values(name, number, 2), _weights(f"{name} {number}", 2)) for name in names}
    atoms = list(product((0, 1), repeat=len(names)))
    weights = [sympy.Mul(*(own[n][1][i] for n, i in zip(names, atom, strict=True))) for atom in atoms]
    values = {name: tuple(own[name][0][atom[place]] for atom in atoms) for place, name in enumerate(names)}
    return _Law(tuple(weights), values, names)


def _weights(seed: str, count: int) -> tuple[sympy.Rational, ...]:
    generator = random.Random(seed)
    shares = [generator.randint(1, 9) for _ in range(count)]
    return tuple(sympy.Rational(share, sum(shares)) for share in shares)


def _values(name: str, number: int, count: int) -> tuple[sympy.Integer, ...]:
    generator = random.Random(f"{name}/{number}")
    return tuple(map(sympy.Integer, generator.sample(range(-5, 10), count)))


@dataclass(frozen=True)
class _Law:
    weights: tuple[sympy.Rational, ...]
    values: Mapping[str, tuple[sympy.Integer, ...]]  # of each random name, atom by atom
    names: Mapping[str, tree.Name]

    def written(self, name: str) -> str:
        return ", ".join(f"{v} ({w})" for v, w in zip(self.values[name], self.weights, strict=True))

    def value(self, node: Node, scope: Scope) -> sympy.Expr:
        """`node` with its expectations worked out; constants stay symbols."""
        known: dict[sympy.Symbol, sympy.Expr] = {}
        opened = self._opened(node, scope, known)
        return sympy.sympify(to_sympy(opened, scope)).subs(known)

    def _opened(self, node: Node, scope: Scope, known: dict[sympy.Symbol, sympy.Expr]) -> Node:
        if not isinstance(node, tree.Expectation):
            return rebuild(node, lambda inner: self._opened(inner, scope, known))
        name = tree.Name(f"mean{len(known)}")
        known[to_sympy(name, scope)] = self._worked_out(node, scope)
        return name

    def _worked_out(self, node: tree.Expectation, scope: Scope) -> sympy.Expr:
        body = node.body
        if node.operator == "Cov":
            items = body.items if isinstance(body, tree.Sequence) else ()
            if len(items) != 2:
                raise NotSymbolic(node, "a covariance of something else than two numbers")
            one, other = (self._atoms(item, scope) for item in items)
            return self._mean([a * b for a, b in zip(one, other, strict=True)]) - self._mean(one) * self._mean(other)
        values = self._atoms(body, scope)
        if node.operator == "E":
            return self._mean(values)
        return self._mean([v**2 for v in values]) - self._mean(values) ** 2

    def _atoms(self, body: Node, scope: Scope) -> list[sympy.Expr]:
        if isinstance(body, tree.Sequence) and len(body.items) == 1:
            body = body.items[0]
        value = self.value(body, scope)
        names = {key: to_sympy(name, scope) for key, name in self.names.items()}
        return [value.subs({names[n]: self.values[n][i] for n in names}) for i in range(len(self.weights))]

    def _mean(self, values: list[sympy.Expr]) -> sympy.Expr:
        return sympy.Add(*(w * v for w, v in zip(self.weights, values, strict=True)))


def _number(value: sympy.Expr, number: int) -> float | None:
    """Its value, with constants drawn."""
    point = {
        symbol: sympy.Rational(random.Random(f"{symbol.name}/{number}").randint(250, 3250), 1000)
        for symbol in value.free_symbols
    }
    found = sympy.N(value.subs(point))
    return float(found) if found.is_number and found.is_real else None
