"""One process for each item at work: what hangs, dies or eats its memory costs its own item and nothing else.

The processes are forked where they can be, so that what the parent has loaded costs them nothing; a parent that has
threads must not fork, and has a forkserver do it. The parent only hands out items and takes results.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Final, Generic, Literal, TypeVar

from evaluator.batch.watching import Tell
from evaluator.equality.workers import address_space

Item = TypeVar("Item")
Made = TypeVar("Made")

_TRIES: Final = 2  # an item whose process was killed from outside is tried once more
_LOOK: Final = 0.5  # seconds between two looks at the clock
_QUIET: Final = "ignore:resource_tracker"  # helpers of a process that was ended need not say that they tidy up
_GRACE: Final = 2.0  # seconds for a process to end by itself


@dataclass(frozen=True)
class Lost:
    """An item without a result."""

    why: str


@dataclass(frozen=True)
class Note:
    """What a process says of its item while it is at it."""

    says: str


@dataclass
class _Worker:
    process: BaseProcess
    line: Connection
    item: int | None = None  # what it is at, by number
    since: float = 0.0
    at: str = ""  # what it said last of it


At = tuple[int, float, str]  # number of an item, seconds, what was said of it
Work = Callable[[Tell], AbstractContextManager[Callable[[Item], Made]]]


def _unseen(_on: Sequence[At]) -> None:
    pass


class Pool(Generic[Item, Made]):
    """Runs `work` over items in `jobs` processes. `work` makes, in each process, the function that does an item; what
    that tells meanwhile goes to `watch`, with how long each item takes."""

    def __init__(
        self,
        work: Work[Item, Made],
        items: Sequence[Item],
        jobs: int,
        seconds: float,
        megabytes: int,
        start: Literal["fork", "forkserver"] = "fork",
        watch: Callable[[Sequence[At]], None] = _unseen,
    ) -> None:
        self._watch = watch
        self._work, self._items, self._seconds, self._megabytes = work, items, seconds, megabytes
        self._jobs = max(1, min(jobs, len(items)))
        self._context: Any = multiprocessing.get_context(start)
        self._waiting = deque(range(len(items)))
        self._tries = [0] * len(items)
        self._lines: list[Connection] = []

    def results(self) -> Generator[tuple[int, Made | Lost]]:
        """Number and result of every item, as they are done. Ends all processes when it is closed."""
        workers = [self._start() for _ in range(self._jobs)]
        try:
            for worker in workers:
                self._hand(worker)
            left = len(self._items)
            while left:
                for number, made in self._next(workers):
                    left -= 1
                    yield number, made
                now = time.monotonic()
                self._watch([(w.item, now - w.since, w.at) for w in workers if w.item is not None])
        finally:
            for worker in workers:
                _end(worker)

    def _next(self, workers: list[_Worker]) -> Iterator[tuple[int, Made | Lost]]:
        ready = wait([w.line for w in workers], timeout=_LOOK)
        for index, worker in enumerate(workers):
            number, made = worker.item, None
            if worker.line in ready:
                received = self._received(worker)
                if isinstance(received, Note):
                    worker.at = received.says
                    continue
                made = received
            elif number is not None and time.monotonic() - worker.since > self._seconds:
                made = Lost(f"it took longer than {self._seconds:g} seconds")
            else:
                continue
            if made is None or isinstance(made, Lost):  # the process is gone, or has to go
                _end(worker)
                workers[index] = worker = self._start()
            self._hand(worker)
            if number is not None and made is not None:
                yield number, made

    def _received(self, worker: _Worker) -> Made | Lost | Note | None:
        """None where the process died and its item goes back to those that wait."""
        try:
            made: Made | Lost | Note = worker.line.recv()
        except (EOFError, OSError):
            if worker.item is None:
                return None
            worker.process.join(_GRACE)
            if (worker.process.exitcode or 0) > 0:  # it ended by itself, and would again
                return Lost("this is a bug in evaluator: its process failed, with the lines above")
            if self._tries[worker.item] < _TRIES:
                self._waiting.appendleft(worker.item)
                return None
            return Lost("the process that was at it was killed")
        return made

    def _hand(self, worker: _Worker) -> None:
        """The next item, if there is one."""
        worker.item = self._waiting.popleft() if self._waiting else None
        worker.since, worker.at = time.monotonic(), ""
        if worker.item is not None:
            self._tries[worker.item] += 1
            try:
                worker.line.send(self._items[worker.item])
            except OSError:  # it died since; it will be noticed when it is asked for its result
                return

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        self._lines = [line for line in self._lines if not line.closed] + [ours]
        inherited = self._lines if self._context.get_start_method() == "fork" else []
        process = self._context.Process(target=_serve, args=(self._work, theirs, inherited, self._megabytes))
        with _held_back(signal.SIGINT):
            process.start()
        theirs.close()
        return _Worker(process, ours)


def _serve(
    work: Work[Item, Made],
    line: Connection,
    inherited: Sequence[Connection],
    megabytes: int,
) -> None:
    """In the process: does what it is told until nobody tells it anything."""
    for other in inherited:  # or nobody would notice when the parent is gone
        other.close()
    sys.warnoptions.append(_QUIET)
    _forget_forkserver()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    _limit_memory(megabytes)
    with work(lambda says: line.send(Note(says))) as do:
        while True:
            try:
                item = line.recv()
            except EOFError:
                return
            line.send(_done(do, item))


@contextmanager
def _held_back(number: signal.Signals) -> Iterator[None]:
    """A process that starts here inherits that the signal waits, until it says what it wants of it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _forget_forkserver() -> None:
    """The parent's server of new processes is no child of a forked process, which has to start one of its own.

    multiprocessing has no call for that; it forgets by itself only where a process was not forked.
    """
    server: Any = forkserver._forkserver
    if server._forkserver_alive_fd is not None:
        os.close(server._forkserver_alive_fd)
    server._forkserver_address = server._forkserver_alive_fd = server._forkserver_pid = None


def _done(do: Callable[[Item], Made], item: Item) -> Made | Lost:
    try:
        return do(item)
    except MemoryError:
        return Lost("it needs more memory than one item may have")
    except RecursionError:
        return Lost("it is nested too deeply")


def _limit_memory(megabytes: int) -> None:
    """On top of what the parent had loaded."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = address_space() + megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _end(worker: _Worker) -> None:
    """Its line is closed, on which it ends by itself with its own helpers; if not, it is killed."""
    busy: Any = worker.item is not None
    worker.line.close()
    if not busy:
        worker.process.join(_GRACE)
    if worker.process.is_alive():
        worker.process.terminate()
        worker.process.join(_GRACE)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
