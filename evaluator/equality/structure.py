"""Statements that have no value (expectations, gradients, distributions) as comparable forms.

Bound names are renamed, constants leave expectations, gradients follow the chain rule and a condition `x = a` is
substituted, so that two spellings of one statement give one form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import sympy

from evaluator.equality.opaque import bound, mean, opaque
from evaluator.equality.rewrite import children, walk
from evaluator.mathtext import tree
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.symbolic import NotSymbolic, spelling, to_sympy
from evaluator.mathtext.tree import Node

_FUNCTIONS: Final = {
    "log": sympy.log,
    "ln": sympy.log,
    "exp": sympy.exp,
    "sqrt": sympy.sqrt,
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tanh": sympy.tanh,
    "sign": sympy.sign,
}
KNOWN_FUNCTIONS: Final = frozenset(_FUNCTIONS)


@dataclass(frozen=True)
class Setting:
    """Where a statement is read: its scope, names bound so far, and the law of a variable that states none."""

    scope: Scope
    names: Mapping[str, sympy.Expr] = field(default_factory=dict)
    assumed: Node | None = None
    depth: int = 0

    def binding(self, variable: Node) -> Setting:
        inner = {**self.names, key(variable): bound(self.depth)}
        return replace(self, names=inner, depth=self.depth + 1)

    def knowing(self, name: str, value: sympy.Expr) -> Setting:
        return replace(self, names={**self.names, name: value})


def form(node: Node, setting: Setting) -> sympy.Expr:
    """The comparable form of `node`. Raises `NotSymbolic` where there is none."""
    handler: Callable[..., sympy.Expr] = _HANDLERS.get(type(node), _other)
    return handler(node, setting)


def key(node: Node) -> str:
    """The spelling of a variable, or of whatever stands in its place."""
    return spelling(node) if isinstance(node, tree.Name) else repr(node)


def free_names(node: Node) -> frozenset[str]:
    """The spellings of all names in `node`, the names of functions included with their subscripts."""
    return frozenset(spelling(below) for below in walk(node) if isinstance(below, tree.Name))


def open_names(node: Node) -> frozenset[str]:
    """Names of values that are not bound by an expectation, an integral, a gradient or a condition."""
    bound_here, functions = set[str](), set[str]()
    for below in walk(node):
        if isinstance(below, tree.Expectation) and below.subscript is not None:
            subject = below.subscript
            bound_here.add(key(subject.operands[0] if isinstance(subject, tree.Relation) else subject))
            functions |= {key(o) for o in getattr(subject, "operands", ())[1:]}
        if isinstance(below, tree.At) and isinstance(below.where, tree.Relation):
            bound_here.add(key(below.where.operands[0]))
        if isinstance(below, tree.Big) and below.variable is not None:
            bound_here.add(key(below.variable))
        if isinstance(below, tree.Gradient) and below.wrt is not None and not _mentions(below.wrt, node, below):
            bound_here.add(key(below.wrt))
        if isinstance(below, tree.Call):
            functions.add(key(below.function))
    return free_names(node) - bound_here - functions - {"I"}


def _mentions(wrt: Node, whole: Node, gradient: Node) -> bool:
    """Whether `wrt` is a name of the statement itself: it stands elsewhere than in this gradient's subscript."""
    inside = sum(1 for n in walk(gradient) if n == wrt)
    return inside > 1 or sum(1 for n in walk(whole) if n == wrt) > inside


def law_of(subscript: Node | None, body: Node, assumed: Node | None) -> tuple[Node | None, Node | None]:
    """The variable under an expectation and its distribution, each None where nothing says."""
    if isinstance(subscript, tree.Relation) and subscript.operators[0] == "~":
        variable, law = subscript.operands[0], subscript.operands[1]
        return variable, bare_law(law, variable)
    if isinstance(assumed, tree.Relation):
        variable = subscript or assumed.operands[0]
        if subscript is not None or key(variable) in free_names(body):
            return variable, bare_law(assumed.operands[1], assumed.operands[0])
    if isinstance(subscript, tree.Name) and subscript not in walk(body):
        return None, subscript  # what an expectation is over stands in it; what does not is the law's name
    return subscript, None


def bare_law(law: Node, variable: Node) -> Node:
    """`p` of `p(x)`, `N(m, v)` of `N(x; m, v)`."""
    if isinstance(law, tree.Call) and law.arguments == (variable,):
        return law.function
    if isinstance(law, tree.Distribution) and len(law.parameters) == 3 and law.parameters[0] == variable:
        return replace(law, parameters=law.parameters[1:])
    return law


def _name(node: tree.Name, setting: Setting) -> sympy.Expr:
    known = setting.names.get(spelling(node))
    return known if known is not None else to_sympy(node, setting.scope)


def _sum(node: tree.Sum, setting: Setting) -> sympy.Expr:
    return sympy.Add(*(form(t, setting) for t in node.terms))


def _product(node: tree.Product, setting: Setting) -> sympy.Expr:
    factors = [form(f, setting) for f in applied(node).factors]
    if not all(isinstance(f, sympy.Expr) for f in factors):
        raise NotSymbolic(node, "a product with something that is no number")
    return sympy.Mul(*factors)


def applied(node: tree.Product) -> tree.Product:
    r"""`(\nabla f)(u)` read as the gradient of f at u, not as a product."""
    factors: list[Node] = []
    for factor in node.factors:
        before = factors[-1] if factors else None
        if isinstance(before, tree.Gradient) and isinstance(before.body, tree.Name):
            factors[-1] = tree.Gradient(tree.Call(before.body, (factor,)), None)
        else:
            factors.append(factor)
    return tree.Product(tuple(factors))


def _negative(node: tree.Negative, setting: Setting) -> sympy.Expr:
    return -form(node.body, setting)


def _quotient(node: tree.Quotient, setting: Setting) -> sympy.Expr:
    return form(node.numerator, setting) / form(node.denominator, setting)


def _power(node: tree.Power, setting: Setting) -> sympy.Expr:
    exponent = form(node.exponent, setting)
    if exponent.is_Integer and abs(exponent) > 1000:
        raise NotSymbolic(node, "a power too high")
    return form(node.base, setting) ** exponent


def _call(node: tree.Call, setting: Setting) -> sympy.Expr:
    arguments = [form(a, setting) for a in node.arguments]
    name = node.function
    if name.base in _FUNCTIONS and name.sub is None and not name.primes and len(arguments) == 1:
        return _FUNCTIONS[name.base](*arguments)
    parameters = [] if name.sub is None else [form(name.sub, setting)]
    return opaque(f"{key(replace(name, sub=None))}()")(*arguments, *parameters)


def _expectation(node: tree.Expectation, setting: Setting) -> sympy.Expr:
    variable, law = law_of(node.subscript, node.body, setting.assumed)
    law_form = opaque("unstated law")() if law is None else distribution(law, setting)
    if node.operator != "E":
        inner = setting.binding(variable) if variable is not None else setting
        return opaque(f"{node.operator}[]")(law_form, form(node.body, inner))
    if variable is None:
        return mean(law_form, form(node.body, setting) * bound(setting.depth), bound(setting.depth))
    return mean(law_form, form(node.body, setting.binding(variable)), bound(setting.depth))


def distribution(law: Node, setting: Setting) -> sympy.Expr:
    """The form of what stands right of `~`."""
    if isinstance(law, tree.Distribution):
        return opaque(f"law {law.name}")(*(form(p, setting) for p in law.parameters))
    if isinstance(law, tree.Name):
        parameters = [] if law.sub is None else [form(law.sub, setting)]
        return opaque(f"law {key(replace(law, sub=None))}")(*parameters)
    return opaque("law")(form(law, setting))


def _gradient(node: tree.Gradient, setting: Setting) -> sympy.Expr:
    if node.wrt is None or not _depends(node.body, node.wrt):
        return _gradient_in_argument(node.body, setting)
    return _differentiated(node.body, node.wrt, setting)


def _gradient_in_argument(body: Node, setting: Setting) -> sympy.Expr:
    r"""`\nabla f(u)`, and `\nabla_x f(u)` where u is free of x: the gradient of f, taken at u."""
    if isinstance(body, tree.Name):
        return opaque(f"{key(body)}()'1")()
    if not isinstance(body, tree.Call) or body.function.base in _FUNCTIONS:
        return opaque("gradient")(form(body, setting))
    applied_function = form(body, setting)
    return applied_function.fdiff(1)


def _differentiated(body: Node, wrt: Node, setting: Setting) -> sympy.Expr:
    place = sympy.Dummy("place", real=True)
    inside = form(body, setting.knowing(key(wrt), place))
    return sympy.diff(inside, place).subs(place, form(wrt, setting))


def _depends(body: Node, wrt: Node) -> bool:
    return key(wrt) in free_names(body) or wrt in set(walk(body))


def _derivative(node: tree.Derivative, setting: Setting) -> sympy.Expr:
    inside = node.body
    for wrt in node.wrt:
        if isinstance(inside, tree.Name) or not _depends(inside, wrt):
            return opaque(f"derivative {key(inside)}")(*(form(w, setting) for w in node.wrt))
    if len(node.wrt) == 1:
        return _differentiated(inside, node.wrt[0], setting)
    return opaque("derivative")(form(inside, setting), *(form(w, setting) for w in node.wrt))


def _at(node: tree.At, setting: Setting) -> sympy.Expr:
    where = node.where
    if not isinstance(where, tree.Relation) or where.operators != ("=",):
        raise NotSymbolic(node, "a condition that is not x = value")
    variable, value = where.operands
    place = sympy.Dummy("place", real=True)
    inside = form(node.body, setting.knowing(key(variable), place))
    return inside.subs(place, form(value, setting))


def _other(node: Node, setting: Setting) -> sympy.Expr:
    """What has a value is given it; the rest stands for itself, by its parts."""
    if not any(key_ in setting.names for key_ in free_names(node)):
        try:
            return to_sympy(node, setting.scope)
        except NotSymbolic:
            pass
    label = type(node).__name__ + "".join(
        f" {value}" for name in node.__dataclass_fields__ if isinstance(value := getattr(node, name), str)
    )
    return opaque(label)(*(form(below, setting) for below in children(node)))


_HANDLERS: Final[Mapping[type[Node], Callable[..., sympy.Expr]]] = {
    tree.Name: _name,
    tree.Sum: _sum,
    tree.Product: _product,
    tree.Negative: _negative,
    tree.Quotient: _quotient,
    tree.Power: _power,
    tree.Call: _call,
    tree.Expectation: _expectation,
    tree.Gradient: _gradient,
    tree.Derivative: _derivative,
    tree.At: _at,
    tree.Distribution: distribution,
    tree.Boxed: lambda node, setting: form(node.body, setting),
}
