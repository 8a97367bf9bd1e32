"""What names mean: the symbols in force where a formula is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sympy

    from evaluator.mathtext.tree import Node


@dataclass(frozen=True)
class Scope:
    """Spellings with the SymPy expressions they stand for, and where to sample each symbol.

    `symbols` maps a canonical spelling (what `evaluator.mathtext.printer.to_latex` gives for the parsed Name, "d_1",
    "\\sigma", "x_{i}" and "x_i" being one) to an expression; a spelling may stand for a compound ("q": 1 - p).
    A name that is not listed becomes a fresh commutative symbol without assumptions.
    `functions` are the names whose juxtaposition with a parenthesis is a call: f(x).
    `domain` gives the open range to draw each symbol from; without an entry it follows from the assumptions.
    `shapes` are the sizes of vectors and matrices by spelling: ("n",) a column, ("m", "n") a matrix, () a number.
    `definitions` say what a formula stands for that the problem gives a name to: `\\phi(x)`.
    """

    symbols: Mapping[str, sympy.Expr] = field(default_factory=dict)
    functions: frozenset[str] = frozenset({"f", "g", "h", "p", "q", "u", "F", "G", "L"})
    domain: Mapping[sympy.Symbol, tuple[float, float]] = field(default_factory=dict)
    shapes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    definitions: tuple[tuple[Node, Node], ...] = ()
