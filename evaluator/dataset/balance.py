"""As many rows of each model, or of each problem."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

By = Literal["model", "problem"]


def balanced(rows: Iterable[tuple[int, str, str | None]], seed: int) -> frozenset[int]:
    """Of (place, id, group) the places that stay: of each group as many as the smallest has, drawn by `seed` alone."""
    groups: dict[str | None, list[tuple[bytes, int]]] = defaultdict(list)
    for place, id, group in rows:
        groups[group].append((hashlib.sha256(f"{seed}\0{id}".encode()).digest(), place))
    least = min(map(len, groups.values()), default=0)
    return frozenset(place for drawn in groups.values() for _, place in sorted(drawn)[:least])
