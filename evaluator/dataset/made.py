"""What was made of runs, and under which terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Terms:
    """Under which the texts may be passed on; None is unknown. `missing` are transcripts of which it is."""

    licence: str | None = None
    consent: str | None = None
    missing: tuple[str, ...] = ()

    @property
    def licences(self) -> tuple[str, ...]:
        """Each on its own, where transcripts have several."""
        return tuple(self.licence.split(", ")) if self.licence else ()


@dataclass(frozen=True)
class Curated:
    """What was written."""

    path: Path
    rows: Mapping[str, Mapping[str, int]]  # by config and split
    dropped: Mapping[str, int]
    removed: Mapping[str, int]  # personal data by kind
    changes: Mapping[str, int] = field(default_factory=dict)  # against the manifest that was there before
