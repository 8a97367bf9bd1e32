"""What SymPy raises when it cannot do something: named once, so that nothing else is swallowed."""

from __future__ import annotations

from typing import Final

from mpmath.libmp import NoConvergence  # type: ignore[import-untyped]
from sympy.polys.polyerrors import BasePolynomialError

# SymPy and mpmath signal "cannot" through all of these; a budget that runs out ends the process instead.
SYMPY_FAILURES: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BasePolynomialError,
    LookupError,
    NoConvergence,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)
