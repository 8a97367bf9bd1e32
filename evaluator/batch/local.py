"""Running many transcripts on this machine: read, grade in worker processes, write the run folder."""

from __future__ import annotations

import hashlib
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import sympy

import evaluator
from evaluator.batch import folder as run_folder
from evaluator.batch.cache import Cache, default_path
from evaluator.batch.counting import agreed, counts
from evaluator.batch.kept import Kept
from evaluator.batch.sidecar import with_sidecar
from evaluator.batch.wanted import Wanted, wanted_parts
from evaluator.config import Settings
from evaluator.equality.workers import Workers
from evaluator.errors import InputError, NothingToEvaluate, ReferenceModuleError
from evaluator.grading.homework import homework_of
from evaluator.model import InputFile, PartResult, Run, Transcript
from evaluator.pipeline import Beside, grade
from evaluator.readers import read_conversation
from evaluator.reference.library import Library, reading_order
from evaluator.reference.records import ReferencePart
from evaluator.reference.view import part_view
from evaluator.report import site

_DIGEST: Final = 8  # characters of a digest in a folder's name

Progress = Callable[[str], None]
Refusal = InputError | NothingToEvaluate | ReferenceModuleError
REFUSALS: Final = (InputError, NothingToEvaluate, ReferenceModuleError)  # end one source, not the run


@dataclass(frozen=True)
class RunFolder:
    """A written run. `refused` are the sources that could not be graded."""

    path: Path
    run: Run
    results: tuple[PartResult, ...]

    @property
    def refused(self) -> tuple[InputFile, ...]:
        return tuple(i for i in self.run.inputs if i.error is not None)


def run(
    sources: Sequence[Path], library: Library, settings: Settings, progress: Progress = lambda _text: None
) -> RunFolder:
    """Reads and grades every source; one that cannot be read is noted and the others go on.

    When nothing could be graded at all, raises the first `InputError`, or `NothingToEvaluate`.
    """
    clock = _Clock()
    target = Path(settings.out) if settings.out else Path("reports") / _name(sources, settings)
    run_folder.prepare(target)
    inputs, results, errors = list[InputFile](), list[PartResult](), list[Refusal]()
    for each in _graded(sources, library, settings, clock, progress):
        inputs.append(each.input)
        results += each.results
        if each.error:
            errors.append(each.error)
        if each.transcript and each.results:
            run_folder.write_transcript(target, each.transcript)
    if not results:
        run_folder.remove_if_empty(target)
        raise _worst(errors)
    ordered = tuple(sorted(results, key=lambda r: (r.transcript, reading_order(r.part))))
    parts = [library.part(id) for id in sorted({r.part for r in ordered}, key=reading_order)]
    made = _record(target.name, _configuration(inputs, parts, settings), inputs, ordered, settings, clock)
    _write(target, parts, made, ordered)
    return RunFolder(target, made, ordered)


@dataclass(frozen=True)
class _Graded:
    input: InputFile
    transcript: Transcript | None = None
    results: tuple[PartResult, ...] = ()
    error: Refusal | None = None


class _Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, stage: str, since: float) -> None:
        self.seconds[stage] = round(self.seconds.get(stage, 0.0) + time.perf_counter() - since, 3)


def _graded(
    sources: Sequence[Path], library: Library, settings: Settings, clock: _Clock, progress: Progress
) -> Iterator[_Graded]:
    wanted = wanted_parts(library, settings)
    taken: set[str] = set()
    cache = Cache(_cache_path(settings))
    kept = Kept(cache, settings, library.parts())
    with closing(cache), Workers(jobs=settings.jobs, seconds=settings.timeout) as workers:
        for i, path in enumerate(sources, start=1):
            progress(f"[{i}/{len(sources)}] {path.name}")
            try:
                started = time.perf_counter()
                transcript, beside = _read(path, taken, workers, kept)
                clock.time("read", started)
                started = time.perf_counter()
                yield _one(transcript, beside, library, workers, wanted, kept)
                clock.time("grade", started)
            except REFUSALS as error:
                progress(str(error))
                refused = InputFile(source=path.name, sha256=_hash(path), transcript=None, error=str(error))
                yield _Graded(refused, error=error)


def _cache_path(settings: Settings) -> Path | None:
    if settings.no_cache:
        return None
    return Path(settings.cache) if settings.cache else default_path()


def _one(
    transcript: Transcript, beside: Beside, library: Library, workers: Workers, wanted: Wanted, kept: Kept
) -> _Graded:
    """Only the parts are graded that were not graded before, as they are."""
    beside = replace(beside, homework=beside.homework or wanted.homework)
    parts = [p for p in library.parts_of(homework_of(transcript, library, beside.homework)) if wanted.part(p.id)]
    known = {part.id: result for part in parts if (result := kept.result(transcript, beside, part)) is not None}
    missing = {part.id: part for part in parts if part.id not in known}
    for result in grade(transcript, library, workers, beside, missing.__contains__) if missing else ():
        kept.keep_result(transcript, beside, missing[result.part], result)
        known[result.part] = result
    results = tuple(known[part.id] for part in parts if part.id in known)
    if not results:
        raise NothingToEvaluate(f"{transcript.source.name}: none of the parts asked for belongs to its homework")
    source = transcript.source
    return _Graded(InputFile(source=source.name, sha256=source.sha256, transcript=transcript.id), transcript, results)


def _read(path: Path, taken: set[str], workers: Workers, kept: Kept) -> tuple[Transcript, Beside]:
    """With an id that no other transcript of the run has."""
    found = kept.transcript(path) if path.is_file() else None
    if found is None:
        found = read_conversation(path, workers.each)
        kept.keep_transcript(path, found)
    transcript, beside = with_sidecar(found, path)
    name = "".join(c if c.isalnum() or c in "-_." else "-" for c in transcript.id).strip(".-") or "transcript"
    if name in taken:
        name = f"{name}-{transcript.source.sha256[:_DIGEST]}"
    while name in taken:
        name += "-again"
    taken.add(name)
    return transcript.model_copy(update={"id": name}), beside


def _write(target: Path, parts: Sequence[ReferencePart], made: Run, results: tuple[PartResult, ...]) -> None:
    run_folder.write_parts(target, (part_view(part) for part in parts))
    run_folder.write_results(target, results)
    run_folder.write_run(target, made)
    site.write(target)


def _record(
    id: str, digest: str, inputs: Sequence[InputFile], results: Sequence[PartResult], settings: Settings, clock: _Clock
) -> Run:
    return Run(
        id=id,
        versions={"evaluator": evaluator.__version__, "python": platform.python_version(), "sympy": sympy.__version__},
        configuration=digest,
        inputs=tuple(inputs),
        seed=settings.seed,
        counts=counts(results),
        agreement=agreed(results),
        timings=clock.seconds,
    )


def _configuration(inputs: Sequence[InputFile], parts: Sequence[ReferencePart], settings: Settings) -> str:
    """Of everything that the results depend on but the version."""
    modules = sorted({part.digest for part in parts})
    read = [i.sha256 or "" for i in inputs]
    return hashlib.sha256("\n".join([_told(settings), *modules, *read]).encode()).hexdigest()


def _name(sources: Sequence[Path], settings: Settings) -> str:
    """When, and on what."""
    read = [_hash(path) or "" for path in sources]
    digest = hashlib.sha256("\n".join([_told(settings), *read]).encode()).hexdigest()
    return f"{_timestamp()}-{digest[:_DIGEST]}"


def _told(settings: Settings) -> str:
    return settings.model_dump_json(exclude={"out", "jobs", "fail_under", "reference", "cache", "no_cache"})


def _hash(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _timestamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S")


def _worst(errors: Sequence[Refusal]) -> Refusal:
    first_unread = next((e for e in errors if isinstance(e, InputError)), None)
    return first_unread or next(iter(errors), NothingToEvaluate("no transcript was given"))
