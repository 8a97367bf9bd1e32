"""As many rows of each model, or of each problem."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Literal

from evaluator.dataset.notes import Notes

By = Literal["model", "problem"]


def balanced(rows: Iterable[tuple[int, str, str | None]], seed: int, notes: Notes) -> Iterator[str]:
    """Of (place, id, group) notes the places that stay: of each group as many as the smallest has, drawn by `seed`
    alone. The ids of the others."""
    for place, id, group in rows:
        notes.draw(place, id, group, hashlib.sha256(f"{seed}\0{id}".encode()).digest())
    return notes.even_out()
