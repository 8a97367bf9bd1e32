"""Many pairs from a file, one JSON line each."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from evaluator.kinds.asked import COMPARE, Asked, asked_by
from evaluator.model import Cause, Different, Equal, Outcome, Unknown

if TYPE_CHECKING:
    from evaluator.equality.workers import Workers

_AHEAD: Final = 8  # lines read before their results are written, for each worker


@dataclass(frozen=True)
class Pair:
    """A line of the input; `problem` says why it cannot be compared."""

    id: str | int | None
    gold: str = ""
    pred: str = ""
    asked: Asked = "value"
    problem: str | None = None


def read_pair(line: str) -> Pair:
    """Never raises: a line that is no pair becomes one with a `problem`."""
    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Pair(None, problem=f"not JSON: {error}")
    if not isinstance(record, dict):
        return Pair(None, problem="not a JSON object")
    name = record.get("id")
    name = name if isinstance(name, str | int) else None
    gold, pred = record.get("gold"), record.get("pred")
    if not (isinstance(gold, str) and isinstance(pred, str)):
        return Pair(name, problem="gold and pred must both be text")
    kind = record.get("kind")
    return Pair(name, gold, pred, asked_by(kind) if isinstance(kind, str) else "value")


def compare_lines(
    lines: Iterable[str], workers: Workers, assumptions: tuple[str, ...] = ()
) -> Iterator[dict[str, Any]]:
    """One result a line, in order, with all workers busy; blank lines are left out."""
    waiting: deque[Future[dict[str, Any]]] = deque()
    with ThreadPoolExecutor(max_workers=workers.jobs) as threads:
        for line in lines:
            if not line.strip():
                continue
            waiting.append(threads.submit(_result, read_pair(line), workers, assumptions))
            if len(waiting) > _AHEAD * workers.jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _result(pair: Pair, workers: Workers, assumptions: tuple[str, ...]) -> dict[str, Any]:
    start = time.perf_counter()
    outcome: Outcome = (
        Unknown(cause=Cause.unreadable_answer, reason=pair.problem)
        if pair.problem
        else workers.run(COMPARE[pair.asked], pair.gold, pair.pred, assumptions)
    )
    return {"id": pair.id, **fields_of(outcome), "seconds": round(time.perf_counter() - start, 4)}


def fields_of(outcome: Outcome) -> dict[str, Any]:
    """The public fields of an outcome, all present whatever it is."""
    return {
        "outcome": outcome.outcome,
        "certainty": outcome.certainty if isinstance(outcome, Equal) else None,
        "method": None if isinstance(outcome, Unknown) else outcome.method,
        "witness": outcome.witness.model_dump() if isinstance(outcome, Different) else None,
        "diagnosis": outcome.diagnosis if isinstance(outcome, Different) else None,
        "cause": outcome.cause if isinstance(outcome, Unknown) else None,
        "reason": outcome.reason if isinstance(outcome, Unknown) else None,
    }
