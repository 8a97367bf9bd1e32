"""Which problem goes into which split: all of a problem into one, so that no test question was seen in training."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

SHARES: Final[Mapping[str, float]] = {"train": 0.8, "validation": 0.1, "test": 0.1}


def splits_of(rows: Mapping[str, int], seed: int) -> dict[str, str]:
    """Problem -> split, for the number of rows of each problem; the same for the same seed.

    Each problem, in an order that only the seed decides, goes where most is missing to the split's share.
    """
    total = sum(rows.values())
    missing = {split: share * total for split, share in SHARES.items()}
    found: dict[str, str] = {}
    for problem in sorted(rows, key=lambda p: hashlib.sha256(f"{seed}\0{p}".encode()).digest()):
        split = max(missing, key=lambda s: missing[s])
        found[problem] = split
        missing[split] -= rows[problem]
    return found
