"""SymPy functions that stand for what has no value of its own: unknown functions, distributions, expectations.

They are equal when their names and arguments are, and know enough of calculus for the chain rule.
"""

from __future__ import annotations

from functools import cache

import sympy


class Opaque(sympy.Function):  # type: ignore[misc]
    """An unknown function; its derivative in the i-th argument is another one."""

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        return opaque(f"{type(self).__name__[1:-1]}'{argindex}")(*self.args)


class Mean(sympy.Function):  # type: ignore[misc]
    """`Mean(distribution, body, variable)`, the variable being one of `bound`."""

    def _eval_derivative(self, symbol: sympy.Symbol) -> sympy.Expr:
        law, body, variable = self.args
        if law.has(symbol):
            return opaque("derivative")(self, symbol)
        return mean(law, sympy.diff(body, symbol), variable)


@cache
def opaque(name: str) -> type[Opaque]:
    """The unknown function called `name`; its brackets keep it apart from SymPy's own printers."""
    return type(f"<{name}>", (Opaque,), {})


def bound(depth: int) -> sympy.Symbol:
    """What every variable bound at this depth is renamed to."""
    return sympy.Symbol(f"bound {depth}", real=True)


def mean(law: sympy.Expr, body: sympy.Expr, variable: sympy.Symbol) -> sympy.Expr:
    """The expectation of `body`, term by term, with what does not depend on `variable` taken out."""
    terms = []
    for term in sympy.Add.make_args(sympy.expand(body)):
        outside, inside = term.as_independent(variable, as_Add=False)
        terms.append(outside if inside == 1 else outside * Mean(law, inside, variable))
    return sympy.Add(*terms)
