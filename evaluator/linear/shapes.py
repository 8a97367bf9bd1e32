"""The rows and columns of a formula, given those of its names; what does not fit is said in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import pairwise
from typing import Any, Final

from evaluator.equality.rewrite import walk
from evaluator.linear.entries import ARRAY, COLUMN, EIGEN, OF_TABLES, ROW, SPECTRA
from evaluator.linear.keys import key_of
from evaluator.linear.names import OPTIMA, is_extreme, is_identity, is_ones, running_index
from evaluator.linear.powers import exponent_of
from evaluator.linear.sizes import ONE, Shape, Size, Sizes, Unlikely
from evaluator.mathtext import tree
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.tree import Node

SCALAR_FUNCTIONS: Final = frozenset("exp log ln sin cos tan tanh sqrt sign sgn".split())
ELEMENTWISE: Final = SCALAR_FUNCTIONS | {"sigma", "ReLU", "relu", "sigmoid"}


class Unsized(Exception):
    """Something whose sizes this room does not know."""


class Shaper:
    """`shapes` are those of the names; `sizes` learns which unknown sizes are equal."""

    def __init__(self, shapes: Mapping[str, Shape], sizes: Sizes) -> None:
        self.shapes, self.sizes = shapes, sizes
        self.places: dict[int, Shape] = {}  # of identities, by the id of their node

    def of(self, node: Node) -> Shape:
        """Raises `Misfit` where sizes clash, `Unsized` where they are not known."""
        rule = _RULES.get(type(node))
        if rule is None:
            raise Unsized(type(node).__name__)
        return self.sizes.shape(rule(self, node))

    def scalar(self, node: Node) -> Shape:
        self.same(self.of(node), ONE, f"{_said(node)} must be a number")
        return ONE

    def square(self, node: Node, what: str) -> Shape:
        rows, columns = self.of(node)
        self.sizes.same(
            rows, columns, f"{_said(node)} is {self.written((rows, columns))}: {what} needs a square matrix"
        )
        return self.sizes.shape((rows, columns))

    def same(self, one: Shape, other: Shape, what: str) -> None:
        for a, b in zip(one, other, strict=True):
            self.sizes.same(a, b, what)

    def any(self) -> Shape:
        return self.sizes.fresh(wide=False), self.sizes.fresh(wide=False)

    def written(self, shape: Shape) -> str:
        return " x ".join(str(s) if isinstance(s, int) else "n" for s in self.sizes.shape(shape))

    def times(self, left: Shape, right: Shape, what: str) -> Shape:
        left, right = self.sizes.shape(left), self.sizes.shape(right)
        if left == ONE:
            return right
        if right == ONE:
            return left
        self.sizes.same(left[1], right[0], f"sizes do not fit: {what}")
        return self.sizes.shape((left[0], right[1]))


def _said(node: Node) -> str:
    return to_latex(node)


def _name(shaper: Shaper, node: tree.Name) -> Shape:
    if is_identity(node):
        size = shaper.sizes.fresh(wide=False)
        return shaper.places.setdefault(id(node), (size, size))
    if is_ones(node):
        return shaper.places.setdefault(id(node), (shaper.sizes.fresh(), 1))
    shape = shaper.shapes.get(key_of(node))
    if shape is None:
        raise Unsized(key_of(node))
    return shape


def _number(shaper: Shaper, node: tree.Number) -> Shape:
    return ONE


def _sum(shaper: Shaper, node: tree.Sum) -> Shape:
    shape: Shape | None = None
    for term in node.terms:
        own = shaper.any() if _is_zero(term) else shaper.of(term)
        if shape is None:
            shape = own
        else:
            shaper.same(shape, own, f"sizes do not fit: {_said(term)} is added to something of another size")
    return shape or ONE


def _is_zero(node: Node) -> bool:
    return isinstance(node, tree.Number) and node.text == "0"


def product(shaper: Shaper, node: tree.Product) -> Shape:
    return grouped([(shaper.of(f), f) for f in node.factors], shaper)


def grouped(factors: list[tuple[Shape, Node]], shaper: Shaper) -> Shape:
    """From left to right; an inner product in the middle is a number first: `A (x^T y) B`."""
    rest = list(factors)
    place = 0
    while place + 1 < len(rest):
        (left, _), (right, _) = rest[place], rest[place + 1]
        inner = left[0] == 1 and left[1] != 1 and right[1] == 1 and right[0] != 1
        if inner and len(rest) > 2:
            rest[place : place + 2] = [
                (shaper.times(left, right, _said(tree.Product((rest[place][1], rest[place + 1][1])))), rest[place][1])
            ]
            place = 0
            continue
        place += 1
    shape, said = rest[0][0], [rest[0][1]]
    for own, factor in rest[1:]:
        said.append(factor)
        shape = shaper.times(shape, own, _said(tree.Product(tuple(said))))
    return shape


def _negative(shaper: Shaper, node: tree.Negative) -> Shape:
    return shaper.of(node.body)


def _quotient(shaper: Shaper, node: tree.Quotient) -> Shape:
    shaper.scalar(node.denominator)
    return shaper.of(node.numerator)


def _power(shaper: Shaper, node: tree.Power) -> Shape:
    turned = exponent_of(node)
    if turned == "pseudoinverse":
        rows, columns = shaper.of(node.base)
        return columns, rows
    if turned in ("inverse", "inverse transposed") or (isinstance(turned, int) and turned != 1):
        return shaper.square(node.base, "a power")
    if isinstance(node.base, tree.Norm | tree.Absolute | tree.Call):
        return shaper.of(node.base)
    shaper.scalar(node.exponent)
    return shaper.square(node.base, "a power")


def _transpose(shaper: Shaper, node: tree.Transpose) -> Shape:
    rows, columns = shaper.of(node.body)
    return columns, rows


def _norm(shaper: Shaper, node: tree.Norm) -> Shape:
    if shaper.of(node.body) == ONE:
        raise Unlikely("a norm of a number")
    return ONE


def _absolute(shaper: Shaper, node: tree.Absolute) -> Shape:
    if shaper.of(node.body) != ONE:
        shaper.square(node.body, "a determinant")
    return ONE


def _call(shaper: Shaper, node: tree.Call) -> Shape:
    name, arguments = node.function.base, node.arguments
    if name == "entry":
        shape = shaper.of(arguments[0])
        if len(arguments) == 2:
            shaper.sizes.same(shape[1], 1, f"{_said(arguments[0])} has one index")
        return ONE
    if node.function == ARRAY:
        return _array(shaper, node)
    if name in SPECTRA:
        if node.function == EIGEN:
            shaper.square(arguments[0], "an eigenvalue")
        shaper.of(arguments[0])
        return ONE
    if node.function in (ROW, COLUMN):
        rows, columns = shaper.of(arguments[0])
        return (columns, 1) if node.function == ROW else (rows, 1)
    if name == "softmax" and len(arguments) == 1:
        return shaper.of(arguments[0])
    if len(arguments) == 2 and name == "inner":
        shaper.same(shaper.of(arguments[0]), shaper.of(arguments[1]), "an inner product of different sizes")
        return ONE
    if name in OPTIMA:
        return _optimum(shaper, arguments)
    if len(arguments) != 1:
        raise Unsized(name)
    if name in ("tr", "Tr", "trace", "det"):
        shaper.square(arguments[0], "a trace" if name != "det" else "a determinant")
        return ONE
    if name == "rank":
        shaper.of(arguments[0])
        return ONE
    if is_extreme(node):
        if name == "lambda":
            shaper.square(arguments[0], "an eigenvalue")
        shaper.of(arguments[0])
        return ONE
    if name == "diag":
        rows, columns = shaper.of(arguments[0])
        if (rows, columns) == ONE and running_index(arguments[0]) is not None:
            size = shaper.sizes.fresh()
            return shaper.places.setdefault(id(node), (size, size))
        if (rows, columns) == ONE and not isinstance(arguments[0], tree.Number):
            raise Unsized(name)  # nobody makes a matrix of a number: what it holds has entries that do not show
        return (rows, rows) if columns == 1 else (rows, 1)
    if name == "vec":
        shaper.of(arguments[0])
        return shaper.sizes.fresh(), 1
    if name in ELEMENTWISE:
        shape = shaper.of(arguments[0])
        if 1 not in shape and name in SCALAR_FUNCTIONS:
            raise Unsized(name)  # of a matrix it may mean each entry, or the power series
        return shape
    raise Unsized(name)


def _array(shaper: Shaper, node: tree.Call) -> Shape:
    body, *indices = node.arguments
    shaper.scalar(body)
    sides = [_run(shaper, node, body, index) for index in indices]
    return sides[0], sides[1] if len(sides) > 1 else 1


def _run(shaper: Shaper, node: Node, body: Node, index: Node | None) -> Size:
    """How far an index runs; all sides that it counts have one length."""
    counted = [size for below in walk(body) if (size := _counted(shaper, below, index)) is not None]
    if not counted:
        raise Unsized("an index of nothing")
    for one, other in pairwise(counted):
        shaper.sizes.same(one, other, f"{_said(node)} runs over sides of different lengths")
    return shaper.sizes.find(counted[0])


def _tensor(shaper: Shaper, node: tree.Tensor) -> Shape:
    left, right = shaper.of(node.left), shaper.of(node.right)
    if node.operator == "odot":
        shaper.same(left, right, f"sizes do not fit: {_said(node)} multiplies entry by entry")
        return left
    return tuple(a if b == 1 else b if a == 1 else shaper.sizes.fresh() for a, b in zip(left, right, strict=True))  # type: ignore[return-value]


def _matrix(shaper: Shaper, node: tree.Matrix) -> Shape:
    heights: list[Size] = []
    widths: list[Size] = []
    for row in node.rows:
        shapes = [shaper.any() if _is_zero(cell) else shaper.of(cell) for cell in row]
        for own in shapes[1:]:
            shaper.sizes.same(shapes[0][0], own[0], "the blocks of a row have different heights")
        heights.append(shapes[0][0])
        for place, own in enumerate(shapes):
            if place == len(widths):
                widths.append(own[1])
            else:
                shaper.sizes.same(widths[place], own[1], "the blocks of a column have different widths")
    return _total(shaper, heights), _total(shaper, widths)


def _total(shaper: Shaper, sizes: list[Size]) -> Size:
    known = [shaper.sizes.find(s) for s in sizes]
    if len(known) == 1:
        return known[0]
    return (
        sum(k for k in known if isinstance(k, int)) if all(isinstance(k, int) for k in known) else shaper.sizes.fresh()
    )


def _expectation(shaper: Shaper, node: tree.Expectation) -> Shape:
    shape = shaper.of(node.body)
    if node.operator == "E":
        return shape
    if node.operator in ("Var", "Cov"):
        shaper.sizes.same(shape[1], 1, "a covariance of something that is no vector")
        return shape[0], shape[0]
    raise Unsized(node.operator)


def _gradient(shaper: Shaper, node: tree.Gradient) -> Shape:
    if node.wrt is None:
        raise Unsized("a gradient of nobody says what")
    shaper.scalar(node.body)
    shape = shaper.of(node.wrt)
    if shape == ONE:
        raise Unlikely("a gradient in a number")
    return shape


def _optimum(shaper: Shaper, arguments: tuple[Node, ...]) -> Shape:
    """The larger or smaller of numbers, entry by entry where one is an array."""
    listed = arguments[0].items if isinstance(arguments[0], tree.Sequence) else arguments
    shapes = [shaper.of(each) for each in listed]
    arrays = [shape for shape in shapes if shape != ONE]
    for shape in arrays[1:]:
        shaper.same(arrays[0], shape, "a maximum over different sizes")
    return arrays[0] if arrays else ONE


def _big(shaper: Shaper, node: tree.Big) -> Shape:
    if node.operator not in ("sum", "prod"):
        raise Unsized(node.operator)
    index = node.lower.operands[0] if isinstance(node.lower, tree.Relation) else node.lower
    with suppress(Unsized):
        _run(shaper, node, node.body, index)
    return shaper.of(node.body)


def _counted(shaper: Shaper, node: Node, index: Node | None) -> Size | None:
    """The side of a table that an index of its entries or lines runs along."""
    if not isinstance(node, tree.Call) or node.function.base not in OF_TABLES or index not in node.arguments[1:]:
        return None
    rows, columns = shaper.of(node.arguments[0])
    return columns if node.function == COLUMN or node.arguments[1] != index else rows


_RULES: Final[Mapping[type[Node], Callable[[Shaper, Any], Shape]]] = {
    tree.Name: _name,
    tree.Number: _number,
    tree.Constant: _number,
    tree.Sum: _sum,
    tree.Product: product,
    tree.Negative: _negative,
    tree.Quotient: _quotient,
    tree.Power: _power,
    tree.Root: lambda shaper, node: shaper.scalar(node.radicand),
    tree.Transpose: _transpose,
    tree.Norm: _norm,
    tree.Absolute: _absolute,
    tree.Call: _call,
    tree.Tensor: _tensor,
    tree.Matrix: _matrix,
    tree.Expectation: _expectation,
    tree.Gradient: _gradient,
    tree.Big: _big,
    tree.Boxed: lambda shaper, node: shaper.of(node.body),
}
