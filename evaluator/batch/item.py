"""One transcript, from its bytes to its results. Runs in whatever process it is called in."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from evaluator.batch.cache import Cache, default_path
from evaluator.batch.kept import Kept
from evaluator.batch.sidecar import terms_beside, with_sidecar
from evaluator.batch.wanted import Wanted, wanted_parts
from evaluator.batch.watching import Tell, nobody
from evaluator.config import Settings
from evaluator.equality.workers import Workers
from evaluator.errors import InputError, NothingToEvaluate, ReferenceModuleError
from evaluator.grading.deciding import LOADED
from evaluator.grading.homework import homework_of
from evaluator.mathtext.each import Each
from evaluator.model import InputFile, PartResult, Transcript
from evaluator.pipeline import Beside, grade
from evaluator.readers import read_conversation
from evaluator.reference.library import Library

Refusal = InputError | NothingToEvaluate | ReferenceModuleError
REFUSALS: Final = (InputError, NothingToEvaluate, ReferenceModuleError)  # end one source, not the run


@dataclass(frozen=True)
class Graded:
    """What became of a source: results, or why it was refused. `seconds` are by stage."""

    input: InputFile
    transcript: Transcript | None = None
    results: tuple[PartResult, ...] = ()
    error: Refusal | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    kept: bool = False  # from earlier runs, all of it

    def renamed(self, id: str) -> Graded:
        """The same under another id of its transcript."""
        if self.transcript is None or self.transcript.id == id:
            return self
        return replace(
            self,
            input=replace(self.input, transcript=id),
            transcript=self.transcript.model_copy(update={"id": id}),
            results=tuple(r.model_copy(update={"transcript": id}) for r in self.results),
        )


def refused(path: Path, error: Refusal) -> Graded:
    return Graded(InputFile(source=path.name, sha256=digest(path), transcript=None, error=str(error)), error=error)


def digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


@contextmanager
def grader(library: Library, settings: Settings, jobs: int, tell: Tell = nobody) -> Iterator[Callable[[Path], Graded]]:
    """What grades a source, and tells what it is at; with a cache and `jobs` workers for its comparisons of its own."""
    cache = Cache(_cache_path(settings))
    kept, wanted = Kept(cache, settings, library.parts()), wanted_parts(library, settings)
    with closing(cache), Workers(jobs, settings.timeout, loaded=LOADED) as workers:

        def graded(path: Path) -> Graded:
            try:
                return _graded(path, library, workers, wanted, kept, tell)
            except REFUSALS as error:
                return refused(path, error)

        yield graded


def _cache_path(settings: Settings) -> Path | None:
    if settings.no_cache:
        return None
    return Path(settings.cache) if settings.cache else default_path()


def _graded(path: Path, library: Library, workers: Workers, wanted: Wanted, kept: Kept, tell: Tell) -> Graded:
    started = time.perf_counter()
    tell("reading")
    transcript, beside = _read(path, _telling(workers.each, tell), kept)
    read = time.perf_counter()
    done = _one(transcript, beside, library, workers, wanted, kept, tell)
    seconds = {"read": read - started, "grade": time.perf_counter() - read}
    return replace(done, input=replace(done.input, **terms_beside(path)), seconds=seconds)


def _telling(each: Each, tell: Tell) -> Each:
    """The same, saying at which of several pages it is."""

    def counted(function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        for number, made in enumerate(each(function, items), start=1):
            if len(items) > 1:
                tell(f"page {number} of {len(items)}")
            yield made

    return counted


def _read(path: Path, each: Each, kept: Kept) -> tuple[Transcript, Beside]:
    """With an id that can be a file's name."""
    found = kept.transcript(path) if path.is_file() else None
    if found is None:
        found = read_conversation(path, each)
        kept.keep_transcript(path, found)
    transcript, beside = with_sidecar(found, path)
    name = "".join(c if c.isalnum() or c in "-_." else "-" for c in transcript.id).strip(".-") or "transcript"
    return transcript.model_copy(update={"id": name}), beside


def _one(
    transcript: Transcript,
    beside: Beside,
    library: Library,
    workers: Workers,
    wanted: Wanted,
    kept: Kept,
    tell: Tell,
) -> Graded:
    """Only the parts are graded that were not graded before, as they are."""
    beside = replace(beside, homework=beside.homework or wanted.homework)
    parts = [p for p in library.parts_of(homework_of(transcript, library, beside.homework)) if wanted.part(p.id)]
    known = {part.id: result for part in parts if (result := kept.result(transcript, beside, part)) is not None}
    missing = {part.id: part for part in parts if part.id not in known}
    for result in grade(transcript, library, workers, beside, missing.__contains__) if missing else ():
        kept.keep_result(transcript, beside, missing[result.part], result)
        known[result.part] = result
        tell(f"part {len(known)} of {len(parts)}")
    results = tuple(known[part.id] for part in parts if part.id in known)
    if not results:
        raise NothingToEvaluate(f"{transcript.source.name}: none of the parts asked for belongs to its homework")
    source = transcript.source
    said = InputFile(source=source.name, sha256=source.sha256, transcript=transcript.id)
    return Graded(said, transcript, results, kept=not missing)
