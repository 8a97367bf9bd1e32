"""Formulas that stand among the words without delimiters become formulas of their passages."""

from __future__ import annotations

from evaluator.mathtext.inline.find import find
from evaluator.mathtext.inline.found import Found
from evaluator.model import Confidence, Doubt, Formula, Passage, Reading, Span, Turn

_SCRIPTS = "scripts"  # in `Formula.assumed`: that those of the source still stand where they stood
_LIKELY = Doubt(reading=Confidence.likely, why=("typed among the words, without delimiters",))
_DOUBTFUL = Doubt(reading=Confidence.doubtful, why=("scripts may have come down into the line",))


def with_typed_formulas(turn: Turn, text: str, exact: bool) -> Turn:
    """The turn with those of what is asked, answered and remarked; `text` is the transcript's.

    `exact`: people typed it as it stands, and nothing has come out of its place."""
    comments = tuple(c.model_copy(update={"passage": typed_in(c.passage, text, exact)}) for c in turn.comments)
    said = {
        "prompt": typed_in(turn.prompt, text, exact),
        "output": typed_in(turn.output, text, exact),
        "comments": comments,
    }
    return turn.model_copy(update=said)


def is_guess(formula: Formula) -> bool:
    """Whether it was found among the words, and its signs may have come from other places."""
    return _SCRIPTS in formula.assumed


def places(passage: Passage) -> list[tuple[int, int]]:
    """Where its formulas stand."""
    return [(f.at.start, f.at.end) for f in passage.formulas]


def typed_in(passage: Passage, text: str, exact: bool) -> Passage:
    """One passage with the formulas that are typed among its words."""
    found = find(passage.markdown, places(passage))
    made = [formula for each in found if (formula := _formula(each, passage, text, exact)) is not None]
    if not made:
        return passage
    formulas = sorted((*passage.formulas, *made), key=lambda f: f.at.start)
    return passage.model_copy(update={"formulas": tuple(formulas)})


def _formula(found: Found, passage: Passage, text: str, exact: bool) -> Formula | None:
    span = passage.extent(found.start, found.end)
    if span is None or (found.torn and not exact):
        return None
    certain = found.typed or (exact and not found.hung)
    return Formula(
        latex=found.latex,
        display=found.display,
        at=Span(start=found.start, end=found.end),
        span=span,
        raw=span.of(text),
        rebuilt=True,
        doubt=_LIKELY if certain else _DOUBTFUL,
        alternatives=tuple(Reading(latex=other, weight=1 / (1 + len(found.others))) for other in found.others),
        assumed=() if certain else (_SCRIPTS,),
    )
