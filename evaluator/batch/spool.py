"""Results on disk until all are there: they come in the order of the sources, and are written in that of their ids."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluator.model import PartResult
from evaluator.reference.library import reading_order


class Spool:
    """Memory holds only where the results of each transcript lie."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (as long as the spool)
        self._places: dict[str, tuple[int, int]] = {}

    def __bool__(self) -> bool:
        return bool(self._places)

    def add(self, results: Sequence[PartResult]) -> None:
        """Those of one transcript that has none yet."""
        start = self._file.tell()
        for result in sorted(results, key=lambda r: reading_order(r.part)):
            self._file.write(result.model_dump_json().encode() + b"\n")
        self._places[results[0].transcript] = start, self._file.tell() - start

    def in_order(self) -> Iterator[tuple[PartResult, ...]]:
        """Of one transcript after the other, each in reading order."""
        for _, (start, length) in sorted(self._places.items()):
            self._file.seek(start)
            yield tuple(map(PartResult.model_validate_json, self._file.read(length).splitlines()))

    def close(self) -> None:
        self._file.close()
