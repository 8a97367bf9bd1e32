"""Names of pages and anchors. Ids come from file names, so they are made safe for paths and URLs here."""

from __future__ import annotations

import hashlib
import re
from typing import Final

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST: Final = 100  # a file name may have 255 bytes; the suffix and a hash must fit, too


def slug(identifier: str) -> str:
    """A name of plain characters; ids that would lose something get a hash, so that they stay apart."""
    plain = _UNSAFE.sub("-", identifier.replace("/", "-")).lstrip(".-") or "unnamed"
    if plain == identifier.replace("/", "-") and len(plain) <= _LONGEST:
        return plain
    digest = hashlib.sha256(identifier.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{plain[:_LONGEST]}-{digest}"


def transcript_page(transcript: str) -> str:
    return f"t/{slug(transcript)}.html"


def part_page(part: str) -> str:
    return f"p/{slug(part)}.html"


def part_anchor(part: str) -> str:
    return f"part-{slug(part)}"


def answer_anchor(part: str, number: int) -> str:
    return f"note-{slug(part)}-{number}"


def text_anchor(part: str, number: int) -> str:
    return f"said-{slug(part)}-{number}"


def turn_anchor(turn: int) -> str:
    return f"turn-{turn}"


def cell(transcript: str, part: str) -> str:
    """A part's place on a transcript's page."""
    return f"{transcript_page(transcript)}#{part_anchor(part)}"


def external(url: str | None) -> str | None:
    """A link that a page may carry: https only."""
    return url if url and re.match(r"https://[^\s]+$", url) else None
