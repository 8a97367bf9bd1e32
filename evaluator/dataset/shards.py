"""Parquet shards, written as rows come and read back in batches, so that memory does not grow with the dataset."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from evaluator.dataset.rows import Row

_BATCH: Final = 500  # rows held before they are written
_SHARD: Final = 50_000  # rows of a file


@dataclass(frozen=True)
class Shard:
    path: Path
    rows: int


class Writer:
    """One split of one config: `<config>/<split>-00000.parquet` and so on."""

    def __init__(self, folder: Path, split: str, schema: pa.Schema) -> None:
        self._folder, self._split, self._schema = folder, split, schema
        self._waiting: list[Row] = []
        self._open: pq.ParquetWriter | None = None
        self._rows = 0
        self.shards: list[Shard] = []

    def add(self, row: Row) -> None:
        self._waiting.append(row)
        if len(self._waiting) >= _BATCH:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._finish()

    def _flush(self) -> None:
        if not self._waiting:
            return
        if self._open is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._open = pq.ParquetWriter(self._path(), self._schema, compression="zstd")
        self._open.write_table(pa.Table.from_pylist(self._waiting, self._schema))
        self._rows += len(self._waiting)
        self._waiting = []
        if self._rows >= _SHARD:
            self._finish()

    def _finish(self) -> None:
        if self._open is not None:
            self._open.close()
            self.shards.append(Shard(self._path(), self._rows))
            self._open, self._rows = None, 0

    def _path(self) -> Path:
        return self._folder / f"{self._split}-{len(self.shards):05d}.parquet"


def read(shards: Iterable[Shard]) -> Iterator[Row]:
    for shard in shards:
        with pq.ParquetFile(shard.path) as file:
            for batch in file.iter_batches(batch_size=_BATCH):
                yield from batch.to_pylist()


def digest(path: Path) -> str:
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            whole.update(block)
    return whole.hexdigest()
