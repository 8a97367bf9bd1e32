"""Parts in plain strings, so that pages can be made without SymPy."""

from __future__ import annotations

from evaluator.kinds.prose import Prose
from evaluator.model import Erratum, ExpectedAnswer, PartView
from evaluator.reference.records import ReferenceAnswer, ReferenceErratum, ReferencePart


def part_view(part: ReferencePart) -> PartView:
    return PartView(
        id=part.id,
        label=part.label,
        title=part.title,
        problem_title=part.problem_title,
        statement=part.statement,
        answers=tuple(_answer(a) for a in part.answers),
        errata=tuple(_erratum(e) for e in part.errata),
        proofs=part.proofs,
        simulations=part.simulations,
    )


def _answer(answer: ReferenceAnswer) -> ExpectedAnswer:
    return ExpectedAnswer(
        name=answer.name,
        latex=answer.kind.latex(),
        kind=answer.kind.name,
        quantity=answer.quantity[0] if answer.quantity else None,
        accepts=tuple(a.kind.latex() for a in answer.accepts),
        mistakes=tuple((m.kind.latex(), m.says) for m in answer.mistakes),
        claims=tuple(c.name for c in answer.kind.claims if c.needed) if isinstance(answer.kind, Prose) else (),
    )


def _erratum(erratum: ReferenceErratum) -> Erratum:
    return Erratum(
        id=erratum.id, about=erratum.about, printed=erratum.printed, should_be=erratum.should_be, says=erratum.says
    )
