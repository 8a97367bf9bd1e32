"""What a statement about chance comes to in a finite world: an interpreter of trees over arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any, Final

import numpy as np

from evaluator.chance.axes import KNOWN, WHOLE
from evaluator.chance.space import Array, Mask, Space
from evaluator.chance.terms import (
    ANY,
    COMPLEMENT,
    DIVERGENCE,
    ENTROPY,
    INFORMATION,
    Probability,
    is_measure,
    names_in,
    probability,
    split,
)
from evaluator.equality.rewrite import walk
from evaluator.mathtext import tree
from evaluator.mathtext.spelling import spelling
from evaluator.mathtext.tree import Node

_CONSTANTS: Final = {"pi": np.pi, "e": np.e}
_KNOWN: Final[Mapping[str, Callable[[Array], Array]]] = {"log": np.log, "ln": np.log, "exp": np.exp, "sqrt": np.sqrt}
_SIGNS: Final[Mapping[str, Callable[[Array, Array], Mask]]] = {
    "=": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


class Elsewhere(Exception):
    """A world in which the statement is not meant to hold: a bound below that is above the one above."""


class Cannot(Exception):
    """Something that has no value in a finite world, or that this interpreter does not know."""


def value(node: Node, space: Space) -> Array:
    """Raises `Cannot`."""
    rule = _RULES.get(type(node))
    if rule is None:
        raise Cannot(f"no value for {type(node).__name__}")
    return np.asarray(rule(node, space))


def _name(node: tree.Name, space: Space) -> Array:
    key = spelling(node)
    return space.along(key) if key in space.axes.kinds else space.constant(key)


def _constant(node: tree.Constant, space: Space) -> Array:
    if node.name not in _CONSTANTS:
        raise Cannot(node.name)
    return np.asarray(_CONSTANTS[node.name])


def _product(node: tree.Product, space: Space) -> Array:
    return reduce(np.multiply, (value(f, space) for f in node.factors))


def _root(node: tree.Root, space: Space) -> Array:
    if node.index is not None:
        raise Cannot("another root")
    return np.sqrt(value(node.radicand, space))


def _call(node: tree.Call, space: Space) -> Array:
    if (said := probability(node)) is not None:
        return chance(said, space)
    base, arguments = node.function.base, node.arguments
    if base == DIVERGENCE:
        return _divergence(node, space)
    if base == ENTROPY:
        return _entropy(node, space)
    if base == INFORMATION:
        return _information(node, space)
    if base in KNOWN:
        return _known(node, space)
    keys = [spelling(a) for a in arguments if isinstance(a, tree.Name)]
    if len(keys) < len(arguments) or len(set(keys)) < len(keys) or not set(keys) <= space.axes.kinds.keys():
        raise Cannot("a function of something else than names")
    return space.table(spelling(node.function), keys)


def _known(node: tree.Call, space: Space) -> Array:
    arguments = [value(a, space) for a in node.arguments]
    if node.function.base in ("max", "min") and arguments:
        return reduce(np.maximum if node.function.base == "max" else np.minimum, arguments)
    if len(arguments) != 1:
        raise Cannot("a function of several values")
    base = node.function.sub
    told = _KNOWN[node.function.base](arguments[0])
    return told if base is None else told / np.log(value(base, space))


def chance(said: Probability, space: Space) -> Array:
    """A probability, along the variables that it is a density of."""
    space_of = space.axes.stochastic()
    kept = _variables((*said.event, *said.given), space)
    given = _variables(said.given, space)
    weights = space.law(said.measure) * _mask(said.given, space)
    joint = space.total(weights * _mask(said.event, space), [k for k in space_of if k not in kept])
    return joint / space.total(weights, [k for k in space_of if k not in given])


def _variables(items: tuple[Node, ...], space: Space) -> list[str]:
    """Names that stand there by themselves and are no events."""
    keys = [spelling(item) for item in items if isinstance(item, tree.Name)]
    if not set(keys) <= space.axes.kinds.keys():
        raise Cannot("a variable that ranges over nothing")
    return list(dict.fromkeys(key for key in keys if space.axes.kinds[key] != "event"))


def _mask(items: tuple[Node, ...], space: Space) -> Array:
    """1 where all that is said holds."""
    masks = [_event(item, space) for item in items if not _is_variable(item, space)]
    return reduce(np.multiply, (m.astype(float) for m in masks), np.ones(1))


def _is_variable(item: Node, space: Space) -> bool:
    return isinstance(item, tree.Name) and space.axes.kinds.get(spelling(item)) != "event"


def _event(node: Node, space: Space) -> Mask:
    match node:
        case tree.Name() if space.axes.kinds.get(spelling(node)) == "event":
            return np.equal(space.along(spelling(node)), 1)
        case tree.Relation():
            return _holds(node, space)
        case tree.SetOperation(operator="cup", operands=operands):
            return reduce(np.logical_or, (_event(o, space) for o in operands))
        case tree.SetOperation(operator="cap", operands=operands) | tree.Product(factors=operands):
            return reduce(np.logical_and, (_event(o, space) for o in operands))
        case tree.SetOperation(operator="setminus", operands=(one, other)):
            return _event(one, space) & ~_event(other, space)
        case tree.Call(function=tree.Name(base=base), arguments=(one,)) if base == COMPLEMENT:
            return np.logical_not(_event(one, space))
    raise Cannot("something that is no event")


def _holds(node: tree.Relation, space: Space) -> Mask:
    if not set(node.operators) <= _SIGNS.keys():
        raise Cannot("another relation")
    sides = [_compared(o, space) for o in node.operands]
    if len(sides) == 3 and node.operators[0][0] == node.operators[1][0] == "<" and np.all(sides[0] > sides[2]):
        raise Elsewhere
    links = zip(node.operators, sides, sides[1:], strict=False)
    return reduce(np.logical_and, (_SIGNS[sign](one, other) for sign, one, other in links))


def _compared(node: Node, space: Space) -> Array:
    """A side of a relation: what is constant there is a whole number, so that it may be met exactly."""
    if isinstance(node, tree.Name) and spelling(node) not in space.axes.kinds:
        return space.threshold(spelling(node))
    return value(node, space)


def _big(node: tree.Big, space: Space) -> Array:
    bound = node.variable if node.operator == "int" else node.lower
    if isinstance(bound, tree.Relation) and bound.operators == ("in",):
        bound = bound.operands[0]
    if not isinstance(bound, tree.Name) or node.upper is not None or (node.operator == "int" and node.lower):
        raise Cannot("a sum with bounds")
    if any(isinstance(n, tree.Name) and n.sub is not None and bound in walk(n.sub) for n in walk(node.body)):
        raise Cannot("an index that counts names")
    key, body = spelling(bound), value(node.body, space)
    if node.operator in ("sum", "int"):
        return space.total(body, [key])
    if node.operator in ("max", "min"):
        return space.best(body, key, node.operator == "max")
    raise Cannot(node.operator)


def _expectation(node: tree.Expectation, space: Space) -> Array:
    body, given = _conditioned(node.body)
    if node.operator == "E":
        return _mean(value(body, space), node, given, space)
    if node.operator == "Var":
        inner = value(body, space)
        return _mean(inner**2, node, given, space) - _mean(inner, node, given, space) ** 2
    if node.operator == "Cov" and isinstance(body, tree.Sequence) and len(body.items) == 2:
        one, other = (value(item, space) for item in body.items)
        apart = _mean(one, node, given, space) * _mean(other, node, given, space)
        return _mean(one * other, node, given, space) - apart
    raise Cannot(node.operator)


def _conditioned(body: Node) -> tuple[Node, tuple[Node, ...]]:
    """What is averaged, and what is given."""
    if isinstance(body, tree.Juxtaposed) and len(body.items) == 3 and body.items[1] == tree.Text("|"):
        given = body.items[2]
        return body.items[0], given.items if isinstance(given, tree.Sequence) else (given,)
    return body, ()


def _mean(inner: Array, node: tree.Expectation, given: tuple[Node, ...], space: Space) -> Array:
    if node.subscript is None:
        kept = _variables(given, space)
        weights = space.law(ANY) * _mask(given, space)
        over = [k for k in space.axes.stochastic() if k not in kept]
        return space.total(weights * inner, over) / space.total(weights, over)
    law, over = _law(node.subscript, node.body, space)
    return space.total(chance(law, space) * inner, over)


def _law(subscript: Node, body: Node, space: Space) -> tuple[Probability, list[str]]:
    """The law that an expectation names, and the variables that it runs over."""
    variables: tuple[Node, ...] = ()
    if isinstance(subscript, tree.Relation) and subscript.operators == ("~",):
        variables, subscript = tuple(names_in((subscript.operands[0],))), subscript.operands[1]
    if (said := probability(subscript)) is not None:
        return said, _variables(said.event, space)
    if not is_measure(subscript) or not isinstance(subscript, tree.Name):
        raise Cannot("a law that is not named")
    variables = variables or tuple(n for n in names_in((body,)) if spelling(n) in space.axes.of("density"))
    return Probability(spelling(subscript), tuple(dict.fromkeys(variables))), _variables(variables, space)


def _divergence(node: tree.Call, space: Space) -> Array:
    (one,), (other,) = split(node.arguments)
    left = _density(one, space)
    law = chance(left, space)
    right = chance(_density(other, space), space) if is_measure(other) else value(other, space)
    return space.total(law * np.log(law / right), _variables(left.event, space))


def _density(node: Node, space: Space) -> Probability:
    said = probability(node)
    if said is not None:
        return said
    if not is_measure(node) or not isinstance(node, tree.Name):
        raise Cannot("a law that is not named")
    whole = space.axes.of("density") or [WHOLE]
    return Probability(spelling(node), tuple(_as_name(key) for key in whole))


def _as_name(key: str) -> Node:
    from evaluator.mathtext.parser import parse

    return tree.Name(WHOLE) if key == WHOLE else parse(key)


def _entropy(node: tree.Call, space: Space) -> Array:
    event, given = split(node.arguments)
    if all(is_measure(item) for item in event):
        laws = [_density(item, space) for item in event]
        first, last = chance(laws[0], space), chance(laws[-1], space)
        return -space.total(first * np.log(last), _variables(laws[0].event, space))
    return _uncertainty(event, given, space)


def _uncertainty(event: tuple[Node, ...], given: tuple[Node, ...], space: Space) -> Array:
    measure = next(iter(space.axes.measures)) if len(space.axes.measures) == 1 else ANY
    joint = chance(Probability(measure, (*event, *given)), space)
    own = chance(Probability(measure, event, given), space)
    return -space.total(joint * np.log(own), _variables((*event, *given), space))


def _information(node: tree.Call, space: Space) -> Array:
    event, given = split(node.arguments)
    if len(event) != 2:
        raise Cannot("the information between something else than two")
    return _uncertainty(event[:1], given, space) - _uncertainty(event[:1], (event[1], *given), space)


def _cases(node: tree.Cases, space: Space) -> Array:
    told: Array = np.zeros(1)
    for branch, condition in reversed(node.rows):
        held = np.ones(1, dtype=bool) if condition is None else _event(condition, space)
        told = np.where(held, value(branch, space), told)
    return told


_RULES: Final[Mapping[type[Node], Callable[[Any, Space], Any]]] = {
    tree.Number: lambda n, space: np.asarray(float(n.text)),
    tree.Constant: _constant,
    tree.Name: _name,
    tree.Sum: lambda n, space: reduce(np.add, (value(t, space) for t in n.terms)),
    tree.Product: _product,
    tree.Negative: lambda n, space: -value(n.body, space),
    tree.Quotient: lambda n, space: value(n.numerator, space) / value(n.denominator, space),
    tree.Power: lambda n, space: value(n.base, space) ** value(n.exponent, space),
    tree.Root: _root,
    tree.Absolute: lambda n, space: np.abs(value(n.body, space)),
    tree.Call: _call,
    tree.Big: _big,
    tree.Expectation: _expectation,
    tree.Cases: _cases,
}
