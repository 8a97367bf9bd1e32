"""Formulas worked out with random arrays: every unknown size is another number, so that what misfits shows.

Expectations are over random laws of finitely many points, and so exact; gradients are taken by the complex step, exact
to rounding.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial, reduce
from itertools import product
from typing import Any, Final

import numpy as np

from evaluator.equality.rewrite import walk
from evaluator.linear.draws import Array, Cannot, Draw, Singular
from evaluator.linear.entries import ARRAY, COLUMN, OF_TABLES, ROW, SPECTRA
from evaluator.linear.keys import key_of
from evaluator.linear.names import OPTIMA, is_extreme, is_identity, is_ones, running_index
from evaluator.linear.powers import exponent_of
from evaluator.linear.ranges import TERMS
from evaluator.linear.shapes import ELEMENTWISE
from evaluator.linear.spectra import extreme, fractional_power, norm, spectrum
from evaluator.mathtext import tree
from evaluator.mathtext.tree import Node

_SINGULAR: Final = 1e9  # condition number from which an inverse is none
_POINTS: Final = 3  # of a random law
_STEP: Final = 1e-25
_FUNCTIONS: Final[Mapping[str, Callable[[Array], Array]]] = {
    "sgn": np.sign,
    "exp": np.exp, "log": np.log, "ln": np.log, "sin": np.sin, "cos": np.cos, "tan": np.tan, "tanh": np.tanh,
    "sqrt": np.sqrt, "sign": lambda x: np.sign(np.real(x)) + 0 * x, "relu": lambda x: np.where(np.real(x) > 0, x, 0),
    "ReLU": lambda x: np.where(np.real(x) > 0, x, 0), "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "sigma": lambda x: 1 / (1 + np.exp(-x)),
}  # fmt: skip


def value(node: Node, draw: Draw) -> Array:
    """Two-dimensional; a number is 1 x 1. Raises `Cannot`, and `ValueError` where sizes clash."""
    rule = _RULES.get(type(node))
    if rule is None:
        raise Cannot(type(node).__name__)
    return rule(node, draw)


def _scalar(number: complex) -> Array:
    return np.array([[number]])


def times(left: Array, right: Array) -> Array:
    if left.shape == (1, 1) or right.shape == (1, 1):
        return left * right
    return left @ right


def plus(left: Array, right: Array) -> Array:
    if left.shape == right.shape:
        return left + right
    for one, other in ((left, right), (right, left)):
        if one.shape == (1, 1) and one[0, 0] == 0:
            return other
    raise ValueError("sizes clash")


def _sum(node: tree.Sum, draw: Draw) -> Array:
    return reduce(plus, (value(term, draw) for term in node.terms))


def _name(node: tree.Name, draw: Draw) -> Array:
    if not (is_identity(node) or is_ones(node)):
        return draw.value(node)
    if id(node) not in draw.places:
        raise Cannot("an identity whose size nothing says")
    rows, columns = (draw.size(s) for s in draw.places[id(node)])
    return np.eye(rows) if is_identity(node) else np.ones((rows, columns))


def _product(node: tree.Product, draw: Draw) -> Array:
    values = [value(f, draw) for f in node.factors]
    place = 0
    while place + 1 < len(values):
        left, right = values[place], values[place + 1]
        inner = left.shape[0] == 1 and right.shape[1] == 1 and left.shape[1] == right.shape[0] > 1
        if inner and len(values) > 2:
            values[place : place + 2] = [left @ right]
            place = 0
            continue
        place += 1
    total = values[0]
    for other in values[1:]:
        total = times(total, other)
    return total


def _quotient(node: tree.Quotient, draw: Draw) -> Array:
    bottom = value(node.denominator, draw)
    if bottom.shape != (1, 1):
        raise ValueError("a division by a matrix")
    return value(node.numerator, draw) / bottom


def _power(node: tree.Power, draw: Draw) -> Array:
    base, turned = value(node.base, draw), exponent_of(node)
    if base.shape == (1, 1) and not isinstance(turned, str):
        return np.asarray(base ** value(node.exponent, draw))
    if turned == "pseudoinverse":
        return np.linalg.pinv(base)
    if turned in ("inverse", "inverse transposed"):
        if np.linalg.cond(base) > _SINGULAR:
            raise Singular("an inverse of a singular matrix")
        return np.linalg.inv(base) if turned == "inverse" else np.linalg.inv(base).T
    if isinstance(turned, int) and turned < 20:
        return np.linalg.matrix_power(base, turned)
    return fractional_power(base, value(node.exponent, draw))


def _norm(node: tree.Norm, draw: Draw) -> Array:
    return _scalar(norm(value(node.body, draw), node.order))


def _absolute(node: tree.Absolute, draw: Draw) -> Array:
    r"""Of a matrix it is the determinant: `\log|\Sigma|`."""
    inside = value(node.body, draw)
    if inside.shape == (1, 1):
        return np.abs(inside)
    if inside.shape[0] != inside.shape[1]:
        raise ValueError("a determinant of something that is not square")
    return _scalar(np.linalg.det(inside))


def _call(node: tree.Call, draw: Draw) -> Array:
    name = node.function.base
    if name in OF_TABLES:
        return _entry(node, draw)
    if node.function == ARRAY:
        return _array(node, draw)
    if name in SPECTRA:
        number = int(np.real(value(node.arguments[1], draw)[0, 0])) - 1
        return _scalar(spectrum(node.function, value(node.arguments[0], draw))[number])
    if name == "diag" and id(node) in draw.places:
        return _diagonal(node, draw)
    listed = node.arguments[0].items if isinstance(node.arguments[0], tree.Sequence) else node.arguments
    inside = [value(a, draw) for a in listed]
    if name in OPTIMA:
        return reduce(partial(_optimum, name == "max"), inside)
    if name == "inner" and len(inside) == 2:
        return _scalar(np.sum(inside[0] * inside[1]))
    if len(inside) != 1:
        raise Cannot(name)
    (only,) = inside
    if is_extreme(node):
        return _scalar(extreme(node.function, only))
    if name in ("tr", "Tr", "trace"):
        if only.shape[0] != only.shape[1]:
            raise ValueError("a trace of something that is not square")
        return _scalar(np.trace(only))
    if name == "det":
        return _scalar(np.linalg.det(only))
    if name == "rank":
        return _scalar(np.linalg.matrix_rank(only))
    if name == "diag":
        return np.diag(only[:, 0]) if only.shape[1] == 1 else np.diag(only)[:, None]
    if name == "softmax":
        raised = np.exp(only)
        return np.asarray(raised / raised.sum(axis=0 if only.shape[1] == 1 else 1, keepdims=True))  # row by row
    if name == "vec":
        return only.reshape((-1, 1), order="F")
    if name in ELEMENTWISE:
        return np.asarray(_FUNCTIONS[name](only))
    raise Cannot(name)


def _diagonal(node: tree.Call, draw: Draw) -> Array:
    """Of the values that its one entry takes as the index runs."""
    (entry,), index = node.arguments, running_index(node.arguments[0])
    assert index is not None
    bound = ({**draw.bound, key_of(index): np.array([[float(i)]])} for i in range(draw.size(draw.places[id(node)][0])))
    return np.diag([value(entry, replace(draw, bound=each))[0, 0] for each in bound])


def _optimum(largest: bool, one: Array, other: Array) -> Array:
    first = np.real(one) >= np.real(other)  # a gradient's step is imaginary
    return np.where(first == largest, one, other)


def _entry(node: tree.Call, draw: Draw) -> Array:
    whole = value(node.arguments[0], draw)
    places = [int(np.real(value(a, draw)[0, 0])) - 1 for a in node.arguments[1:]]
    if node.function == ROW:
        return whole[places[0], :][:, None]
    if node.function == COLUMN:
        return whole[:, places[0]][:, None]
    return _scalar(whole[places[0], places[1] if len(places) > 1 else 0])


def _array(node: tree.Call, draw: Draw) -> Array:
    """What the formula of an entry says for each value of its indices."""
    body, *indices = node.arguments
    sides = [range(1, _runs_to(body, index, draw) + 1) for index in indices]
    made = np.zeros([len(side) for side in sides], dtype=complex)
    for places in product(*sides):
        named = {key_of(index): np.array([[float(i)]]) for index, i in zip(indices, places, strict=True)}  # type: ignore[arg-type]
        made[tuple(i - 1 for i in places)] = value(body, replace(draw, bound={**draw.bound, **named}))[0, 0]
    return made if len(indices) > 1 else made[:, None]


def _runs_to(body: Node, index: Node, draw: Draw) -> int:
    """How far an index runs: as far as the side of what it counts the entries of."""
    for below in walk(body):
        if isinstance(below, tree.Call) and below.function.base in OF_TABLES and index in below.arguments[1:]:
            place = 1 if below.function == COLUMN else below.arguments[1:].index(index)
            return int(value(below.arguments[0], draw).shape[place])
        if isinstance(below, tree.Call) and below.function.base in SPECTRA and index in below.arguments[1:]:
            return len(spectrum(below.function, value(below.arguments[0], draw)))
    return TERMS


def _tensor(node: tree.Tensor, draw: Draw) -> Array:
    left, right = value(node.left, draw), value(node.right, draw)
    if node.operator == "otimes":
        return np.kron(left, right)
    if left.shape != right.shape:
        raise ValueError("sizes clash")
    return left * right


def _matrix(node: tree.Matrix, draw: Draw) -> Array:
    cells = [[value(c, draw) for c in row] for row in node.rows]
    heights = [max(c.shape[0] for c in row) for row in cells]
    widths = [max(row[j].shape[1] for row in cells) for j in range(len(cells[0]))]
    filled = [
        [np.zeros((h, w)) if c.shape == (1, 1) and c[0, 0] == 0 else c for c, w in zip(row, widths, strict=True)]
        for row, h in zip(cells, heights, strict=True)
    ]
    return np.asarray(np.block(filled))


def _expectation(node: tree.Expectation, draw: Draw) -> Array:
    weights = np.random.default_rng(zlib.crc32(f"law/{draw.number}".encode())).uniform(0.5, 1.5, _POINTS)
    weights = weights / weights.sum()
    seen = [value(node.body, replace(draw, point=i)) for i in range(_POINTS)]
    mean = sum((w * s for w, s in zip(weights, seen, strict=True)), np.zeros_like(seen[0]))
    if node.operator == "E":
        return np.asarray(mean)
    if node.operator in ("Var", "Cov") and seen[0].shape[1] == 1:
        apart = [s - mean for s in seen]
        return np.asarray(sum((w * a @ a.T for w, a in zip(weights, apart, strict=True)), 0.0))
    raise Cannot(node.operator)


def _big(node: tree.Big, draw: Draw) -> Array:
    joined = {"sum": plus, "prod": times}.get(node.operator)
    if joined is None or not isinstance(node.lower, tree.Relation | tree.Name):
        raise Cannot(node.operator)
    index = node.lower.operands[0] if isinstance(node.lower, tree.Relation) else node.lower
    if not isinstance(index, tree.Name):
        raise Cannot("a sum")
    terms = [
        value(node.body, replace(draw, bound={**draw.bound, key_of(index): np.array([[float(i)]])}))
        for i in range(1, _runs_to(node.body, index, draw) + 1)
    ]
    return reduce(joined, terms)


def _gradient(node: tree.Gradient, draw: Draw) -> Array:
    if not isinstance(node.wrt, tree.Name):
        raise Cannot("a gradient")
    return gradient(node.body, node.wrt, draw)


def gradient(body: Node, wrt: tree.Name, draw: Draw) -> Array:
    """Of a number with respect to each entry, in the shape of the name."""
    here = draw.value(wrt)
    if not any(isinstance(n, tree.Name) and n.base == wrt.base for n in walk(body)):
        return _unsaid(body, wrt, here.shape, draw)
    made = np.zeros(here.shape)
    for place in np.ndindex(*here.shape):
        moved = here.astype(complex)
        moved[place] += 1j * _STEP
        result = value(body, replace(draw, bound={**draw.bound, key_of(wrt): moved}))
        if result.shape != (1, 1):
            raise Cannot("a gradient of something that is no number")
        made[place] = np.imag(result[0, 0]) / _STEP
    return made


def _unsaid(body: Node, wrt: tree.Name, shape: tuple[int, ...], draw: Draw) -> Array:
    """The gradient of a function that only has a name: some values, others for each function and each variable."""
    if not isinstance(body, tree.Name):
        raise Cannot("a gradient of something that does not show its variable")
    seed = zlib.crc32(f"{key_of(body)} by {key_of(wrt)}/{draw.number}".encode())
    return np.random.default_rng(seed).uniform(0.4, 2.2, shape)


_RULES: Final[Mapping[type[Node], Callable[[Any, Draw], Array]]] = {
    tree.Name: _name,
    tree.Number: lambda node, draw: _scalar(float(node.text)),
    tree.Constant: lambda node, draw: _scalar({"pi": np.pi, "e": np.e}[node.name]),
    tree.Sum: _sum,
    tree.Product: _product,
    tree.Negative: lambda node, draw: -value(node.body, draw),
    tree.Quotient: _quotient,
    tree.Power: _power,
    tree.Root: lambda node, draw: np.asarray(
        value(node.radicand, draw) ** (0.5 if node.index is None else 1 / value(node.index, draw))
    ),
    tree.Transpose: lambda node, draw: value(node.body, draw).T,
    tree.Norm: _norm,
    tree.Absolute: _absolute,
    tree.Call: _call,
    tree.Tensor: _tensor,
    tree.Matrix: _matrix,
    tree.Expectation: _expectation,
    tree.Big: _big,
    tree.Gradient: _gradient,
    tree.Boxed: lambda node, draw: value(node.body, draw),
}
