"""Running many transcripts on this machine: read, grade in worker processes, write the run folder."""

from __future__ import annotations

import hashlib
import platform
import time
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

import sympy

import evaluator
from evaluator.batch import folder as run_folder
from evaluator.batch.cluster import done_on_cluster
from evaluator.batch.item import Graded, Refusal, digest, grader, refused
from evaluator.batch.pool import At, Lost, Pool
from evaluator.batch.spool import Spool
from evaluator.batch.wanted import wanted_parts
from evaluator.batch.watching import SILENT, Done, Watch, Working
from evaluator.config import Settings
from evaluator.errors import EvaluatorError, InputError, NothingToEvaluate
from evaluator.model import InputFile, PartResult, Run
from evaluator.reference.library import Library, reading_order
from evaluator.reference.records import ReferencePart
from evaluator.reference.view import part_view
from evaluator.report import site
from evaluator.tally import Tally

_DIGEST: Final = 8  # characters of a digest in a folder's name

# Settings that say where and how fast, and nothing of what comes out.
_WITHOUT_EFFECT: Final = {
    "out", "jobs", "fail_under", "fail_on", "reference", "cache", "no_cache", "item_timeout", "item_megabytes",
    "engine", "scheduler",
}  # fmt: skip


@dataclass(frozen=True)
class RunFolder:
    """A written run. `refused` are the sources that could not be graded, `untried` the parts that were asked and for
    which nothing but the word of their module speaks."""

    path: Path
    run: Run
    tally: Tally
    untried: tuple[str, ...] = ()

    @property
    def refused(self) -> tuple[InputFile, ...]:
        return tuple(i for i in self.run.inputs if i.error is not None)


def run(sources: Sequence[Path], library: Library, settings: Settings, watch: Watch = SILENT) -> RunFolder:
    """Reads and grades every source; one that cannot be read is noted and the others go on.

    When nothing could be graded at all, raises the first `InputError`, or `NothingToEvaluate`.
    """
    clock = _Clock()
    target = Path(settings.out) if settings.out else Path("reports") / _name(sources, settings)
    run_folder.prepare(target)
    inputs, errors = list[InputFile](), list[Refusal]()
    with _writing(target, settings):
        spool = Spool(target)
    with closing(spool):
        for each in _graded(sources, library, settings, watch):
            clock.add(each.seconds)
            inputs.append(each.input)
            if each.error:
                errors.append(each.error)
            if each.transcript and each.results:
                with _writing(target, settings):
                    run_folder.write_transcript(target, each.transcript)
                    spool.add(each.results)
        if not spool:
            run_folder.remove_if_empty(target)
            raise _worst(errors)
        tally = Tally()
        with _writing(target, settings):
            run_folder.write_results(target, _counted(spool, tally))
        parts = [library.part(id) for id in sorted(tally.parts, key=reading_order)]
        made = _record(target.name, _configuration(inputs, parts, settings), inputs, tally, settings, clock)
        with _writing(target, settings):
            run_folder.write_parts(target, (part_view(part) for part in parts))
            run_folder.write_run(target, made)
            site.write(target)
    return RunFolder(target, made, tally, tuple(p.id for p in parts if p.id in tally.asked and not p.tried))


def _counted(spool: Spool, tally: Tally) -> Iterator[tuple[PartResult, ...]]:
    for results in spool.in_order():
        tally.add(results)
        yield results


class _Clock:
    """Seconds by stage, of all processes together."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def add(self, seconds: Mapping[str, float]) -> None:
        for stage, more in seconds.items():
            self.seconds[stage] = round(self.seconds.get(stage, 0.0) + more, 3)


def _graded(sources: Sequence[Path], library: Library, settings: Settings, watch: Watch) -> Iterator[Graded]:
    """One after the other in the order of the sources, each with an id of its own."""
    watch.begin(len(sources))
    library.parts()  # a slip in a module, or in what is asked for, is said before anything starts
    wanted_parts(library, settings)
    taken: set[str] = set()
    alone = len(sources) == 1 and settings.engine == "local"
    done = (_alone if alone else _side_by_side)(sources, library, settings, watch)
    waiting: dict[int, Graded] = {}
    following = 0
    with closing(done):
        for number, graded in done:
            watch.done(Done(sources[number].name, _told_of(graded), graded.error is not None, graded.kept))
            waiting[number] = graded
            while following in waiting:
                each = waiting.pop(following)
                yield each.renamed(_unused(each, taken))
                following += 1


def _alone(
    sources: Sequence[Path], library: Library, settings: Settings, watch: Watch
) -> Generator[tuple[int, Graded]]:
    (path,), started = sources, time.monotonic()

    def tell(at: str) -> None:
        watch.working([Working(path.name, time.monotonic() - started, at)])

    with grader(library, settings, settings.jobs, tell) as graded:
        yield 0, graded(path)


def _side_by_side(
    sources: Sequence[Path], library: Library, settings: Settings, watch: Watch
) -> Generator[tuple[int, Graded]]:
    """Each in a process of its own, here or on a cluster."""
    on_cluster = settings.engine == "dask"
    engine = done_on_cluster(sources, library, settings) if on_cluster else _here(sources, library, settings, watch)
    with closing(engine) as results:
        for number, made in results:
            path = sources[number]
            yield number, refused(path, InputError(path.name, made.why)) if isinstance(made, Lost) else made


def _here(
    sources: Sequence[Path], library: Library, settings: Settings, watch: Watch
) -> Generator[tuple[int, Graded | Lost]]:
    def at_work(on: Sequence[At]) -> None:
        watch.working([Working(sources[number].name, seconds, at) for number, seconds, at in on])

    work = partial(grader, library, settings, 1)
    bounds = settings.item_timeout, settings.item_megabytes
    return Pool(work, sources, settings.jobs, *bounds, watch=at_work).results()


def _told_of(graded: Graded) -> str:
    if graded.error is not None:
        return graded.error.why if isinstance(graded.error, InputError) else str(graded.error)
    verdicts = Counter[str](r.verdict for r in graded.results if r.verdict != "unasked")
    return ", ".join(f"{n} {verdict}" for verdict, n in verdicts.most_common()) or "nothing asked"


def _unused(graded: Graded, taken: set[str]) -> str:
    """Its id, or one made of it that no other transcript of the run has."""
    if graded.transcript is None:
        return ""
    name = graded.transcript.id
    if name in taken:
        name = f"{name}-{graded.transcript.source.sha256[:_DIGEST]}"
    while name in taken:
        name += "-again"
    taken.add(name)
    return name


@contextmanager
def _writing(target: Path, settings: Settings) -> Iterator[None]:
    """A full disk is a sentence; what was graded need not be graded again."""
    try:
        yield
    except OSError as error:
        kept = "" if settings.no_cache else ". What was graded is kept: make room and give the same command again"
        raise EvaluatorError(f"{error.filename or target}: {error.strerror}{kept}") from error


def _record(
    id: str,
    configuration: str,
    inputs: Sequence[InputFile],
    tally: Tally,
    settings: Settings,
    clock: _Clock,
) -> Run:
    return Run(
        id=id,
        versions={"evaluator": evaluator.__version__, "python": platform.python_version(), "sympy": sympy.__version__},
        configuration=configuration,
        inputs=tuple(inputs),
        seed=settings.seed,
        counts=tally.counts(),
        agreement=tally.agreement(),
        timings=clock.seconds,
    )


def _configuration(inputs: Sequence[InputFile], parts: Sequence[ReferencePart], settings: Settings) -> str:
    """Of everything that the results depend on but the version."""
    modules = sorted({part.digest for part in parts})
    read = [i.sha256 or "" for i in inputs]
    return hashlib.sha256("\n".join([_told(settings), *modules, *read]).encode()).hexdigest()


def _name(sources: Sequence[Path], settings: Settings) -> str:
    """When, and on what."""
    read = [digest(path) or "" for path in sources]
    whole = hashlib.sha256("\n".join([_told(settings), *read]).encode()).hexdigest()
    return f"{_timestamp()}-{whole[:_DIGEST]}"


def _told(settings: Settings) -> str:
    return settings.model_dump_json(exclude=_WITHOUT_EFFECT)


def _timestamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S")


def _worst(errors: Sequence[Refusal]) -> Refusal:
    first_unread = next((e for e in errors if isinstance(e, InputError)), None)
    return first_unread or next(iter(errors), NothingToEvaluate("no transcript was given"))
