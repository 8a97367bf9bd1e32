"""Sizes of vectors and matrices through a formula."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Final

from evaluator.errors import MathSyntaxError
from evaluator.mathtext import tree
from evaluator.mathtext.parser import parse
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.symbolic import spelling
from evaluator.model import Cause, Unknown
from evaluator.reference.records import Shapes

Shape = tuple[str, ...]  # () a number, ("n",) a column, ("m", "n") a matrix


@dataclass(frozen=True)
class ShapeError:
    """`node` joins things whose sizes do not fit."""

    node: tree.Node
    says: str


@dataclass(frozen=True)
class _Size:
    rows: str
    columns: str


_Found = _Size | ShapeError | Unknown

_ONE: Final = _Size("1", "1")
_ELEMENTWISE: Final = frozenset({
    "sign", "sgn", "exp", "log", "ln", "sin", "cos", "tan", "tanh", "relu", "ReLU", "sigmoid", "softmax", "abs",
    "sqrt", "sigma", "phi", "GELU", "gelu",
})  # fmt: skip
_WRAPPERS: Final = (tree.Negative, tree.Boxed, tree.Expectation, tree.Big, tree.At)
_EQUATING: Final = frozenset({"=", ":=", "approx", "equiv", "+=", "-="})


def shape_of(node: tree.Node, table: Shapes) -> Shape | ShapeError | Unknown:
    """The shape of `node`, with the shapes of names from `table` (by spelling).

    `ShapeError` when its parts cannot be joined; `Unknown` when a name in it has no entry.
    """
    found = _size(node, {_key(name): _from_table(shape) for name, shape in table.items()})
    return _shape(found) if isinstance(found, _Size) else found


def same_shape(one: Shape, other: Shape) -> bool:
    """Equal up to how the sizes are written: `d_1` and `d_{1}`."""
    return tuple(map(_key, one)) == tuple(map(_key, other))


def written(shape: Shape) -> str:
    """For a person: "d_1 x d_2"."""
    return " × ".join((*shape, "1") if len(shape) == 1 else shape) or "a number"


def _size(node: tree.Node, table: dict[str, _Size]) -> _Found:
    if isinstance(node, tree.Name):
        return table.get(spelling(node)) or Unknown(
            cause=Cause.no_decision, reason=f"the shape of {to_latex(node)} is not known"
        )
    if isinstance(node, tree.Number | tree.Constant | tree.Norm | tree.Quantity | tree.Percent):
        return _ONE
    if isinstance(node, _WRAPPERS):
        return _size(node.body, table)
    if isinstance(node, tree.Sum):
        return _alike(node, node.terms, table)
    if isinstance(node, tree.Product):
        return _product(node, table)
    if isinstance(node, tree.Quotient):
        return _quotient(node, table)
    if isinstance(node, tree.Relation) and set(node.operators) <= _EQUATING:
        return _alike(node, node.operands, table)
    return _structured(node, table)


def _structured(node: tree.Node, table: dict[str, _Size]) -> _Found:
    if isinstance(node, tree.Transpose):
        return _turned(_size(node.body, table))
    if isinstance(node, tree.Power):
        return _power(node, table)
    if isinstance(node, tree.Call):
        return _call(node, table)
    if isinstance(node, tree.Gradient) and node.wrt is not None:
        return _size(node.wrt, table)
    if isinstance(node, tree.Derivative) and len(node.wrt) == 1:
        return _derivative(node, table)
    if isinstance(node, tree.Indexed):
        return _ONE
    if isinstance(node, tree.Root | tree.Absolute):
        return _size(node.radicand if isinstance(node, tree.Root) else node.body, table)
    return Unknown(cause=Cause.no_decision, reason=f"no rule for the shape of {to_latex(node)}")


def _product(node: tree.Product, table: dict[str, _Size]) -> _Found:
    def join(left: _Found, right: _Found) -> _Found:
        if not isinstance(left, _Size) or not isinstance(right, _Size):
            return _worst(left, right)
        if _ONE in (left, right):
            return right if left == _ONE else left
        if left.columns != right.rows:
            sizes = f"{_words(left)} times {_words(right)}"
            return ShapeError(node, f"{to_latex(node)} multiplies {sizes}: {left.columns} is not {right.rows}")
        return _Size(left.rows, right.columns)

    return reduce(join, (_size(f, table) for f in node.factors))


def _alike(whole: tree.Node, parts: tuple[tree.Node, ...], table: dict[str, _Size]) -> _Found:
    def join(left: _Found, right: _Found) -> _Found:
        if not isinstance(left, _Size) or not isinstance(right, _Size):
            return _worst(left, right)
        if left != right:
            return ShapeError(whole, f"{to_latex(whole)} sets {_words(left)} beside {_words(right)}")
        return left

    return reduce(join, (_size(p, table) for p in parts))


def _quotient(node: tree.Quotient, table: dict[str, _Size]) -> _Found:
    over, under = _size(node.numerator, table), _size(node.denominator, table)
    if isinstance(under, _Size) and under != _ONE:
        return ShapeError(node, f"{to_latex(node)} divides by something of shape {_words(under)}")
    return over if isinstance(under, _Size) else _worst(over, under)


def _power(node: tree.Power, table: dict[str, _Size]) -> _Found:
    base = _size(node.base, table)
    if isinstance(node.exponent, tree.Name) and node.exponent.base in ("T", "top"):
        return _turned(base)
    if isinstance(base, _Size) and base.rows != base.columns:
        return ShapeError(node, f"{to_latex(node)} is a power of something of shape {_words(base)}")
    return base


def _call(node: tree.Call, table: dict[str, _Size]) -> _Found:
    named = table.get(spelling(node.function))
    if named is not None:
        return named
    if node.function.base in _ELEMENTWISE and len(node.arguments) == 1:
        return _size(node.arguments[0], table)
    return Unknown(cause=Cause.no_decision, reason=f"the shape of {to_latex(node.function)} is not known")


def _derivative(node: tree.Derivative, table: dict[str, _Size]) -> _Found:
    """A scalar gives the shape of the variable; a vector by a vector gives the Jacobian."""
    body, by = _size(node.body, table), _size(node.wrt[0], table)
    if not isinstance(body, _Size) or not isinstance(by, _Size):
        return _worst(body, by)
    if body == _ONE or by == _ONE:
        return by if body == _ONE else body
    if body.columns != "1" or by.columns != "1":
        return Unknown(cause=Cause.no_decision, reason="a derivative with more than two indices")
    return _Size(body.rows, by.rows)


def _turned(found: _Found) -> _Found:
    return _Size(found.columns, found.rows) if isinstance(found, _Size) else found


def _worst(left: _Found, right: _Found) -> _Found:
    """What does not fit weighs more than what is not known."""
    for kind in (ShapeError, Unknown):
        for found in (left, right):
            if isinstance(found, kind):
                return found
    return left


def _from_table(shape: tuple[str, ...]) -> _Size:
    rows, columns = (*map(_key, shape), "1", "1")[:2]
    return _Size(rows, columns)


def _key(text: str) -> str:
    """One spelling for each name: `d_{1}` is `d_1`."""
    try:
        node = parse(text)
    except MathSyntaxError:
        return text
    return spelling(node) if isinstance(node, tree.Name) else text


def _shape(size: _Size) -> Shape:
    if size.columns == "1":
        return () if size.rows == "1" else (size.rows,)
    return (size.rows, size.columns)


def _words(size: _Size) -> str:
    return written((size.rows, size.columns))
