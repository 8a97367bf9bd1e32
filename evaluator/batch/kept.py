"""The keys under which readings and results are kept: all that they depend on, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

import evaluator
from evaluator.batch.cache import Cache
from evaluator.config import Settings
from evaluator.model import PartResult, Transcript
from evaluator.pipeline import Beside
from evaluator.readers.aside import aside_of
from evaluator.reference.records import ReferencePart

_CODE: Final = ("*.py", "*.toml")
_MADE_WITH: Final = ("numpy", "pint", "pypdf", "pypdfium2", "sympy")


class Kept:
    """Transcripts and results of one library under one set of settings."""

    def __init__(self, cache: Cache, settings: Settings, parts: Sequence[ReferencePart]) -> None:
        self._cache = cache
        outlines = (f"{p.id}\n{p.printed}\n{p.problem_title}\n{p.title}\n{p.statement}" for p in parts)
        self._setting = _digest([program(), *outlines, repr(settings.timeout), repr(settings.seed)])

    def transcript(self, path: Path) -> Transcript | None:
        kept = self._cache.get(_reading(path))
        return Transcript.model_validate_json(kept) if kept else None

    def keep_transcript(self, path: Path, transcript: Transcript) -> None:
        self._cache.put(_reading(path), transcript.model_dump_json(by_alias=True))

    def result(self, transcript: Transcript, beside: Beside, part: ReferencePart) -> PartResult | None:
        kept = self._cache.get(self._key(transcript, beside, part))
        return PartResult.model_validate_json(kept) if kept else None

    def keep_result(self, transcript: Transcript, beside: Beside, part: ReferencePart, result: PartResult) -> None:
        self._cache.put(self._key(transcript, beside, part), result.model_dump_json(by_alias=True))

    def _key(self, transcript: Transcript, beside: Beside, part: ReferencePart) -> str:
        marks = "\n".join(f"{name} {mark.model_dump_json()}" for name, mark in sorted(beside.marks.items()))
        said = transcript.model_dump_json()  # its text, how it was read, and the id that the run gave it
        return _digest(["result", self._setting, said, str(beside.homework), marks, part.id, part.digest])


def _reading(path: Path) -> str:
    """Of a file with what stands beside it."""
    aside = aside_of(path)
    dialects = (
        f"{d.name} {d.least} {d.own_remarks} {[(role, p.pattern) for role, p in d.led.items()]}" for d in aside.dialects
    )
    return _digest(
        ["reading", program(), path.name, hashlib.sha256(path.read_bytes()).hexdigest(), aside.ocr, *dialects]
    )


@cache
def program() -> str:
    """Of the program itself and the libraries that decide: what another version made is made again."""
    root = Path(evaluator.__file__).parent
    files = sorted(f for pattern in _CODE for f in root.rglob(pattern))
    code = (f"{f.relative_to(root)} {hashlib.sha256(f.read_bytes()).hexdigest()}" for f in files)
    return _digest([*code, *(f"{name} {version(name)}" for name in _MADE_WITH)])


def _digest(pieces: Iterable[str]) -> str:
    whole = hashlib.sha256()
    for piece in pieces:
        whole.update(f"{len(piece)}:{piece}".encode())
    return whole.hexdigest()
