"""What mathematics says about a claim that something is printed wrongly: one file a kind of check.

Each check looks at an erratum of the reference and gives `Checked`, or None where it has nothing to say.
"""

from __future__ import annotations

from evaluator.grading.checks.difference import check_difference
from evaluator.grading.checks.normalisation import check_normalisation
from evaluator.grading.checks.record import Checked
from evaluator.grading.checks.shape import check_shape, conflicting
from evaluator.reference.records import ReferenceErratum, ReferencePart

__all__ = ["Checked", "check", "conflicting"]

_CHECKS = (check_shape, check_normalisation, check_difference)


def check(erratum: ReferenceErratum, part: ReferencePart) -> Checked | None:
    """The first check that applies."""
    return next((found for each in _CHECKS if (found := each(erratum, part))), None)
