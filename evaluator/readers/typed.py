"""Formulas that stand among the words without delimiters become formulas of their passages."""

from __future__ import annotations

from evaluator.mathtext.inline.find import Found, find
from evaluator.model import Confidence, Doubt, Formula, Passage, Reading, Span, Turn

_TYPED = "typed among the words, without delimiters"
_SCRIPTS = "scripts"  # in `Formula.assumed`: that those of the source still stand where they stood
_FALLEN = "scripts may have come down into the line"


def with_typed_formulas(turn: Turn, text: str) -> Turn:
    """The turn with those of what is asked, answered and remarked; `text` is the transcript's."""
    comments = tuple(c.model_copy(update={"passage": _told(c.passage, text)}) for c in turn.comments)
    said = {"prompt": _told(turn.prompt, text), "output": _told(turn.output, text), "comments": comments}
    return turn.model_copy(update=said)


def is_guess(formula: Formula) -> bool:
    """Whether it was found among the words, and its signs may have come from other places."""
    return _SCRIPTS in formula.assumed


def _told(passage: Passage, text: str) -> Passage:
    found = find(passage.markdown, [(f.at.start, f.at.end) for f in passage.formulas])
    made = [formula for each in found if (formula := _formula(each, passage, text)) is not None]
    if not made:
        return passage
    formulas = sorted((*passage.formulas, *made), key=lambda f: f.at.start)
    return passage.model_copy(update={"formulas": tuple(formulas)})


def _formula(found: Found, passage: Passage, text: str) -> Formula | None:
    span = passage.extent(found.start, found.end)
    if span is None:
        return None
    return Formula(
        latex=found.latex,
        display=found.display,
        at=Span(start=found.start, end=found.end),
        span=span,
        raw=span.of(text),
        rebuilt=True,
        doubt=_doubt(found),
        alternatives=tuple(Reading(latex=other, weight=1 / (1 + len(found.others))) for other in found.others),
        assumed=() if found.typed else (_SCRIPTS,),
    )


def _doubt(found: Found) -> Doubt:
    if found.typed:
        return Doubt(reading=Confidence.likely, why=(_TYPED,))
    return Doubt(reading=Confidence.doubtful, why=(_FALLEN,))
