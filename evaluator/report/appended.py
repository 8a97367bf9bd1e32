"""Records that are appended to a run, never written over it: a line of JSON each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from evaluator.errors import ConfigError
from evaluator.model.record import Record

R = TypeVar("R", bound=Record)


def read(path: Path, kind: type[R]) -> tuple[R, ...]:
    """In the order in which they were made; none where there is no file. Raises `ConfigError` with the line."""
    if not path.is_file():
        return ()
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            found.append(kind.model_validate_json(line))
        except ValidationError as error:
            raise ConfigError(f"{path}, line {number}: {error.errors()[0]['msg']}") from error
    return tuple(found)


def append(path: Path, records: Iterable[Record]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.writelines(record.model_dump_json() + "\n" for record in records)
