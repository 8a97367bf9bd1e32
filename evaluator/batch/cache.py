"""What was read and graded before, by all that it depends on: a run that was cut, or made again, does only what is new.

Every finished piece is written at once. The file is SQLite in WAL mode, so that runs side by side may share it.
"""

from __future__ import annotations

import os
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TABLE: Final = "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
_PATIENCE: Final = 10.0  # seconds to wait for another run that is writing
_PAUSE: Final = 0.01  # seconds between two tries to open
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@dataclass(frozen=True)
class Info:
    path: Path
    entries: int
    bytes: int


def default_path() -> Path:
    """Where the platform keeps what can be made again."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "evaluator" / "results.sqlite"


class Cache:
    """Texts by key. Where it cannot be used, or is damaged, it keeps nothing and finds nothing: never an error."""

    def __init__(self, path: Path | None) -> None:
        """`None` keeps nothing."""
        self._path = path
        self._open = self._connect()

    def get(self, key: str) -> str | None:
        with self._forgiving() as database:
            row = database.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone() if database else None
            return zlib.decompress(row[0]).decode() if row else None
        return None

    def put(self, key: str, text: str) -> None:
        with self._forgiving() as database:
            if database is not None:
                database.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (key, zlib.compress(text.encode())))
                database.commit()

    def info(self) -> Info:
        path, entries = self._path or default_path(), 0
        with self._forgiving() as database:
            entries = database.execute("SELECT COUNT(*) FROM kept").fetchone()[0] if database else 0
        return Info(path, entries, path.stat().st_size if path.is_file() else 0)

    def clear(self) -> None:
        self.close()
        for suffix in ("", "-wal", "-shm"):
            if self._path is not None:
                Path(f"{self._path}{suffix}").unlink(missing_ok=True)

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def _connect(self) -> sqlite3.Connection | None:
        if self._path is None:
            return None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return _opened(self._path)
        except (OSError, sqlite3.Error):
            return None

    @contextmanager
    def _forgiving(self) -> Iterator[sqlite3.Connection | None]:
        try:
            yield self._open
        except (sqlite3.Error, zlib.error, UnicodeDecodeError):
            self.close()


def _opened(path: Path) -> sqlite3.Connection:
    """SQLite does not wait when two make a new file write ahead at the same time: one of them is told at once that it
    is busy, and has to try again."""
    until = time.monotonic() + _PATIENCE
    while True:
        database = sqlite3.connect(path, timeout=_PATIENCE)
        try:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute(_TABLE)
        except sqlite3.Error as error:
            database.close()
            if error.sqlite_errorcode & 0xFF not in _BUSY or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return database
