"""Sizes of vectors and matrices: does what is printed fit where it stands?"""

from __future__ import annotations

from evaluator.errors import MathSyntaxError
from evaluator.grading.checks.record import Checked
from evaluator.mathtext.parser import parse
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.tree import Node
from evaluator.model import Cause, Unknown
from evaluator.reference.records import ReferenceErratum, ReferencePart, Shapes
from evaluator.reference.shapes import Shape, ShapeError, same_shape, shape_of, written


def check_shape(erratum: ReferenceErratum, part: ReferencePart) -> Checked | None:
    """Against the shape of `erratum.like`."""
    if erratum.like is None:
        return None
    wanted, printed = (_of_text(text, part.shapes) for text in (erratum.like, erratum.printed))
    if not isinstance(wanted, tuple) or isinstance(printed, Unknown):
        return None
    fits = isinstance(printed, tuple) and same_shape(wanted, printed)
    sentences = [f"${erratum.like}$ is {written(wanted)}", f"${erratum.printed}$ {_said(printed)}"]
    if erratum.should_be:
        sentences.append(f"${erratum.should_be}$ {_said(_of_text(erratum.should_be, part.shapes))}")
    return Checked(not fits, "; ".join(sentences) + ".")


def conflicting(node: Node, shapes: Shapes) -> str | None:
    """Why the sizes in `node` cannot be joined; None where they can, or are not known."""
    found = shape_of(node, shapes)
    return f"${to_latex(node)}$: {found.says}" if isinstance(found, ShapeError) else None


def _of_text(latex: str, shapes: Shapes) -> Shape | ShapeError | Unknown:
    try:
        return shape_of(parse(latex), shapes)
    except MathSyntaxError as error:
        return Unknown(cause=Cause.no_decision, reason=str(error))


def _said(shape: Shape | ShapeError | Unknown) -> str:
    if isinstance(shape, ShapeError):
        return f"does not fit: {shape.says}"
    return f"has an unknown shape ({shape.reason})" if isinstance(shape, Unknown) else f"is {written(shape)}"
