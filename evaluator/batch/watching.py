"""What a run tells whoever watches it: what is done, and what it is at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Done:
    """A source that is through, with what became of it; `kept` where nothing of it had to be graded."""

    name: str
    told: str
    refused: bool
    kept: bool


@dataclass(frozen=True)
class Working:
    """A source that is worked on for so many seconds, and what it is at: "page 7 of 22"."""

    name: str
    seconds: float
    at: str


class Watch:
    """Sees and says nothing."""

    def begin(self, sources: int) -> None:
        """Before anything is done."""

    def done(self, what: Done) -> None:
        """For each source, in the order in which they are through."""

    def working(self, on: Sequence[Working]) -> None:
        """Several times a second, from the one thread that a run has: whoever watches must start no other."""


SILENT = Watch()


def nobody(_what: str) -> None:
    """Told to, where nobody listens."""
