"""The tree to SymPy, by constructors only: no text of a transcript is ever handed to a parser of SymPy's."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy

from evaluator.errors import EvaluatorError
from evaluator.mathtext import tree
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.vocabulary import GREEK

LARGEST = 1000  # exponents and factorials above are kept as written, never worked out
LONGEST_NUMBER = 4000  # digits; Python itself refuses to convert longer ones


class NotSymbolic(EvaluatorError):
    """A tree without a value in SymPy: a statement, a distribution, words."""

    def __init__(self, node: tree.Node, reason: str) -> None:
        self.node, self.reason = node, reason
        super().__init__(reason)


def spelling(name: tree.Name) -> str:
    r"""The canonical key of a name: `d_1`, `\sigma`, `T_{remat}`, `\hat{x}_i`, `y'`; alphabets do not count."""
    base = "\\" + name.base if name.base in GREEK else name.base
    if name.accent:
        base = rf"\{name.accent}{{{base}}}"
    base += "'" * name.primes
    if name.sub is None:
        return base
    sub = _script(name.sub)
    return f"{base}_{sub}" if len(sub) == 1 or re.fullmatch(r"\\[A-Za-z]+", sub) else f"{base}_{{{sub}}}"


def _script(node: tree.Node) -> str:
    match node:
        case tree.Name():
            return spelling(node)
        case tree.Number(text) | tree.Text(text):
            return text.strip()
        case tree.Product(factors):
            return "".join(_script(f) for f in factors)
        case tree.Sequence(_, items) | tree.Juxtaposed(items):
            return ",".join(_script(i) for i in items)
        case tree.Sum(terms):
            return "+".join(_script(t) for t in terms).replace("+-", "-")
        case tree.Negative(body):
            return "-" + _script(body)
        case tree.Constant(name):
            return "\\" + name
    from evaluator.mathtext.printer import to_latex

    return to_latex(node)


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """The canonical form of a spelling that a person wrote as a key: that of the name it parses to."""
    from evaluator.errors import MathSyntaxError
    from evaluator.mathtext.parser import parse

    try:
        node = parse(text)
    except MathSyntaxError:
        return text
    return spelling(node) if isinstance(node, tree.Name) else text


def to_sympy(node: tree.Node, scope: Scope) -> Any:
    """The SymPy value of a tree. Raises NotSymbolic where there is none."""
    rule = _RULES.get(type(node))
    if rule is None:
        raise NotSymbolic(node, f"{type(node).__name__.lower()} has no value")
    return rule(node, lambda inner: to_sympy(inner, scope), scope)


Convert = Callable[[tree.Node], Any]


def _number(node: tree.Number, _to: Convert, _scope: Scope) -> Any:
    if len(node.text) > LONGEST_NUMBER:
        raise NotSymbolic(node, "too large")
    value = Fraction(node.text)
    return sympy.Rational(value.numerator, value.denominator)


def _name(node: tree.Name, _to: Convert, scope: Scope) -> Any:
    key = spelling(node)
    if key in scope.symbols:
        return scope.symbols[key]
    for written, value in scope.symbols.items():
        if normal(written) == key:
            return value
    return sympy.E if key == "e" else sympy.Symbol(key)


_CONSTANTS = {
    "pi": sympy.pi, "e": sympy.E, "i": sympy.I, "infinity": sympy.oo, "emptyset": sympy.S.EmptySet,
    "true": sympy.true, "false": sympy.false,
}  # fmt: skip


def _constant(node: tree.Constant, _to: Convert, _scope: Scope) -> Any:
    return _CONSTANTS[node.name]


def _power(node: tree.Power, to: Convert, _scope: Scope) -> Any:
    base, exponent = to(node.base), to(node.exponent)
    if not isinstance(base, sympy.Expr) or not isinstance(exponent, sympy.Expr):
        raise NotSymbolic(node, "a power of something that is no expression")
    small = not exponent.is_number or (exponent.is_Rational and abs(exponent.p) <= LARGEST)
    return sympy.Pow(base, exponent, evaluate=bool(small))


def _factorial(node: tree.Factorial, to: Convert, _scope: Scope) -> Any:
    body = to(node.body)
    return sympy.factorial(body, evaluate=not body.is_number or (body.is_Integer and body <= LARGEST))


def _binomial(node: tree.Binomial, to: Convert, _scope: Scope) -> Any:
    top, bottom = to(node.top), to(node.bottom)
    small = all(not v.is_number or (v.is_Integer and abs(v) <= LARGEST) for v in (top, bottom))
    return sympy.binomial(top, bottom, evaluate=small)


_FUNCTIONS: dict[str, Any] = {
    name: getattr(sympy, name)
    for name in "sin cos tan cot sec csc sinh cosh tanh coth sech csch exp sign gcd".split()
} | {
    "ln": sympy.log, "sgn": sympy.sign, "max": sympy.Max, "min": sympy.Min, "arcsin": sympy.asin,
    "arccos": sympy.acos, "arctan": sympy.atan, "arcsinh": sympy.asinh, "arccosh": sympy.acosh,
    "arctanh": sympy.atanh, "erf": sympy.erf, "lg": lambda x: sympy.log(x, 2),
}  # fmt: skip


def _call(node: tree.Call, to: Convert, scope: Scope) -> Any:
    arguments = [to(a) for a in node.arguments]
    if not all(isinstance(a, sympy.Expr) for a in arguments):
        raise NotSymbolic(node, "a call with something that is no expression")
    name = node.function
    if name.base == "log":
        return sympy.log(*arguments, *([to(name.sub)] if name.sub is not None else []))
    if name.base in _FUNCTIONS and name.sub is None and not name.primes:
        return _FUNCTIONS[name.base](*arguments)
    return sympy.Function(spelling(name))(*arguments)


def _big(node: tree.Big, to: Convert, _scope: Scope) -> Any:
    if node.operator in ("sum", "prod") and node.upper is not None and _is_index(node.lower):
        assert isinstance(node.lower, tree.Relation)
        index, start = (to(o) for o in node.lower.operands)
        kind = sympy.Sum if node.operator == "sum" else sympy.Product
        if isinstance(index, sympy.Symbol):
            return kind(to(node.body), (index, start, to(node.upper)))
    if node.operator == "int" and node.variable is not None:
        variable = to(node.variable)
        bounds = (variable, to(node.lower), to(node.upper)) if node.lower and node.upper else (variable,)
        return sympy.Integral(sympy.S.One if node.body == tree.Text("1") else to(node.body), bounds)
    if node.operator == "lim" and isinstance(node.lower, tree.Relation) and node.lower.operators == ("to",):
        return sympy.Limit(to(node.body), *(to(o) for o in node.lower.operands))
    raise NotSymbolic(node, f"a {node.operator} without bounds that can be read")


def _is_index(lower: tree.Node | None) -> bool:
    return isinstance(lower, tree.Relation) and lower.operators == ("=",)


_COMPARE: dict[str, Any] = {
    "=": sympy.Eq, "equiv": sympy.Eq, ":=": sympy.Eq, "!=": sympy.Ne, "<": sympy.Lt, "<=": sympy.Le,
    ">": sympy.Gt, ">=": sympy.Ge,
}  # fmt: skip


def _relation(node: tree.Relation, to: Convert, _scope: Scope) -> Any:
    if not all(o in _COMPARE for o in node.operators):
        raise NotSymbolic(node, "a relation without a truth value")
    values = [to(o) for o in node.operands]
    if not all(isinstance(v, sympy.Expr) for v in values):
        raise NotSymbolic(node, "a relation between things that are no expressions")
    pairs = zip(node.operators, values, values[1:], strict=False)
    parts = [_COMPARE[o](a, b, evaluate=False) for o, a, b in pairs]
    return parts[0] if len(parts) == 1 else sympy.And(*parts, evaluate=False)


def _sequence(node: tree.Sequence, to: Convert, _scope: Scope) -> Any:
    items = [to(i) for i in node.items]
    return sympy.FiniteSet(*items) if node.kind == "set" else sympy.Tuple(*items)


def _interval(node: tree.Interval, to: Convert, _scope: Scope) -> Any:
    low, high = to(node.lower), to(node.upper)
    return sympy.Interval(low, high, not node.lower_closed, not node.upper_closed)


def _sets(node: tree.SetOperation, to: Convert, _scope: Scope) -> Any:
    kinds = {"cup": sympy.Union, "cap": sympy.Intersection, "and": sympy.And, "or": sympy.Or}
    values = [to(o) for o in node.operands]
    if node.operator in ("cup", "cap", "setminus") and not all(isinstance(v, sympy.Set) for v in values):
        raise NotSymbolic(node, "an operation on things that are no sets")
    if node.operator == "setminus":
        return sympy.Complement(values[0], values[1])
    return kinds[node.operator](*values)


def _matrix(node: tree.Matrix, to: Convert, _scope: Scope) -> Any:
    if len({len(row) for row in node.rows}) != 1:
        raise NotSymbolic(node, "a matrix with rows of different lengths")
    return sympy.ImmutableMatrix([[to(cell) for cell in row] for row in node.rows])


def _cases(node: tree.Cases, to: Convert, _scope: Scope) -> Any:
    return sympy.Piecewise(*((to(v), sympy.true if c is None else to(c)) for v, c in node.rows))


def _derivative(node: tree.Derivative, to: Convert, _scope: Scope) -> Any:
    return sympy.Derivative(to(node.body), *(to(w) for w in node.wrt))


def _quotient(node: tree.Quotient, to: Convert, _scope: Scope) -> Any:
    top, bottom = _expression(node, to(node.numerator)), _expression(node, to(node.denominator))
    if bottom.is_zero:
        raise NotSymbolic(node, "a division by zero")
    return top / bottom


def _expression(node: tree.Node, value: Any) -> Any:
    if not isinstance(value, sympy.Expr | sympy.MatrixBase):
        raise NotSymbolic(node, "arithmetic with something that is no expression")
    return value


def _plus_minus(node: tree.PlusMinus, to: Convert, _scope: Scope) -> Any:
    left = to(node.left) if node.left is not None else sympy.S.Zero
    right = to(node.right)
    return sympy.FiniteSet(left + right, left - right)


def _product(node: tree.Product, to: Convert, _scope: Scope) -> Any:
    values = [_expression(node, to(f)) for f in node.factors]
    if any(isinstance(v, sympy.MatrixBase) for v in values):
        raise NotSymbolic(node, "a product of matrices")
    return sympy.Mul(*values)


def _sum(node: tree.Sum, to: Convert, _scope: Scope) -> Any:
    values = [_expression(node, to(t)) for t in node.terms]
    if any(isinstance(v, sympy.MatrixBase) for v in values):
        raise NotSymbolic(node, "a sum of matrices")
    return sympy.Add(*values)


_RULES: dict[type[tree.Node], Callable[[Any, Convert, Scope], Any]] = {
    tree.Number: _number,
    tree.Name: _name,
    tree.Constant: _constant,
    tree.Sum: _sum,
    tree.Product: _product,
    tree.Negative: lambda n, to, s: -_expression(n, to(n.body)),
    tree.PlusMinus: _plus_minus,
    tree.Quotient: _quotient,
    tree.Power: _power,
    tree.Root: lambda n, to, s: sympy.root(_expression(n, to(n.radicand)), to(n.index) if n.index is not None else 2),
    tree.Factorial: _factorial,
    tree.Binomial: _binomial,
    tree.Call: _call,
    tree.Big: _big,
    tree.Absolute: lambda n, to, s: sympy.Abs(_expression(n, to(n.body))),
    tree.Floor: lambda n, to, s: sympy.floor(_expression(n, to(n.body))),
    tree.Ceiling: lambda n, to, s: sympy.ceiling(_expression(n, to(n.body))),
    tree.Derivative: _derivative,
    tree.Percent: lambda n, to, s: _expression(n, to(n.value)) / 100,
    tree.Boxed: lambda n, to, s: to(n.body),
    tree.Sequence: _sequence,
    tree.Interval: _interval,
    tree.SetOperation: _sets,
    tree.Matrix: _matrix,
    tree.Cases: _cases,
    tree.Relation: _relation,
}
