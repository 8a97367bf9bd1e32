"""Tables of Markdown: what stands over a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_TABLE: Final = re.compile(
    r"^[ \t]*\|(?P<head>[^\n]*)\|[ \t]*\n[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*\n"
    r"(?P<rows>(?:[ \t]*\|[^\n]*(?:\n|\Z))+)",
    re.MULTILINE,
)
_BORDER: Final = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Table:
    """Where its rows begin and end, and where the cells of its head do."""

    start: int
    end: int
    rows: int
    head: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Tables:
    """Those of a text whose formulas are hidden, for a sign | in one is no border."""

    text: str
    found: tuple[Table, ...]

    def column(self, place: int) -> tuple[Table, tuple[int, int]] | None:
        """The table that `place` stands in a row of, and where the head of its column stands."""
        table = next((t for t in self.found if t.start <= place < t.end), None)
        if table is None:
            return None
        begins = self.text.rfind("\n", 0, place) + 1
        number = len(_BORDER.findall(self.text, begins, place)) - 1
        return (table, table.head[number]) if 0 <= number < len(table.head) else None


def tables(text: str) -> Tables:
    """All of a text."""
    return Tables(text, tuple(_found(text)))


def _found(text: str) -> Iterator[Table]:
    for m in _TABLE.finditer(text):
        edges = [m.start("head"), *(m.start("head") + b.end() for b in _BORDER.finditer(m["head"])), m.end("head") + 1]
        head = tuple((start, end - 1) for start, end in pairwise(edges))
        yield Table(m.start("rows"), m.end("rows"), len(m["rows"].splitlines()), head)
