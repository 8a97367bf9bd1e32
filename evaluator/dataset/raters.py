"""Who marked what: the evaluator, the remarks in transcripts, each reviewer and each judge; and how far they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from evaluator.agreement import agreement
from evaluator.model import Agreement
from evaluator.report.folder import RunFolder
from evaluator.report.judgements import read as judgements
from evaluator.report.reviews import read as reviews

EVALUATOR: Final = "evaluator"
EVERYTHING: Final = "all"
REMARKS: Final = "remarks"  # of the people whose transcripts these are
_AS_MARK: Final = {"equal": "correct", "different": "incorrect"}

Cell = tuple[str, str]  # transcript and part
Marks = dict[str, dict[Cell, str]]  # by rater


@dataclass(frozen=True)
class Pair:
    """How far two raters agree; `within` is all, a problem or a model."""

    one: str
    other: str
    within: str
    seen: Agreement


def marks(run: RunFolder) -> tuple[Marks, dict[Cell, str | None]]:
    """What every rater says of each part, and the model of its transcript.

    A judge is asked about explanations, and so marks the parts that ask for nothing else.
    """
    found: Marks = defaultdict(dict)
    models: dict[Cell, str | None] = {}
    for result in run.as_graded():
        cell = (result.transcript, result.part)
        models[cell] = result.model
        found[EVALUATOR][cell] = result.verdict
        if result.human is not None and result.human.verdict is not None:
            found[REMARKS][cell] = result.human.verdict
    for review in reviews(run.path):
        found[review.author][review.transcript, review.part] = review.verdict
    alone = {part.id for part in run.parts if len(part.answers) == 1}
    for said in judgements(run.path):
        if said.part in alone and said.outcome in _AS_MARK:
            found[said.model][said.transcript, said.part] = _AS_MARK[said.outcome]
    return dict(found), models


def pairs(run: RunFolder) -> Iterator[Pair]:
    """Every two raters that marked a part both: over all, then by problem and by model where there are several."""
    found, models = marks(run)
    for one, other in combinations(found, 2):
        both = [cell for cell in found[one] if cell in found[other]]
        yield from _within(one, other, found, {EVERYTHING: both})
        for by in (_by_problem(both), _by_model(both, models)):
            if len(by) > 1:
                yield from _within(one, other, found, by)


def _within(one: str, other: str, found: Marks, cells: Mapping[str, list[Cell]]) -> Iterator[Pair]:
    for name, own in cells.items():
        seen = agreement((found[one][cell], found[other][cell]) for cell in own)
        if seen.n:
            yield Pair(one, other, name, seen)


def _by_problem(cells: list[Cell]) -> dict[str, list[Cell]]:
    found = defaultdict(list)
    for cell in cells:
        found[cell[1].rpartition("/")[0]].append(cell)
    return dict(sorted(found.items()))


def _by_model(cells: list[Cell], models: Mapping[Cell, str | None]) -> dict[str, list[Cell]]:
    found = defaultdict(list)
    for cell in cells:
        found[models.get(cell) or "unknown model"].append(cell)
    return dict(sorted(found.items()))
