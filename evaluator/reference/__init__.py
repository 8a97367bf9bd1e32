"""Everything a reference module imports."""

from __future__ import annotations

import sympy

from evaluator.kinds.choice import Choice
from evaluator.kinds.equation import Equation
from evaluator.kinds.expression import Expression
from evaluator.kinds.growth import Growth
from evaluator.kinds.leading_order import LeadingOrder
from evaluator.kinds.number import Number
from evaluator.kinds.prose import Claim, Prose
from evaluator.kinds.quantity import Quantity
from evaluator.kinds.region import Region
from evaluator.kinds.set import Set
from evaluator.kinds.statement import Statement
from evaluator.kinds.tuple import Tuple
from evaluator.reference.problem import Answer, Part, Problem
from evaluator.reference.records import Mass

__all__ = [
    "Answer",
    "Choice",
    "Claim",
    "Equation",
    "Expression",
    "Growth",
    "LeadingOrder",
    "Mass",
    "Number",
    "Part",
    "Problem",
    "Prose",
    "Quantity",
    "Region",
    "Set",
    "Statement",
    "Tuple",
    "dims",
]


def dims(names: str) -> tuple[sympy.Symbol, ...]:
    """Sizes: positive integer symbols, `d1, d2 = dims("d_1 d_2")`."""
    return tuple(sympy.Symbol(name, positive=True, integer=True) for name in names.split())
