"""Two values that should be the same: what is missing is their difference."""

from __future__ import annotations

import sympy

from evaluator.equality.ladder import decide
from evaluator.grading.checks.record import Checked
from evaluator.model import Different, Unknown
from evaluator.reference.records import ReferenceErratum, ReferencePart


def check_difference(erratum: ReferenceErratum, part: ReferencePart) -> Checked | None:
    """What is printed from what should stand there."""
    if erratum.values is None:
        return None
    printed, right = erratum.values
    outcome = decide(right, printed, part.scope)
    if isinstance(outcome, Unknown):
        return None
    difference = sympy.factor(right - printed)
    evidence = f"${sympy.latex(right)} - \\left({sympy.latex(printed)}\\right) = {sympy.latex(difference)}$"
    if isinstance(outcome, Different):
        point = ", ".join(f"{name} = {value}" for name, value in sorted(outcome.witness.point.items()))
        evidence += f", which is not zero (at {point}: {outcome.witness.expected} and {outcome.witness.found})"
    return Checked(isinstance(outcome, Different), evidence + ".")
