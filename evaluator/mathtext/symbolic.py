"""The tree to SymPy, by constructors only: no text of a transcript is ever handed to a parser of SymPy's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from operator import add, mul
from typing import Any, Final

import sympy
from sympy.core.function import AppliedUndef

from evaluator.mathtext import magnitude, symbolic_relations, tree
from evaluator.mathtext.bound_names import under
from evaluator.mathtext.functions import known, rounded
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.spelling import normal, spelling
from evaluator.mathtext.symbolic_base import Convert, NotSymbolic, expression
from evaluator.mathtext.vocabulary import DOTS

__all__ = ["UNSAID", "NotSymbolic", "normal", "spelling", "to_sympy"]

UNSAID: Final = "terms"  # how far a sum over all indices runs
_MOST_ENTRIES: Final = 10_000  # multiplications of entries in one product of matrices
# What SymPy's constructors raise for arguments that make no sense; too deep a tree ends in a RecursionError.
_REFUSALS: Final = (ArithmeticError, AttributeError, NotImplementedError, RecursionError, TypeError, ValueError)


def to_sympy(node: tree.Node, scope: Scope) -> Any:
    """The SymPy value of a tree. Raises NotSymbolic where there is none."""
    rule = _RULES.get(type(node))
    if rule is None:
        raise NotSymbolic(node, f"{type(node).__name__.lower()} has no value")
    try:
        return rule(node, lambda inner: to_sympy(inner, scope), scope)
    except _REFUSALS as error:
        raise NotSymbolic(node, f"SymPy has no such {type(node).__name__.lower()}") from error


def _number(node: tree.Number, _to: Convert, _scope: Scope) -> Any:
    if len(node.text) > magnitude.LONGEST:
        raise NotSymbolic(node, "too large")
    value = Fraction(node.text)
    return sympy.Rational(value.numerator, value.denominator)


_NUMBER_SETS: Final = {
    "R": sympy.S.Reals,
    "N": sympy.S.Naturals,
    "Z": sympy.S.Integers,
    "Q": sympy.S.Rationals,
    "C": sympy.S.Complexes,
}


def _name(node: tree.Name, _to: Convert, scope: Scope) -> Any:
    if node.base in DOTS and node.sub is None:
        raise NotSymbolic(node, "dots that nothing explains")
    key = spelling(node)
    listed = _listed(key, scope)
    if listed is not None:
        return listed
    if node.alphabet == "bb" and key in _NUMBER_SETS:
        return _NUMBER_SETS[key]
    return sympy.E if key == "e" else sympy.Symbol(key)


def _listed(key: str, scope: Scope) -> Any:
    if key in scope.symbols:
        return scope.symbols[key]
    return next((value for written, value in scope.symbols.items() if normal(written) == key), None)


_CONSTANTS: Final = {
    "pi": sympy.pi,
    "e": sympy.E,
    "i": sympy.I,
    "infinity": sympy.oo,
    "emptyset": sympy.S.EmptySet,
    "true": sympy.true,
    "false": sympy.false,
}


def _constant(node: tree.Constant, _to: Convert, _scope: Scope) -> Any:
    return _CONSTANTS[node.name]


def _operands(node: tree.Node, values: list[Any]) -> list[Any]:
    """`values`, all of which must be expressions or matrices, and together not too large."""
    if not all(isinstance(v, sympy.Expr | sympy.MatrixBase) for v in values):
        raise NotSymbolic(node, "arithmetic with something that is no expression")
    if magnitude.product_too_large(values):
        raise NotSymbolic(node, "too large")
    return values


def _sum(node: tree.Sum, to: Convert, _scope: Scope) -> Any:
    values = _operands(node, [to(t) for t in node.terms])
    return reduce(add, values) if _has_matrix(values) else sympy.Add(*values)


def _product(node: tree.Product, to: Convert, _scope: Scope) -> Any:
    values = _operands(node, [to(f) for f in node.factors])
    if not _has_matrix(values):
        return sympy.Mul(*values)
    entries = [v.rows * v.cols for v in values if isinstance(v, sympy.MatrixBase)]
    if sum(entries) ** 1.5 > _MOST_ENTRIES:
        raise NotSymbolic(node, "too large")
    made = reduce(mul, values)
    alone = isinstance(made, sympy.MatrixBase) and made.shape == (1, 1) and len(entries) > 1
    return made[0, 0] if alone else made  # a row times a column


def _has_matrix(values: list[Any]) -> bool:
    return any(isinstance(v, sympy.MatrixBase) for v in values)


def _quotient(node: tree.Quotient, to: Convert, _scope: Scope) -> Any:
    top, bottom = _operands(node, [to(node.numerator), to(node.denominator)])
    if expression(node, bottom).is_zero:
        raise NotSymbolic(node, "a division by zero")
    return top / bottom


def _negative(node: tree.Negative, to: Convert, _scope: Scope) -> Any:
    (value,) = _operands(node, [to(node.body)])
    return -value


def _plus_minus(node: tree.PlusMinus, to: Convert, _scope: Scope) -> Any:
    left = expression(node, to(node.left)) if node.left is not None else sympy.S.Zero
    right = expression(node, to(node.right))
    return sympy.FiniteSet(left + right, left - right)


def _power(node: tree.Power, to: Convert, _scope: Scope) -> Any:
    return _raised(node, to(node.base), to(node.exponent))


def _root(node: tree.Root, to: Convert, _scope: Scope) -> Any:
    index = sympy.Integer(2) if node.index is None else expression(node, to(node.index))
    if index.is_zero:
        raise NotSymbolic(node, "a division by zero")
    radicand = expression(node, to(node.radicand))
    if index.is_odd and radicand.is_number and radicand.is_negative:
        return -_raised(node, -radicand, 1 / index)  # the real root, not the principal one
    return _raised(node, radicand, 1 / index)


def _raised(node: tree.Node, base: Any, exponent: Any) -> Any:
    if not isinstance(base, sympy.Expr) or not isinstance(exponent, sympy.Expr):
        raise NotSymbolic(node, "a power of something that is no expression")
    if magnitude.power_too_large(base, exponent):
        raise NotSymbolic(node, "too large")
    if base.is_zero and exponent.is_negative:
        raise NotSymbolic(node, "a division by zero")
    return sympy.Pow(base, exponent)


def _factorial(node: tree.Factorial, to: Convert, _scope: Scope) -> Any:
    body = expression(node, to(node.body))
    if magnitude.factorial_too_large(body):
        raise NotSymbolic(node, "too large")
    return sympy.factorial(body)


def _binomial(node: tree.Binomial, to: Convert, _scope: Scope) -> Any:
    top, bottom = expression(node, to(node.top)), expression(node, to(node.bottom))
    if magnitude.binomial_too_large(top, bottom):
        raise NotSymbolic(node, "too large")
    return sympy.binomial(top, bottom)


def _call(node: tree.Call, to: Convert, scope: Scope) -> Any:
    name, arguments = node.function, [to(a) for a in _arguments(node)]
    if name.base in ("det", "tr", "Tr") and len(arguments) == 1 and isinstance(arguments[0], sympy.MatrixBase):
        return _of_matrix(node, arguments[0])
    if not all(isinstance(a, sympy.Expr) for a in arguments):
        raise NotSymbolic(node, "a call with something that is no expression")
    if name.base == "exp" and len(arguments) == 1 and not name.primes and name.sub is None:
        return _raised(node, sympy.E, arguments[0])
    if name.base == "log" and len(arguments) == 1 and not name.primes:
        return sympy.log(*arguments, *([to(name.sub)] if name.sub is not None else []))
    value = known(name.base, arguments) if name.sub is None and not name.primes and name.accent is None else None
    return _unknown_function(name, arguments, scope) if value is None else value


def _arguments(node: tree.Call) -> tuple[tree.Node, ...]:
    r"""Those of `\max\{a, b\}` are the members."""
    only = node.arguments[0] if len(node.arguments) == 1 else None
    return only.items if isinstance(only, tree.Sequence) else node.arguments


def _unknown_function(name: tree.Name, arguments: list[Any], scope: Scope) -> Any:
    listed = scope.symbols.get(spelling(name))
    if isinstance(listed, AppliedUndef):  # f_i(x) under a sum over i
        return listed.func(*listed.args, *arguments)
    return sympy.Function(spelling(name))(*arguments)


def _of_matrix(node: tree.Call, matrix: Any) -> Any:
    if node.function.base != "det":
        return matrix.trace()
    if matrix.rows > 6:
        raise NotSymbolic(node, "too large")
    return matrix.det(method="berkowitz")


def _big(node: tree.Big, to: Convert, scope: Scope) -> Any:
    if node.operator in ("sum", "prod") and node.upper is not None and isinstance(node.lower, tree.Relation):
        return _series(node, node.lower, to, scope)
    if node.operator in ("sum", "prod") and node.upper is None and isinstance(node.lower, tree.Name):
        whole = tree.Relation(("=",), (node.lower, tree.Number("1")))
        return _series(replace(node, upper=tree.Name(UNSAID)), whole, to, scope)
    if node.operator == "int" and node.variable is not None and (node.lower is None) == (node.upper is None):
        body = sympy.S.One if node.body == tree.Text("1") else to(node.body)
        bounds = [expression(node, to(b)) for b in (node.lower, node.upper) if b is not None]
        return sympy.Integral(expression(node, body), (to(node.variable), *bounds))
    if node.operator == "lim" and isinstance(node.lower, tree.Relation) and node.lower.operators == ("to",):
        return symbolic_relations.limit(node, node.lower, to)
    raise NotSymbolic(node, f"a {node.operator} without bounds that can be read")


def _series(node: tree.Big, lower: tree.Relation, to: Convert, scope: Scope) -> Any:
    if lower.operators != ("=",) or not isinstance(lower.operands[0], tree.Name) or node.upper is None:
        raise NotSymbolic(node, f"a {node.operator} whose index cannot be read")
    index = to(lower.operands[0])
    if not isinstance(index, sympy.Symbol):
        raise NotSymbolic(node, f"a {node.operator} over something that is no symbol")
    body = to_sympy(node.body, under(lower.operands[0], node.body, scope, to))
    start, end = (expression(node, to(b)) for b in (lower.operands[1], node.upper))
    if end in (0, 1) and not start.is_number:
        raise NotSymbolic(node, f"a {node.operator} that goes down")
    kind = sympy.Sum if node.operator == "sum" else sympy.Product
    return kind(expression(node, body), (index, start, end))


def _derivative(node: tree.Derivative, to: Convert, _scope: Scope) -> Any:
    body, variables = expression(node, to(node.body)), [to(w) for w in node.wrt]
    if body.free_symbols and not set(variables) <= body.free_symbols:
        raise NotSymbolic(node, "a derivative of something that does not show its variable")
    return sympy.Derivative(body, *variables)


def _matrix(node: tree.Matrix, to: Convert, _scope: Scope) -> Any:
    if len({len(row) for row in node.rows}) != 1:
        raise NotSymbolic(node, "a matrix with rows of different lengths")
    return sympy.ImmutableMatrix([[expression(node, to(cell)) for cell in row] for row in node.rows])


def _transpose(node: tree.Transpose, to: Convert, scope: Scope) -> Any:
    """A power, where T is the name of a number and what carries it is a number too."""
    exponent, base = scope.symbols.get("T"), to(node.body)
    if exponent is None or not isinstance(base, sympy.Expr) or base.is_Matrix:
        raise NotSymbolic(node, "transpose has no value")
    return base**exponent


def _cases(node: tree.Cases, to: Convert, _scope: Scope) -> Any:
    return sympy.Piecewise(*((expression(node, to(v)), sympy.true if c is None else to(c)) for v, c in node.rows))


_RULES: Final[dict[type[tree.Node], Callable[[Any, Convert, Scope], Any]]] = {
    tree.Number: _number,
    tree.Name: _name,
    tree.Constant: _constant,
    tree.Sum: _sum,
    tree.Product: _product,
    tree.Negative: _negative,
    tree.PlusMinus: _plus_minus,
    tree.Quotient: _quotient,
    tree.Power: _power,
    tree.Root: _root,
    tree.Factorial: _factorial,
    tree.Binomial: _binomial,
    tree.Call: _call,
    tree.Big: _big,
    tree.Absolute: lambda n, to, _: sympy.Abs(expression(n, to(n.body))),
    tree.Floor: lambda n, to, _: rounded(sympy.floor, expression(n, to(n.body))),
    tree.Ceiling: lambda n, to, _: rounded(sympy.ceiling, expression(n, to(n.body))),
    tree.Derivative: _derivative,
    tree.Percent: lambda n, to, _: expression(n, to(n.value)) / 100,
    tree.Boxed: lambda n, to, _: to(n.body),
    tree.Sequence: symbolic_relations.sequence,
    tree.Interval: symbolic_relations.interval,
    tree.SetOperation: symbolic_relations.sets,
    tree.Matrix: _matrix,
    tree.Cases: _cases,
    tree.Transpose: _transpose,
    tree.Relation: symbolic_relations.relation,
    tree.Juxtaposed: symbolic_relations.given,
}
