"""What has to be known of all rows at once while a dataset is made: on disk, so that memory does not grow with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final

_CACHE: Final = -8 * 1024  # of SQLite, in KiB where negative: what does not fit is written to its temporary file
_TABLES: Final = """
    CREATE TABLE first (key BLOB PRIMARY KEY, id TEXT) WITHOUT ROWID;
    CREATE TABLE left (id TEXT, why TEXT, of TEXT);
    CREATE TABLE band (part TEXT, key BLOB, id TEXT, PRIMARY KEY (part, key, id)) WITHOUT ROWID;
    CREATE TABLE drawn (place INTEGER PRIMARY KEY, id TEXT, kind TEXT, draw BLOB);
    CREATE TABLE version (id TEXT, old INTEGER, digest TEXT, PRIMARY KEY (id, old)) WITHOUT ROWID;
"""


class Notes:
    """A database of SQLite in a temporary file, which goes when it is closed or forgotten."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.execute(f"PRAGMA cache_size = {_CACHE}")
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.executescript(_TABLES)
        self._rows.execute("BEGIN")  # and no end: nobody else sees it

    def first(self, key: bytes, id: str) -> str | None:
        """The id under which a key came before; where it did not, it is remembered under this one."""
        done = self._rows.execute("INSERT OR IGNORE INTO first VALUES (?, ?)", (key, id))
        return None if done.rowcount else self._one("SELECT id FROM first WHERE key = ?", key)

    def alike(self, part: str, keys: Iterable[bytes], id: str) -> str | None:
        """The smallest id of a row of this part with one of the keys; where there is none, this one is remembered."""
        keys = list(keys)
        found = [self._one("SELECT min(id) FROM band WHERE part = ? AND key = ?", part, key) for key in keys]
        if any(found):
            return min(filter(None, found))
        self._rows.executemany("INSERT OR IGNORE INTO band VALUES (?, ?, ?)", ((part, key, id) for key in keys))
        return None

    def leave_out(self, id: str, why: str, of: str | None) -> None:
        self._rows.execute("INSERT INTO left VALUES (?, ?, ?)", (id, why, of))

    def left_out(self) -> Iterator[tuple[str, str, str | None]]:
        """Id, reason, and what the row repeats, as they came."""
        yield from self._rows.execute("SELECT id, why, of FROM left ORDER BY rowid")

    def reasons(self) -> dict[str, int]:
        return dict(self._rows.execute("SELECT why, count(*) FROM left GROUP BY why"))

    def draw(self, place: int, id: str, kind: str | None, draw: bytes) -> None:
        """A row that takes part in a draw among those of its kind."""
        self._rows.execute("INSERT INTO drawn VALUES (?, ?, ?, ?)", (place, id, kind, draw))

    def even_out(self) -> Iterator[str]:
        """Leaves as many rows of each kind as there are of the rarest, those with the smallest draws; the ids of the
        others, in the order of their places."""
        self._rows.execute(
            "CREATE TABLE stays AS SELECT place FROM"
            " (SELECT place, row_number() OVER (PARTITION BY kind ORDER BY draw, place) AS rank FROM drawn)"
            " WHERE rank <= (SELECT min(many) FROM (SELECT count(*) AS many FROM drawn GROUP BY kind))"
        )
        self._rows.execute("CREATE UNIQUE INDEX staying ON stays (place)")
        for (id,) in self._rows.execute("SELECT id FROM drawn WHERE place NOT IN stays ORDER BY place"):
            yield id

    def stays(self, place: int) -> bool:
        return self._one("SELECT place FROM stays WHERE place = ?", place) is not None

    def digests(self, rows: Iterable[tuple[str, str]], old: bool = False) -> None:
        """Ids and digests of the rows of this version, or of the one before."""
        told = ((id, int(old), digest) for id, digest in rows)
        self._rows.executemany("INSERT OR REPLACE INTO version VALUES (?, ?, ?)", told)

    def versions(self) -> Iterator[tuple[str, str]]:
        """Id and digest of the rows of this version, by id."""
        yield from self._rows.execute("SELECT id, digest FROM version WHERE old = 0 ORDER BY id")

    def changes(self) -> dict[str, int]:
        """How many rows are new, gone and other than in the version before."""
        both = "FROM version AS now JOIN version AS old ON now.id = old.id AND now.old = 0 AND old.old = 1"
        now, then, same = (
            int(self._one(f"SELECT count(*) {what}") or 0)
            for what in ("FROM version WHERE old = 0", "FROM version WHERE old = 1", both)
        )
        changed = int(self._one(f"SELECT count(*) {both} WHERE now.digest <> old.digest") or 0)
        return {"added": now - same, "removed": then - same, "changed": changed}

    def _one(self, query: str, *values: str | int | bytes) -> str | None:
        found = self._rows.execute(query, values).fetchone()
        return None if found is None else found[0]
