"""As many rows of each model, or of each problem."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

By = Literal["model", "problem"]


def balanced(rows: Iterable[tuple[str, str | None]], seed: int) -> frozenset[str]:
    """Of (id, group) pairs the ids that stay: of each group as many as the smallest has, drawn by `seed` alone."""
    groups: dict[str | None, list[str]] = defaultdict(list)
    for id, group in rows:
        groups[group].append(id)
    least = min(map(len, groups.values()), default=0)
    return frozenset(
        id
        for ids in groups.values()
        for id in sorted(ids, key=lambda i: hashlib.sha256(f"{seed}\0{i}".encode()).digest())[:least]
    )
