"""The same items on a cluster: Dask hands them out in portions, and each is done as it would be on one machine.

A portion runs in a pool of its own beside the Dask worker, so that what hangs, dies or eats its memory costs its own
item and not the worker. Where a worker dies, Dask gives its portion to another one, and what was graded is found in
the cache. Tasks and results are small; the scheduler holds no transcript for longer than it takes to fetch it.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from evaluator.batch.item import Graded, grader
from evaluator.batch.kept import program
from evaluator.batch.pool import Lost, Pool
from evaluator.batch.watching import Tell, nobody
from evaluator.config import Settings
from evaluator.errors import ConfigError
from evaluator.reference.library import Library, load

if TYPE_CHECKING:
    from distributed import Client

SHORTEST_PORTION, LONGEST_PORTION = 4, 32  # items: a pool takes a second to start, an item as long to grade
PORTIONS_EACH: Final = 4  # for every worker, so that none is long at work when the others have nothing to do
AHEAD: Final = 2  # portions handed over in advance for each worker
CACHE: Final = "EVALUATOR_CACHE"
ANSWER: Final = "15s"  # for the scheduler to answer
ARRIVE: Final = "600s"  # for the first worker, which may have to wait for its machine

Done = tuple[int, Graded | Lost]
Portion = tuple[tuple[int, Path], ...]


def done_on_cluster(sources: Sequence[Path], library: Library, settings: Settings) -> Generator[Done]:
    """Number and result of every source, as they are done. Raises `ConfigError` where there is no cluster."""
    distributed = _distributed()
    there = settings.model_copy(update={"reference": str(library.root.absolute())})
    with _client(distributed, settings) as client:
        workers = _agreeing(client, library, there)
        waiting = iter(_portions(sources, workers))
        at_work: dict[object, Portion] = {}
        running = distributed.as_completed(loop=client.loop, raise_errors=False)

        def hand_over(portions: Iterable[Portion]) -> None:
            for portion in portions:
                future = client.submit(_portion, portion, there, pure=False)
                at_work[future.key] = portion
                running.add(future)

        hand_over(islice(waiting, AHEAD * workers))
        for future in running:
            yield from _results(future, at_work.pop(future.key))
            future.release()
            hand_over(islice(waiting, 1))


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        extra = "pip install 'transcript-evaluator[cluster]'"
        raise ConfigError(f"--engine dask needs dask.distributed, which is not installed: {extra}") from error
    return distributed


@contextmanager
def _client(distributed: Any, settings: Settings) -> Iterator[Client]:
    """Of the scheduler that is named, or of a cluster of worker processes that is started here."""
    import dask

    logging.getLogger("distributed").setLevel(logging.ERROR)  # what matters of a lost worker is told with its items
    with ExitStack() as stack:
        stack.enter_context(dask.config.set({"distributed.worker.daemon": False}))
        address = settings.scheduler
        if address is None:
            address = stack.enter_context(
                distributed.LocalCluster(
                    n_workers=settings.jobs,
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                )
            )
        try:
            client = stack.enter_context(distributed.Client(address, timeout=ANSWER, set_as_default=False))
            client.wait_for_workers(1, timeout=ARRIVE)
        except (OSError, TimeoutError, ValueError) as error:
            raise ConfigError(f"--scheduler {settings.scheduler}: no cluster answers there ({error})") from error
        yield client


def _agreeing(client: Client, library: Library, settings: Settings) -> int:
    """How many threads the workers have; all of them must run this program on these references."""
    ours = _state(library)
    theirs = client.run(_state_of_worker, settings.reference)
    for address, state in theirs.items():
        if state != ours:
            what = state if isinstance(state, str) else "another version of the program, or other reference modules"
            raise ConfigError(f"--engine dask: the worker at {address} has {what}")
    threads: dict[str, int] = client.nthreads()
    return max(1, sum(threads.values()))


def _state(library: Library) -> tuple[str, ...]:
    return (program(), *(part.digest for part in library.parts()))


def _state_of_worker(reference: str) -> tuple[str, ...] | str:
    if multiprocessing.current_process().daemon:
        return "no leave to start processes: start it with DASK_DISTRIBUTED__WORKER__DAEMON=False"
    if not Path(reference).is_dir():
        return f"no folder {reference}"
    return _state(load(Path(reference)))


def _portions(sources: Sequence[Path], workers: int) -> Iterator[Portion]:
    size = max(SHORTEST_PORTION, min(LONGEST_PORTION, len(sources) // (PORTIONS_EACH * workers)))
    numbered = ((number, path.absolute()) for number, path in enumerate(sources))
    while portion := tuple(islice(numbered, size)):
        yield portion


def _results(future: Any, portion: Portion) -> Iterator[Done]:
    error = future.exception() if future.status == "error" else None
    if error is None:
        yield from future.result()
        return
    killed = type(error).__name__ == "KilledWorker"
    why = (
        "every worker of the cluster that was at it was killed" if killed else f"this is a bug in evaluator: {error!r}"
    )
    for number, _ in portion:
        yield number, Lost(why)


def _portion(portion: Portion, settings: Settings) -> list[Done]:
    """Runs in a Dask worker."""
    multiprocessing.get_context("forkserver").set_forkserver_preload([__name__, "evaluator.pipeline"])
    paths = [path for _, path in portion]
    pool = Pool(
        partial(_grader, settings), paths, 1, settings.item_timeout, settings.item_megabytes, start="forkserver"
    )
    return [(portion[index][0], made) for index, made in pool.results()]


def _grader(settings: Settings, tell: Tell = nobody) -> AbstractContextManager[Callable[[Path], Graded]]:
    """In a process of the pool, which has nothing loaded. What is kept is kept where the worker's machine says."""
    there = settings.model_copy(update={"cache": os.environ.get(CACHE, settings.cache)})
    return grader(load(Path(settings.reference)), there, 1, tell)
