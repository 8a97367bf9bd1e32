"""A source file once its bytes are text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from evaluator.model import Source


@dataclass(frozen=True)
class Document:
    """What readers get: `text` with unix line ends, and `value` where it is JSON (None where it is not)."""

    name: str
    text: str
    sha256: str  # of the file's bytes
    value: Any = None

    def source(self, format: str) -> Source:
        return Source(name=self.name, format=format, sha256=self.sha256)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
