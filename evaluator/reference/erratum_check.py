"""Is what was printed really wrong, and what should stand there right?"""

from __future__ import annotations

from collections.abc import Iterator

import sympy

from evaluator.equality.ladder import decide
from evaluator.errors import MathSyntaxError
from evaluator.mathtext.parser import parse
from evaluator.model import Cause, Different, Equal, Outcome, Unknown
from evaluator.reference.records import Mass, ReferenceErratum, ReferencePart, Shapes
from evaluator.reference.shapes import Shape, ShapeError, same_shape, shape_of, written

Found = tuple[bool, str]


def findings(erratum: ReferenceErratum, part: ReferencePart) -> Iterator[Found]:
    """What mathematics says to each of its claims; at least that two different things were written."""
    if erratum.like:
        yield _shapes(erratum, erratum.like, part.shapes)
    if erratum.values and erratum.mass:
        yield _normalised(erratum.values, erratum.mass, part)
    elif erratum.values:
        printed, right = erratum.values
        yield _apart(decide(right, printed, part.scope))
    if not erratum.like and not erratum.values:
        yield _another_text(erratum)


def _shapes(erratum: ReferenceErratum, like: str, table: Shapes) -> Found:
    wanted, printed = _shape(like, table), _shape(erratum.printed, table)
    right = _shape(erratum.should_be, table) if erratum.should_be else wanted
    for text, shape in ((like, wanted), (erratum.should_be, right)):
        if not isinstance(shape, tuple):
            return False, f"line {erratum.line}: {text} has no shape: {_doubt(shape)}"
    assert isinstance(wanted, tuple)
    assert isinstance(right, tuple)
    if isinstance(printed, Unknown):
        return False, f"line {erratum.line}: {_doubt(printed)}"
    if not same_shape(wanted, right):
        return False, f"line {erratum.line}: the correction is {written(right)}, not {written(wanted)} like {like}"
    wrong = isinstance(printed, ShapeError) or not same_shape(wanted, printed)
    shown = printed.says if isinstance(printed, ShapeError) else written(printed)
    return wrong, f"as printed {shown}, where {like} is {written(wanted)}"


def _shape(latex: str, table: Shapes) -> Shape | ShapeError | Unknown:
    try:
        return shape_of(parse(latex), table)
    except MathSyntaxError as error:
        return Unknown(cause=Cause.no_decision, reason=str(error))


def _doubt(shape: Shape | ShapeError | Unknown) -> str:
    return shape.says if isinstance(shape, ShapeError) else shape.reason if isinstance(shape, Unknown) else ""


def _normalised(values: tuple[sympy.Expr, sympy.Expr], mass: Mass, part: ReferencePart) -> Found:
    """The printed density must not integrate to one, the other must."""
    total = mass.total()
    printed, right = (decide(sympy.Integer(1), value * total, part.scope) for value in values)
    ok = isinstance(printed, Different) and isinstance(right, Equal)
    return ok, f"as printed it integrates to {sympy.simplify(values[0] * total)}, corrected to {_one(right)}"


def _one(outcome: Outcome) -> str:
    return "one" if isinstance(outcome, Equal) else "something else"


def _apart(outcome: Outcome) -> Found:
    if isinstance(outcome, Different):
        point = ", ".join(f"{name} = {value}" for name, value in outcome.witness.point.items())
        return True, f"at {point}: {outcome.witness.expected}, as printed {outcome.witness.found}"
    return False, "what was printed is not wrong" if isinstance(outcome, Equal) else outcome.reason


def _another_text(erratum: ReferenceErratum) -> Found:
    if erratum.should_be is None:
        return True, "no correction is given"
    try:
        return parse(erratum.printed) != parse(erratum.should_be), "another formula (mathematics does not check it)"
    except MathSyntaxError as error:
        return False, f"line {erratum.line}: {error}"
