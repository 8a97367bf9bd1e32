"""Processes that work on items: whatever happens to one, the others are done."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from evaluator.batch.pool import At, Lost, Pool
from evaluator.batch.watching import Tell
from evaluator.equality.workers import Workers
from evaluator.kinds.pair import compare


def results(work: Callable[[int], int], items: list[int], jobs: int = 2, seconds: float = 30.0) -> dict[int, object]:
    @contextmanager
    def working(_tell: Tell) -> Iterator[Callable[[int], int]]:
        yield work

    return dict(Pool(working, items, jobs, seconds, megabytes=4096).results())


def test_every_item_has_its_result() -> None:
    assert results(lambda n: n * n, list(range(20))) == {n: n * n for n in range(20)}


def test_what_takes_too_long_costs_only_itself() -> None:
    done = results(lambda n: time.sleep(60) or n if n == 1 else n, [0, 1, 2, 3], seconds=1.0)
    assert done == {0: 0, 1: Lost("it took longer than 1 seconds"), 2: 2, 3: 3}


def test_what_needs_too_much_memory_says_so() -> None:
    done = results(lambda n: len(bytearray(2**33)) if n == 1 else n, [0, 1, 2])
    assert done == {0: 0, 1: Lost("it needs more memory than one item may have"), 2: 2}


def test_an_item_whose_process_is_killed_once_is_done_again(tmp_path: Path) -> None:
    def dies_once(number: int) -> int:
        mark = tmp_path / str(number)
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert results(dies_once, [0, 1, 2, 3]) == {n: n for n in range(4)}


def test_a_bug_costs_its_item_and_says_what_it_is() -> None:
    done = results(lambda n: 1 // (n - 1), [0, 1, 2], jobs=1)
    assert done == {0: -1, 1: Lost("this is a bug in evaluator: its process failed, with the lines above"), 2: 1}


def test_an_item_that_always_kills_its_process_is_lost() -> None:
    def deadly(number: int) -> int:
        if number == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    done = results(deadly, [0, 1, 2, 3], jobs=1)
    assert done == {0: 0, 1: 1, 2: Lost("the process that was at it was killed"), 3: 3}


@pytest.mark.parametrize("jobs", [1, 3])
def test_no_process_is_left_behind(jobs: int) -> None:
    pool = Pool[int, int](_pids, [0, 1, 2, 3, 4], jobs, 30.0, 4096)
    stream = pool.results()
    _number, pid = next(stream)
    stream.close()
    assert isinstance(pid, int)
    assert not Path(f"/proc/{pid}").exists()


@contextmanager
def _pids(_tell: Tell) -> Iterator[Callable[[int], int]]:
    yield lambda _n: os.getpid()


def test_a_process_has_helpers_of_its_own() -> None:
    """Also where the parent has started some before: a comparison in the parent, then comparisons in each process."""

    @contextmanager
    def working(_tell: Tell) -> Iterator[Callable[[int], str]]:
        with Workers(jobs=1) as workers:
            yield lambda n: workers.run(compare, f"x + {n}", f"{n} + x").outcome

    with Workers(jobs=1) as workers:
        assert workers.run(compare, "x", "y").outcome == "different"
        done = dict(Pool(working, [1, 2, 3], 2, 60.0, 4096).results())
        assert workers.run(compare, "x", "x").outcome == "equal"
    assert done == dict.fromkeys(range(3), "equal")


def test_what_an_item_says_of_itself_is_seen(tmp_path: Path) -> None:
    @contextmanager
    def working(tell: Tell) -> Iterator[Callable[[int], int]]:
        def slowly(number: int) -> int:
            tell(f"page {number} of 2")
            while not (tmp_path / "seen").exists():
                time.sleep(0.01)
            return number

        yield slowly

    seen = set[tuple[int, str]]()

    def watch(on: Sequence[At]) -> None:
        assert all(seconds >= 0 for _, seconds, _ in on)
        seen.update((number, at) for number, _, at in on)
        if {at for _, at in seen} >= {"page 1 of 2", "page 2 of 2"}:
            (tmp_path / "seen").touch()

    assert dict(Pool(working, [1, 2], 2, 60.0, 4096, watch=watch).results()) == {0: 1, 1: 2}
    assert {(0, "page 1 of 2"), (1, "page 2 of 2")} <= seen
