"""The lines of a dump."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source without its line end."""

    text: str
    start: int
