"""Names for transcripts that are safe in paths and links."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePath

LONGEST = 80  # characters of an id: file names stay well under every file system's limit


def slug(name: str) -> str:
    """A stable id from a file's name: its stem in lower case, anything else than letters and digits as one dash."""
    stem = PurePath(name).stem or "transcript"
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:LONGEST] or "transcript"


def transcript_id(name: str, taken: Collection[str]) -> str:
    """The slug of a name, numbered when it is taken."""
    base = slug(name)
    numbered = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return next(id for id in numbered if id not in taken)
