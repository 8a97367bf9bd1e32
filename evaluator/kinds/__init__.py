"""Kinds of answer: one file a kind, each able to compare an expected answer with a found one."""

from evaluator.kinds.choice import Choice
from evaluator.kinds.equation import Equation
from evaluator.kinds.expression import Expression
from evaluator.kinds.growth import Growth
from evaluator.kinds.inference import infer
from evaluator.kinds.kind import Kind
from evaluator.kinds.leading_order import LeadingOrder
from evaluator.kinds.number import Number
from evaluator.kinds.pair import compare
from evaluator.kinds.prose import Claim, Match, Prose
from evaluator.kinds.quantity import Quantity
from evaluator.kinds.region import Region
from evaluator.kinds.set import Set
from evaluator.kinds.statement import Statement
from evaluator.kinds.tuple import Tuple

__all__ = [
    "Choice",
    "Claim",
    "Equation",
    "Expression",
    "Growth",
    "Kind",
    "LeadingOrder",
    "Match",
    "Number",
    "Prose",
    "Quantity",
    "Region",
    "Set",
    "Statement",
    "Tuple",
    "compare",
    "infer",
]
