"""The first results of every part, kept on disk: they come transcript by transcript, and a page is of one part."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Sequence

from evaluator.model import PartResult


class FirstOfParts:
    """`most` of each; memory holds only where they lie."""

    def __init__(self, most: int) -> None:
        self._most, self._file = most, tempfile.TemporaryFile()  # noqa: SIM115  (as long as this)
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)

    def add(self, results: Sequence[PartResult]) -> None:
        for result in results:
            if len(self._places[result.part]) < self._most:
                start, said = self._file.tell(), result.model_dump_json().encode()
                self._file.write(said)
                self._places[result.part].append((start, len(said)))

    def of_part(self, part: str) -> list[PartResult]:
        """In the order in which they came."""
        return [self._read(*place) for place in self._places[part]]

    def _read(self, start: int, length: int) -> PartResult:
        self._file.seek(start)
        return PartResult.model_validate_json(self._file.read(length))

    def close(self) -> None:
        self._file.close()
