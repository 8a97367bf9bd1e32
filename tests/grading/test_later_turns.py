"""What is said later, and perhaps about a part: it replaces nothing, and what it may replace is held against nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluator.equality.workers import Workers
from evaluator.grading.answering import results
from evaluator.grading.matching import Stretch, stretches
from evaluator.model import Cause, Confidence
from evaluator.readers import read_bytes
from evaluator.reference.library import Library

PART = "eecs182/hw3/q5/a"
TURN = "prompt:\nSolve 5(a).\noutput:\nIt takes ${}$ operations.\n"


def said(library: Library, first: int, then: int) -> list[Stretch]:
    """Two turns about the part; of the second one it is not sure."""
    log = TURN.format(first) + TURN.format(then)
    found = stretches(read_bytes("log.md", log.encode()), library.parts_of("eecs182/hw3"))[PART]
    assert len(found) == 2
    return [found[0], replace(found[1], placed=Confidence.doubtful)]


@pytest.mark.parametrize(("first", "then", "outcome"), [(20, 7, "equal"), (7, 20, "unknown"), (7, 8, "unknown")])
def test_it_neither_replaces_nor_accuses(
    first: int, then: int, outcome: str, library: Library, workers: Workers
) -> None:
    part = next(p for p in library.parts_of("eecs182/hw3") if p.id == PART)
    found = results(part, said(library, first, then), workers)[0]
    assert found.outcome == outcome
    assert found.turn == 0
    assert (found.cause is Cause.misplaced) is (outcome == "unknown")
