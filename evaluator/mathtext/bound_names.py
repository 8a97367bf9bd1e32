r"""Names that run with an index: under \sum_i, x_i is a function of i and no constant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace

import sympy

from evaluator.mathtext.scope import Scope
from evaluator.mathtext.spelling import spelling
from evaluator.mathtext.tree import Layer, Name, Node, Product, Sequence


def under(index: Name, body: Node, scope: Scope, convert: Callable[[Node], sympy.Expr]) -> Scope:
    """`scope` for the body of a sum over `index`: names with it in their subscript become values of functions."""
    running = {
        spelling(name): _function(name)(*(convert(place) for place in _places(name.sub)))
        for name in _names(body)
        if name.sub is not None and any(index in set(_names(place)) for place in _places(name.sub))
    }
    return replace(scope, symbols={**scope.symbols, **running}) if running else scope


def _function(name: Name) -> type[sympy.Function]:
    layer = replace(name.sub, sub=None) if isinstance(name.sub, Layer) else None
    return sympy.Function(spelling(replace(name, sub=layer)))  # type: ignore[no-any-return]


def _places(sub: Node) -> tuple[Node, ...]:
    r"""i and j of `x_{ij}`, of `x_{i,j}` and of `x^{(l)}_{ij}`."""
    if isinstance(sub, Layer):
        return () if sub.sub is None else _places(sub.sub)
    if isinstance(sub, Product):
        return sub.factors
    return sub.items if isinstance(sub, Sequence) else (sub,)


def _names(node: Node) -> Iterator[Name]:
    waiting: list[object] = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, tuple):
            waiting.extend(current)
        elif isinstance(current, Node):
            if isinstance(current, Name):
                yield current
            waiting.extend(getattr(current, f.name) for f in fields(current))
