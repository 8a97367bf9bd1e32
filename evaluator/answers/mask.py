"""Formulas hidden from prose patterns, with all places kept."""

from __future__ import annotations

from collections.abc import Iterable

from evaluator.model import Formula, Passage

HOLE = "\ufffc"


def masked(passage: Passage) -> str:
    """The markdown with every character of a formula replaced by `HOLE`; as long as the markdown."""
    return cover(passage.markdown, passage.formulas)


def cover(text: str, formulas: Iterable[Formula]) -> str:
    """`text` with the stretches of `formulas` hidden."""
    letters = list(text)
    for formula in formulas:
        letters[formula.at.start : formula.at.end] = HOLE * (formula.at.end - formula.at.start)
    return "".join(letters)
