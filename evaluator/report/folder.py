"""A run folder as read back from disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from evaluator.errors import ConfigError
from evaluator.model import PartResult, PartView, Run, Transcript
from evaluator.report.judgements import judged
from evaluator.report.judgements import read as judgements
from evaluator.report.reviews import read as reviews
from evaluator.report.reviews import reviewed

T = TypeVar("T")
_PARTS: Final = TypeAdapter(tuple[PartView, ...])


@dataclass(frozen=True)
class RunFolder:
    """What the pages are made from. Transcripts are read one at a time: they are the large part."""

    path: Path
    run: Run
    parts: tuple[PartView, ...]

    @cached_property
    def results(self) -> tuple[PartResult, ...]:
        """All of them at once, as `by_transcript` has them."""
        return tuple(result for _, found in self.by_transcript() for result in found)

    def by_transcript(self) -> Iterator[tuple[str, tuple[PartResult, ...]]]:
        """The results of one transcript after the other, in the order of their ids.

        What was judged since is among them where nothing decided, and what people decided is their human mark. Raises
        `ConfigError` with the line that is no result.
        """
        said, marks = judgements(self.path), reviews(self.path)
        last = {(j.transcript, j.part, j.answer): j for j in said}
        lasting = {(r.transcript, r.part): r for r in marks}
        for id, found in groupby(self.as_graded(), key=lambda result: result.transcript):
            yield id, reviewed(judged(tuple(found), last), lasting)

    def as_graded(self) -> Iterator[PartResult]:
        """One after the other as the run wrote them, whatever was judged or decided since."""
        return _results(self.path / "results.jsonl")

    def has_transcript(self, id: str) -> bool:
        return self._transcript(id).is_file()

    def transcript(self, id: str) -> Transcript:
        """Raises `ConfigError` where it cannot be read."""
        return _checked(self._transcript(id), Transcript.model_validate_json)

    def _transcript(self, id: str) -> Path:
        return self.path / "data" / "transcripts" / f"{id}.json"

    def transcripts(self) -> Iterator[Transcript]:
        """In the order of their files."""
        for path in sorted((self.path / "data" / "transcripts").glob("**/*.json")):
            yield _checked(path, Transcript.model_validate_json)


def load(path: Path) -> RunFolder:
    """Reads everything but results and transcripts; ConfigError where the folder is not a run's."""
    if not (path / "results.jsonl").is_file():
        _checked(path / "run.json", Run.model_validate_json)
        raise ConfigError(f"{path} is not the folder of a run: results.jsonl cannot be read")
    return RunFolder(
        path=path,
        run=_checked(path / "run.json", Run.model_validate_json),
        parts=_checked(path / "data" / "parts.json", _PARTS.validate_json),
    )


def _results(path: Path) -> Iterator[PartResult]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                if line.strip():
                    yield PartResult.model_validate_json(line)
            except ValidationError as error:
                says = error.errors()[0]["msg"]
                raise ConfigError(f"{path} is not as a run writes it, line {number}: {says}") from error


def _checked(path: Path, read: Callable[[bytes], T]) -> T:
    try:
        return read(path.read_bytes())
    except OSError as error:
        raise ConfigError(f"{path.parent} is not the folder of a run: {path.name} cannot be read") from error
    except ValidationError as error:
        raise ConfigError(f"{path} is not as a run writes it: {error.errors()[0]['msg']}") from error
