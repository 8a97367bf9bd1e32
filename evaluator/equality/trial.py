"""The value of a statement in a world: an interpreter of formula trees over arrays of quadrature nodes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from evaluator.equality.structure import applied, free_names, key, law_of
from evaluator.equality.worlds import Array, World
from evaluator.mathtext import tree
from evaluator.mathtext.symbolic import spelling
from evaluator.mathtext.tree import Node

_STEP: Final = 1e-30
_NODES: Final = {1: 40, 2: 22}
_LARGEST_BATCH: Final = 400_000
_GRID: Final = {1: (-14.0, 14.0, 1401), 2: (-9.0, 9.0, 121)}
_CONSTANTS: Final = {"pi": np.pi, "e": np.e}
_KNOWN: Final[Mapping[str, Callable[[Array], Array]]] = {
    "log": np.log,
    "ln": np.log,
    "exp": np.exp,
    "sqrt": np.sqrt,
    "sin": np.sin,
    "cos": np.cos,
    "tanh": np.tanh,
}


class Cannot(Exception):
    """No value here: a shape that does not fit, or something that this interpreter does not know."""


@dataclass(frozen=True)
class Trial:
    """A world with the values of bound names, and how `\\nabla` of a vector is laid out."""

    world: World
    vector_functions: frozenset[str]
    assumed: Node | None = None
    values: Mapping[str, Array] = field(default_factory=dict)
    stepping: bool = False
    gradient_of_vector_transposed: bool = True

    def value(self, node: Node) -> Array:
        """Raises `Cannot`."""
        rule = _RULES.get(type(node))
        if rule is None:
            raise Cannot(f"no value for {type(node).__name__}")
        return rule(self, node)

    def having(self, **changes: object) -> Trial:
        return replace(self, **changes)  # type: ignore[arg-type]

    def setting(self, variable: Node, value: Array) -> Trial:
        return replace(self, values={**self.values, key(variable): value})


def _number(trial: Trial, node: tree.Number) -> Array:
    return np.full((1, 1, 1), float(node.text), dtype=complex)


def _constant(trial: Trial, node: tree.Constant) -> Array:
    if node.name not in _CONSTANTS:
        raise Cannot(node.name)
    return np.full((1, 1, 1), _CONSTANTS[node.name], dtype=complex)


def _name(trial: Trial, node: tree.Name) -> Array:
    bound = trial.values.get(spelling(node))
    return trial.world.value(spelling(node)) if bound is None else bound


def _sum(trial: Trial, node: tree.Sum) -> Array:
    values = [trial.value(t) for t in node.terms]
    shapes = {v.shape[1:] for v in values if v.shape[1:] != (1, 1) or np.any(v != 0)}
    if len(shapes) > 1:
        raise Cannot(f"adding shapes {sorted(shapes)}")
    return np.asarray(sum(values))


def _product(trial: Trial, node: tree.Product) -> Array:
    result = np.ones((1, 1, 1), dtype=complex)
    for factor in applied(node).factors:
        result = _times(result, trial.value(factor))
    return result


def _times(one: Array, other: Array) -> Array:
    if one.shape[1:] == (1, 1) or other.shape[1:] == (1, 1):
        return one * other
    if one.shape[2] != other.shape[1]:
        raise Cannot(f"multiplying {one.shape[1:]} by {other.shape[1:]}")
    return np.asarray(one @ other)


def _quotient(trial: Trial, node: tree.Quotient) -> Array:
    return trial.value(node.numerator) / _scalar(trial.value(node.denominator))


def _power(trial: Trial, node: tree.Power) -> Array:
    exponent = _scalar(trial.value(node.exponent))
    base = trial.value(node.base)
    if base.shape[1:] == (1, 1):
        return np.asarray(base**exponent)
    if base.shape[2] == 1 and np.all(exponent == 2):
        return np.asarray((base * base).sum(axis=1, keepdims=True))
    raise Cannot("a power of a vector")


def _scalar(value: Array) -> Array:
    if value.shape[1:] != (1, 1):
        raise Cannot("a vector where a number is wanted")
    return value


def _norm(trial: Trial, node: tree.Norm) -> Array:
    if node.order not in (None, tree.Number("2")):
        raise Cannot("another norm")
    value = trial.value(node.body)
    return np.asarray(np.sqrt((value * value).sum(axis=(1, 2), keepdims=True)))


def _call(trial: Trial, node: tree.Call) -> Array:
    name, arguments = node.function, [trial.value(a) for a in node.arguments]
    if name.base in _KNOWN and name.sub is None and not name.primes and len(arguments) == 1:
        return np.asarray(_KNOWN[name.base](_scalar(arguments[0])))
    if name.primes:
        raise Cannot("a primed function")
    if name.base in ("p", "q", "pi") and len(arguments) == 1:
        return _density(trial, name, arguments[0])
    return _unknown(trial, name, arguments)


def _unknown(trial: Trial, name: tree.Name, arguments: list[Array]) -> Array:
    if name.sub is not None:
        arguments = [*arguments, trial.value(name.sub)]
    if spelling(name) in trial.vector_functions:
        return trial.world.vector_function(spelling(name), arguments)
    return trial.world.scalar_function(name.base, arguments)


def _law(trial: Trial, law: Node) -> tuple[Array, Array]:
    """Mean and standard deviation; all laws that can be tried are Gaussian."""
    if isinstance(law, tree.Name):
        parameter = None if law.sub is None else trial.value(law.sub)
        return trial.world.law(law.base, parameter)
    if not isinstance(law, tree.Distribution) or law.name != "N" or len(law.parameters) != 2:
        raise Cannot("a law that is not Gaussian")
    middle, spread = (trial.value(p) for p in law.parameters)
    if spread.shape[1:] != (1, 1):
        if middle.shape[1:] == (1, 1):
            middle = middle * np.ones((1, spread.shape[1], 1))
        spread = spread[:, :1, :1]
    return middle, np.sqrt(spread)


def _distribution(trial: Trial, node: tree.Distribution) -> Array:
    """N(x; m, v): the value of a density."""
    if len(node.parameters) != 3:
        raise Cannot("a law where a value is wanted")
    at, *parameters = node.parameters
    return _density(trial, replace(node, parameters=tuple(parameters)), trial.value(at))


def _density(trial: Trial, name: tree.Name | tree.Distribution, at: Array) -> Array:
    middle, spread = _law(trial, name)
    if middle.shape[1] != at.shape[1]:
        raise Cannot("a density at a vector of another size")
    square = ((at - middle) ** 2).sum(axis=1, keepdims=True)
    return np.asarray(np.exp(-square / (2 * spread**2)) / (2 * np.pi * spread**2) ** (at.shape[1] / 2))


def _expectation(trial: Trial, node: tree.Expectation) -> Array:
    variable, law = law_of(node.subscript, node.body, trial.assumed)
    if variable is None or law is None:
        raise Cannot("an expectation over no stated law")
    first = _expected(trial, variable, law, node.body)
    if node.operator == "E":
        return first
    if node.operator != "Var":
        raise Cannot(node.operator)
    squared = tree.Power(tree.Sum((node.body, tree.Negative(tree.Name("meanvalue")))), tree.Number("2"))
    return _expected(trial.setting(tree.Name("meanvalue"), first), variable, law, squared)


def _expected(trial: Trial, variable: Node, law: Node, body: Node) -> Array:
    middle, spread = _law(trial, law)
    nodes, weights = _hermite(middle.shape[1])
    batch = middle.shape[0]
    at = middle[:, None] + spread[:, None] * nodes[None]
    return _weighted(trial, variable, at, np.broadcast_to(weights, (batch, len(weights))), body)


def _weighted(trial: Trial, variable: Node, at: Array, weights: Array, body: Node) -> Array:
    """The weighted sum of `body` over the second axis of `at`, for each member of the outer batch."""
    outer = max([at.shape[0], *(v.shape[0] for v in trial.values.values())])
    count = at.shape[1]
    if outer * count > _LARGEST_BATCH:
        raise Cannot("too many quadrature nodes")
    at = np.broadcast_to(at, (outer, *at.shape[1:])).reshape(outer * count, *at.shape[2:])
    values = {
        name: np.repeat(np.broadcast_to(v, (outer, *v.shape[1:])), count, axis=0) for name, v in trial.values.items()
    }
    result = trial.having(values=values).setting(variable, at).value(body)
    result = np.broadcast_to(result, (outer * count, *result.shape[1:])).reshape(outer, count, *result.shape[1:])
    return np.asarray((result * np.broadcast_to(weights, (outer, count))[..., None, None]).sum(axis=1))


def _hermite(size: int) -> tuple[Array, Array]:
    """Nodes (count, size, 1) and weights of the standard normal law in `size` dimensions."""
    points, weights = np.polynomial.hermite_e.hermegauss(_NODES.get(size, 8))
    weights = weights / np.sqrt(2 * np.pi)
    grid = np.stack(np.meshgrid(*[points] * size, indexing="ij"), axis=-1).reshape(-1, size, 1)
    product = np.stack(np.meshgrid(*[weights] * size, indexing="ij"), axis=-1).reshape(-1, size).prod(axis=1)
    return grid.astype(complex), product.astype(complex)


def _big(trial: Trial, node: tree.Big) -> Array:
    if node.operator != "int" or node.upper is not None or node.variable is None:
        raise Cannot(node.operator)
    size = trial.world.dimension if key(node.variable) in trial.world.vectors else 1
    start, end, count = _GRID[size]
    points = np.linspace(start, end, count)
    grid = np.stack(np.meshgrid(*[points] * size, indexing="ij"), axis=-1).reshape(1, -1, size, 1).astype(complex)
    weights = np.full((1, count**size), (points[1] - points[0]) ** size, dtype=complex)
    return _weighted(trial, node.variable, grid, weights, node.body)


def _gradient(trial: Trial, node: tree.Gradient) -> Array:
    body, wrt = node.body, node.wrt
    if wrt is None or key(wrt) not in free_names(body):
        if not isinstance(body, tree.Call):
            raise Cannot("a gradient in no named variable")
        wrt = tree.Name("gradientplace")
        trial = trial.setting(wrt, trial.value(body.arguments[0]))
        body = replace(body, arguments=(wrt, *body.arguments[1:]))
    columns = _partials(trial, body, wrt)
    if columns[0].shape[1:] == (1, 1):
        return np.concatenate(columns, axis=1)
    jacobian = np.concatenate(columns, axis=2)
    return np.swapaxes(jacobian, 1, 2) if trial.gradient_of_vector_transposed else jacobian


def _derivative(trial: Trial, node: tree.Derivative) -> Array:
    if len(node.wrt) != 1 or key(node.wrt[0]) not in free_names(node.body):
        raise Cannot("a higher or hidden derivative")
    columns = _partials(trial, node.body, node.wrt[0])
    return np.concatenate(columns, axis=1 if columns[0].shape[1:] == (1, 1) else 2)


def _partials(trial: Trial, body: Node, wrt: Node) -> list[Array]:
    """The derivative in each entry of `wrt`, by a complex step."""
    if trial.stepping:
        raise Cannot("a derivative of a derivative")
    here = trial.value(wrt)
    if here.shape[2] != 1:
        raise Cannot("a derivative in a matrix")
    columns: list[Array] = []
    for entry in range(here.shape[1]):
        step = np.zeros(here.shape[1:], dtype=complex)
        step[entry, 0] = 1j * _STEP
        moved = trial.having(stepping=True).setting(wrt, here + step).value(body)
        columns.append(np.asarray(moved.imag / _STEP, dtype=complex))
    return columns


def _at(trial: Trial, node: tree.At) -> Array:
    where = node.where
    if not isinstance(where, tree.Relation) or where.operators != ("=",):
        raise Cannot("a condition that is not x = value")
    return trial.setting(where.operands[0], trial.value(where.operands[1])).value(node.body)


_RULES: Final[Mapping[type[Node], Callable[..., Array]]] = {
    tree.Number: _number,
    tree.Constant: _constant,
    tree.Name: _name,
    tree.Sum: _sum,
    tree.Product: _product,
    tree.Negative: lambda trial, node: -trial.value(node.body),
    tree.Quotient: _quotient,
    tree.Power: _power,
    tree.Root: lambda trial, node: np.sqrt(_scalar(trial.value(node.radicand))),
    tree.Norm: _norm,
    tree.Transpose: lambda trial, node: np.swapaxes(trial.value(node.body), 1, 2),
    tree.Call: _call,
    tree.Distribution: _distribution,
    tree.Expectation: _expectation,
    tree.Big: _big,
    tree.Gradient: _gradient,
    tree.Derivative: _derivative,
    tree.At: _at,
    tree.Boxed: lambda trial, node: trial.value(node.body),
}
