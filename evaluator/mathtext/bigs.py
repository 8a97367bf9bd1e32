"""Operators that take a body: sums, integrals, limits, named functions, gradients."""

from __future__ import annotations

from evaluator.mathtext.conditions import has_bar
from evaluator.mathtext.fences import Fences
from evaluator.mathtext.operators import CLOSERS
from evaluator.mathtext.tree import (
    At,
    Big,
    Call,
    Constant,
    Expectation,
    Gradient,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sequence,
    Sum,
    Text,
    Transpose,
)
from evaluator.mathtext.vocabulary import EXPECTATIONS, GREEK, INVERTED, LIMITED, PLACES


class Bigs(Fences):
    _integrals = 0

    def script(self) -> Node:
        raise NotImplementedError

    def _limits(self) -> tuple[Node | None, Node | None]:
        lower = upper = None
        while self.cursor.at("_", "^"):
            if self.cursor.next().text == "_":
                lower = self.script()
            else:
                upper = self.script()
        return lower, upper

    def big(self, operator: str) -> Node:
        lower, upper = self._limits()
        if operator == "int":
            return self._integral(lower, upper)
        return Big(operator, lower, upper, self._body())

    def _body(self) -> Node:
        """The product behind an operator with its limits, or a negative one."""
        if self.cursor.at("-"):
            return self.signed()
        return self.product() if self.starts_atom() else Text("")

    def _integral(self, lower: Node | None, upper: Node | None) -> Node:
        self._integrals += 1
        body = Text("1") if self.stops_integral() else self.additive()
        self._integrals -= 1
        variable: Node | None = None
        if self.stops_integral(always=True):
            self.cursor.next()
            variable = self.postfix()
        elif (taken := _differential_within(body)) is not None:
            body, variable = taken
        return Big("int", lower, upper, body, variable)

    def stops_integral(self, always: bool = False) -> bool:
        """Whether the `d` of a differential comes next."""
        if not (always or self._integrals) or not self.cursor.at("d"):
            return False
        after = self.cursor.peek()
        names = after.kind in ("letter", "command") and after.text != r"\cdot" and after.text not in CLOSERS
        return not after.spaced and names

    def named_function(self, name: str) -> Node:
        r"""\log_2 n, \sin^2 x, \max(a, b), \max_x f: the name has just been read."""
        if name in EXPECTATIONS:
            return self._expectation(name)
        if name in LIMITED and self.cursor.at("_"):
            lower, _ = self._limits()
            whole = name in PLACES and (self.starts_atom() or self.cursor.at("-"))  # nothing is added to a place
            return Big(name, lower, None, self.additive() if whole else self._body())
        sub = exponent = None
        while self.cursor.at("_", "^"):
            if self.cursor.next().text == "_":
                sub = self.script()
            else:
                exponent = self.script()
        function = Name(name, sub)
        if not self.starts_atom() and not self.cursor.at("-"):
            return Power(function, exponent) if exponent else function
        inverse = exponent == Negative(Number("1")) and name in INVERTED
        call = Call(Name(f"arc{name}", sub) if inverse else function, self._function_arguments())
        return Power(call, exponent) if exponent and not inverse else call

    def _function_arguments(self) -> tuple[Node, ...]:
        if self.cursor.at("("):
            return self.arguments()
        if self.cursor.at("["):
            body = self.postfix()
            return body.items if isinstance(body, Sequence) else (body,)
        if self.cursor.at("-"):
            return (self.signed(),)
        return (self._juxtaposed(),)

    def _juxtaposed(self) -> Node:
        r"""The factors that a function without parentheses takes: names and numbers up to the next function; Greek ones
        behind a number, as in `\log 2\pi\sigma^2`, for a number alone would stand before them."""
        first = self.unit_factor()
        factors = [first]
        counted = isinstance(first, Number | Constant)
        while not self.stops_integral() and _plain(factors[-1]):
            token = self.cursor.token
            if token.kind not in ("number", "letter") and not (counted and token.text[1:] in GREEK | {"pi"}):
                break
            factors.append(self.unit_factor())
        return first if len(factors) == 1 else Product(tuple(factors))

    def _expectation(self, name: str) -> Node:
        subscript = self.script() if self.cursor.take("_") else None
        if not self.cursor.at("(", "["):
            return Name(name, subscript)
        arguments = self.arguments()
        body = arguments[0] if len(arguments) == 1 else Sequence("tuple", arguments)
        if EXPECTATIONS[name] == "P" and has_bar(body):
            return Call(Name("P", subscript), (body,))
        return Expectation(EXPECTATIONS[name], body, subscript)

    def gradient(self) -> Node:
        wrt = self.script() if self.cursor.take("_") else None
        order = self.script() if self.cursor.take("^") else None
        if not self.starts_atom():
            node: Node = Name("nabla", wrt)
        else:
            body = self.differentiated_by((wrt,) if wrt is not None else ())
            at = body.where if isinstance(body, At) else None
            node = _gradient(body.body if isinstance(body, At) else body, wrt)
            node = node if at is None else At(node, at)
        return Power(node, order) if order is not None else node

    def differentiated_by(self, wrt: tuple[Node, ...]) -> Node:
        r"""What an operator of differentiation stands before: the next factor; the whole product where that is a number
        or is made of the variable itself. `\nabla f(x)^T v` stands before f alone."""
        first = self.unit_factor()
        if not goes_on(first, wrt):
            return first
        factors = [first]
        while self.starts_atom() and not self.stops_integral():
            factors.append(self.unit_factor())
        return first if len(factors) == 1 else Product(tuple(factors))


def _gradient(body: Node, wrt: Node | None) -> Node:
    r"""`\nabla f(x)^T` is the gradient, transposed."""
    if isinstance(body, Transpose) and isinstance(body.body, Call | Name):
        return Transpose(Gradient(body.body, wrt))
    return Gradient(body, wrt)


def goes_on(first: Node, wrt: tuple[Node, ...]) -> bool:
    """Whether an operator of differentiation takes what stands behind this factor as well."""
    inner = first.body if isinstance(first, Transpose) else first
    if isinstance(inner, Quotient):
        return all(isinstance(side, Number) for side in (inner.numerator, inner.denominator))
    base = inner.base if isinstance(inner, Power) else inner
    return isinstance(inner, Number) or base in wrt or (inner is not first and isinstance(inner, Sum))


def _plain(node: Node) -> bool:
    return not isinstance(node, Call)


def _differential_within(body: Node) -> tuple[Node, Node] | None:
    r"""Of `\int \frac{dz}{z}` the integrand and the variable."""
    if not isinstance(body, Quotient):
        return None
    factors = body.numerator.factors if isinstance(body.numerator, Product) else ()
    for i, factor in enumerate(factors[:-1]):
        if factor == Name("d") and isinstance(factors[i + 1], Name):
            rest = (*factors[:i], *factors[i + 2 :])
            top = rest[0] if len(rest) == 1 else Product(rest) if rest else Number("1")
            return Quotient(top, body.denominator), factors[i + 1]
    return None
