"""Records that are appended to a run, never written over it: a line of JSON each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from evaluator.errors import ConfigError
from evaluator.model.record import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Log(Generic[R]):
    """data/<name>.jsonl of a run's folder."""

    name: str
    kind: type[R]

    def read(self, folder: Path) -> tuple[R, ...]:
        """In the order in which they were made; none where there is no file. Raises `ConfigError` with the line."""
        path = self._path(folder)
        if not path.is_file():
            return ()
        found = []
        for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
            try:
                if line.strip():
                    found.append(self.kind.model_validate_json(line))
            except ValidationError as error:
                raise ConfigError(f"{path}, line {number}: {error.errors()[0]['msg']}") from error
        return tuple(found)

    def append(self, folder: Path, records: Iterable[R]) -> None:
        path = self._path(folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.writelines(record.model_dump_json() + "\n" for record in records)

    def _path(self, folder: Path) -> Path:
        return folder / "data" / f"{self.name}.jsonl"
