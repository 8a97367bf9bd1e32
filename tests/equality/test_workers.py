"""Workers survive what happens in them, and say so as doubt."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import misbehaving
import pytest

from evaluator.equality.workers import Workers
from evaluator.model import Cause, Equal, Outcome, Unknown


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(jobs=2, seconds=1, megabytes=512) as started:
        yield started


@pytest.mark.parametrize(
    "task",
    [misbehaving.wait_forever, misbehaving.compute_forever, misbehaving.one_endless_c_call, misbehaving.ask_for_memory],
)
def test_a_task_without_end_is_over_budget(workers: Workers, task: Callable[[], Outcome]) -> None:
    start = time.monotonic()
    assert workers.run(task) == Unknown(cause=Cause.budget, reason="budget")
    assert time.monotonic() - start < 15
    assert workers.run(misbehaving.well, 7) == misbehaving.well(7)


@pytest.mark.parametrize("task", [misbehaving.leave, misbehaving.abort])
def test_a_crash_is_doubt_and_the_next_task_runs(workers: Workers, task: Callable[[], Outcome]) -> None:
    outcome = workers.run(task)
    assert isinstance(outcome, Unknown)
    assert outcome.cause is Cause.crash
    assert workers.run(misbehaving.well, 7) == misbehaving.well(7)


def test_a_bug_is_named(workers: Workers) -> None:
    outcome = workers.run(misbehaving.have_a_bug)
    assert isinstance(outcome, Unknown)
    assert "KeyError" in outcome.reason


def test_what_is_known_outlives_what_takes_too_long(workers: Workers) -> None:
    assert workers.run(misbehaving.know_before_computing_forever) == misbehaving.well(1)


def test_map_keeps_the_order(workers: Workers) -> None:
    methods = [o.method for o in workers.map(misbehaving.well, range(300)) if isinstance(o, Equal)]
    assert methods == [str(i) for i in range(300)]


def test_used_from_many_threads_with_crashes_between(workers: Workers) -> None:
    tasks = [misbehaving.well, misbehaving.leave, misbehaving.well, misbehaving.abort] * 6
    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(workers.run, tasks))
    assert [o.outcome for o in outcomes] == ["equal", "unknown", "equal", "unknown"] * 6


def test_nobody_waits_for_a_pool_that_forgot_a_task() -> None:
    with Workers(jobs=1, seconds=0.3) as workers, ThreadPoolExecutor(2) as threads:
        assert workers.run(misbehaving.well) == misbehaving.well()
        blocking = threads.submit(workers.run, misbehaving.wait_forever)
        queued = threads.submit(workers.run, misbehaving.well, 2)
        time.sleep(0.2)
        workers.close()
        assert queued.result(timeout=60) == misbehaving.well(2)
        assert blocking.result(timeout=60) == Unknown(cause=Cause.budget, reason="budget")


def test_workers_order_sets_alike_whatever_the_parent_does(monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = []
    for seed in ("1", "2"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        with Workers() as fresh:
            outcomes.append(fresh.run(misbehaving.hash_of_text))
    assert outcomes[0] == outcomes[1]


def test_starts_again_after_close() -> None:
    workers = Workers()
    assert workers.run(misbehaving.well) == misbehaving.well()
    workers.close()
    assert workers.run(misbehaving.well) == misbehaving.well()
    workers.close()
