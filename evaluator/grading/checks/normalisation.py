"""A density must integrate to one."""

from __future__ import annotations

import sympy

from evaluator.equality.ladder import decide
from evaluator.grading.checks.record import Checked
from evaluator.model import Different, Equal
from evaluator.reference.records import ReferenceErratum, ReferencePart


def check_normalisation(erratum: ReferenceErratum, part: ReferencePart) -> Checked | None:
    """Both normalisers times the integral of the rest."""
    if erratum.values is None or erratum.mass is None:
        return None
    total = erratum.mass.total()
    printed, right = (sympy.simplify(value * total) for value in erratum.values)
    one = sympy.Integer(1)
    wrong, mended = decide(one, printed, part.scope), decide(one, right, part.scope)
    if not isinstance(mended, Equal):
        return None
    evidence = f"With ${erratum.printed}$ the density integrates to ${sympy.latex(printed)}$"
    if erratum.should_be:
        evidence += f", with ${erratum.should_be}$ to $1$"
    return Checked(isinstance(wrong, Different), evidence + ".")
