"""Killable processes for symbolic work: a budget that runs out is `Unknown("budget")`, never a wrong answer."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, wait
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import forkserver
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar

from pebble import CONSTS, ProcessExpired, ProcessPool

from evaluator.model import Cause, Outcome, Unknown

BUDGET: Final = Unknown(cause=Cause.budget, reason="budget")
PAGE_SECONDS: Final = 120.0
_PATIENCE: Final = 3.0  # wall clock for each second of computing: workers share cores, and may wait without computing
_POLL: Final = 0.01  # seconds between two looks of the pool at its workers; most comparisons take less than its 0.1
_WATCH: Final = 0.5  # seconds between two looks whether the pool of a task that is waited for still works
_AHEAD: Final = 4  # tasks handed over in advance for each worker
# The same order of sets in every worker, and no thread pools whose memory counts.
_ENVIRONMENT: Final = {"PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}

Task = Callable[..., Outcome]
Item = TypeVar("Item")
Made = TypeVar("Made")


@dataclass(frozen=True)
class _Handed(Generic[Made]):
    """A task that was handed to a pool."""

    pool: ProcessPool
    future: Future[Made]

    def error(self) -> BaseException | None:
        """What ended the task, None when it came to its result. Returns only when the task is over."""
        while not wait((self.future,), _WATCH).done:
            if not self.pool.active and not self.future.done():
                # A pool that breaks while a task is handed over forgets the task: nobody would ever answer.
                return BrokenProcessPool("the pool broke before the task began")
        return self.future.exception()


class Workers:
    """Processes that decide. Started once, used from any thread, ended with the `with` block.

    The budget of a task is `seconds` of processor time, so that results do not hang on how busy the machine is; a task
    that waits without computing is ended by the wall clock. `megabytes` is what a task may ask for on top of what a
    fresh worker holds. `page_seconds` is the budget of rebuilding a page of a document. `loaded` names the modules that
    tasks need: they are loaded once, where the first workers of this process start, and not in every worker.
    """

    def __init__(
        self,
        jobs: int = 1,
        seconds: float = 5.0,
        megabytes: int = 1024,
        page_seconds: float = PAGE_SECONDS,
        loaded: Sequence[str] = ("evaluator.equality.ladder",),
    ) -> None:
        self.jobs, self.seconds, self.megabytes, self.page_seconds = max(1, jobs), seconds, megabytes, page_seconds
        self._loaded = [__name__, *loaded]
        self._lock = threading.Lock()
        self._retrials = threading.Lock()
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends all workers, whatever they are at."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def run(self, function: Task, *args: object) -> Outcome:
        """`function(*args)` in a worker; both must be picklable."""
        return self._finish(self._start(function, args), function, args)

    def map(self, function: Task, items: Iterable[object]) -> Iterator[Outcome]:
        """One outcome an item, in order, with all workers busy."""
        waiting: deque[tuple[_Handed[Outcome], object]] = deque()
        for item in items:
            waiting.append((self._start(function, (item,)), item))
            if len(waiting) >= _AHEAD * self.jobs:
                task, first = waiting.popleft()
                yield self._finish(task, function, (first,))
        for task, item in waiting:
            yield self._finish(task, function, (item,))

    def each(self, function: Callable[[Item], Made], items: Sequence[Item]) -> Iterator[Made | None]:
        """`function` of every item, in order; None where its budget (`page_seconds`) ran out or it failed."""
        waiting = [self._schedule(function, (item,), self.page_seconds) for item in items]
        for task in waiting:
            yield None if task.error() else task.future.result()

    def _start(self, function: Task, args: tuple[object, ...]) -> _Handed[Outcome]:
        return self._schedule(function, args, self.seconds)

    def _schedule(self, function: Callable[..., Made], args: tuple[object, ...], seconds: float) -> _Handed[Made]:
        pool = self._running()
        try:
            return _hand_over(pool, function, args, seconds)
        except RuntimeError:  # the pool broke since: take a new one
            self._discard(pool)
            return _hand_over(self._running(), function, args, seconds)

    def _finish(self, task: _Handed[Outcome], function: Task, args: tuple[object, ...]) -> Outcome:
        error = task.error()
        if error is not None and _may_be_of_another(error):
            self._discard(task.pool)
            return self._alone(function, args)
        return task.future.result() if error is None else _excuse(error)

    def _alone(self, function: Task, args: tuple[object, ...]) -> Outcome:
        """The outcome in a pool of its own, where whatever dies, dies of this task."""
        with self._retrials:
            pool = _new_pool(1, self.megabytes, self._loaded)
            try:
                task = _hand_over(pool, function, args, self.seconds)
                error = task.error()
                return task.future.result() if error is None else _excuse(error)
            finally:
                pool.stop()  # type: ignore[no-untyped-call]
                pool.join()

    def _running(self) -> ProcessPool:
        with self._lock:
            if self._pool is None:
                self._pool = _new_pool(self.jobs, self.megabytes, self._loaded)
            return self._pool

    def _discard(self, pool: ProcessPool) -> None:
        with self._lock:
            if self._pool is not pool or pool.active:
                return
            self._pool = None
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _hand_over(
    pool: ProcessPool, function: Callable[..., Made], args: tuple[object, ...], seconds: float
) -> _Handed[Made]:
    """RuntimeError when the pool is known to be broken."""
    return _Handed(pool, pool.schedule(limited, args=(function, args, seconds), timeout=_wall(seconds)))


def limited(function: Callable[..., Made], args: tuple[object, ...], seconds: float) -> Made:
    """Runs in the worker. The timer's signal is left at its default, which ends the process even in C code."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return function(*args)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _wall(seconds: float) -> float:
    return seconds * _PATIENCE + 1


def _may_be_of_another(error: BaseException) -> bool:
    """A pool that broke takes all its tasks along, and a worker that died at once may still be noted at the task that
    it had finished before."""
    return isinstance(error, BrokenProcessPool) or (isinstance(error, ProcessExpired) and not _by_limit(error))


def _by_limit(error: ProcessExpired) -> bool:
    return error.exitcode in (-signal.SIGPROF, -signal.SIGKILL, -signal.SIGTERM)


def _excuse(error: BaseException) -> Unknown:
    if isinstance(error, FutureTimeout | MemoryError | RecursionError):
        return BUDGET
    if isinstance(error, ProcessExpired):
        return BUDGET if _by_limit(error) else Unknown(cause=Cause.crash, reason="the worker crashed")
    return Unknown(cause=Cause.crash, reason=f"internal error: {type(error).__name__}: {error}")


def _new_pool(jobs: int, megabytes: int, loaded: list[str]) -> ProcessPool:
    CONSTS.sleep_unit = _POLL
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(loaded)
    with _environment(_ENVIRONMENT):
        forkserver.ensure_running()
    return ProcessPool(max_workers=jobs, initializer=_limit_memory, initargs=(megabytes,), context=context)


@contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    before: dict[str, Any] = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _limit_memory(megabytes: int) -> None:
    """Called in each new worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limit = address_space() + megabytes * 2**20
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def address_space() -> int:
    """Bytes that this process has mapped by now."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statistics:
            return int(statistics.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 512 * 2**20
