"""A run folder as read back from disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
    results: tuple[PartResult, ...]
    parts: tuple[PartView, ...]

    def transcripts(self) -> Iterator[Transcript]:
        """In the order of their files."""
        for path in sorted((self.path / "data" / "transcripts").glob("**/*.json")):
            yield _checked(path, Transcript.model_validate_json)


def load(path: Path) -> RunFolder:
    """Reads everything but the transcripts; ConfigError where the folder is not a run's.

    What was judged since is among the results where nothing decided, and what people decided is their human mark.
    """
    return RunFolder(
        path=path,
        run=_checked(path / "run.json", Run.model_validate_json),
        results=reviewed(judged(_checked(path / "results.jsonl", _results), judgements(path)), reviews(path)),
        parts=_checked(path / "data" / "parts.json", _PARTS.validate_json),
    )


def _results(data: bytes) -> tuple[PartResult, ...]:
    return tuple(PartResult.model_validate_json(line) for line in data.split(b"\n") if line.strip())


def _checked(path: Path, read: Callable[[bytes], T]) -> T:
    try:
        return read(path.read_bytes())
    except OSError as error:
        raise ConfigError(f"{path.parent} is not the folder of a run: {path.name} cannot be read") from error
    except ValidationError as error:
        raise ConfigError(f"{path} is not as a run writes it: {error.errors()[0]['msg']}") from error
