"""A value that is stated in words which do not name it: "scale the weights by 1/sqrt(n)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from evaluator.answers import Candidate
from evaluator.equality.rewrite import walk
from evaluator.equality.workers import Workers
from evaluator.grading.cues import first_cue
from evaluator.grading.judging import Given, Judged, against_forms
from evaluator.grading.labels import names_in, names_quantity
from evaluator.grading.page import Page
from evaluator.grading.rivals import DENIED
from evaluator.grading.selection import Selected
from evaluator.grading.trust import final_evidence, held
from evaluator.mathtext.tree import Distribution, Node, Number, Power, Product
from evaluator.model import Cause, Equal, Unknown
from evaluator.reference.records import ReferenceAnswer, ReferencePart

_MOST: Final = 24  # values that are tried, from the last
_MUCH: Final = 3  # nodes of a value that is more than a number or a name, which stand anywhere
_OF_WHAT: Final = Unknown(cause=Cause.no_decision, reason="the expected value is stated, but nothing says what of")
_STATED: Final = frozenset({"relation", "copula", "apposition", "standing", "count", "phrase"})


def unnamed(
    answer: ReferenceAnswer, pages: Sequence[Page], part: ReferencePart, workers: Workers
) -> tuple[Selected, Judged] | None:
    """The last value that is right, where no value was taken for the answer. It is confirmed where it is plainly stated
    and nobody writes it by chance; else there is no telling, but the answer is not missing."""
    if answer.kind.name in ("prose", "choice"):
        return None
    found: tuple[Selected, Judged] | None = None
    for page, candidate in list(_stated(answer, pages, part))[:_MOST]:
        judged = against_forms(Given.of(candidate), answer, part.scope, workers)
        if not isinstance(judged.outcome, Equal):
            continue
        chosen = Selected(candidate, page.stretch, evidence=None, named=False)
        if _plainly(candidate):
            evidence = final_evidence(candidate.at, page.stretch.passage)
            method = f"{judged.outcome.method}; stated without its name"
            told = held(judged.outcome.model_copy(update={"method": method}), evidence)
            return chosen, replace(judged, outcome=told)
        found = found or (chosen, Judged(_OF_WHAT, judged.form))
    return found


def _stated(answer: ReferenceAnswer, pages: Sequence[Page], part: ReferencePart) -> Iterator[tuple[Page, Candidate]]:
    others = [spelling for other in part.answers if other is not answer for spelling in other.quantity]
    for page in reversed(pages):
        for candidate in reversed(page.candidates):
            if candidate.node is None or candidate.other or candidate.kind not in ("formula", "phrase"):
                continue
            beside = first_cue(candidate.sentence, answer.cues) is not None
            if candidate.manner not in _STATED and not _says_much(candidate) and not beside:
                continue
            another = names_quantity(candidate.labels, others, part.scope.functions)
            if not another and not DENIED.search(candidate.before):
                yield page, candidate
                for node in _within(candidate):
                    yield page, replace(candidate, manner="mention", node=node, whole=node)


def _within(candidate: Candidate) -> Iterator[Node]:
    """What it says of a value besides: a law has a variance, a deviation is the root of one, a product has factors."""
    node = candidate.node
    if isinstance(node, Product):
        yield from (factor for factor in node.factors if _is_much(factor))
    if isinstance(node, Distribution):
        yield from node.parameters
    if node is not None and _DEVIATION.search(candidate.before):
        yield Power(node, Number("2"))


_DEVIATION: Final = re.compile(r"\b(?:deviation|std\.?)\b[^.]*$", re.IGNORECASE)


def _plainly(candidate: Candidate) -> bool:
    own = any(names_in(label) for label in candidate.labels[:1])
    return _says_much(candidate) and candidate.manner in _STATED and not own


def _says_much(candidate: Candidate) -> bool:
    return candidate.node is not None and _is_much(candidate.node)


def _is_much(node: Node) -> bool:
    return sum(1 for _ in walk(node)) >= _MUCH
