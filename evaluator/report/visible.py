"""Characters that would act on the page instead of showing: they are made visible."""

from __future__ import annotations

import re
from typing import Final

_DIRECTION: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")  # embeddings, overrides and isolates
_BROKEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def visible(text: str) -> str:
    """Direction controls are named, characters that HTML does not allow become the replacement character."""
    return _DIRECTION.sub(lambda match: f"⟦U+{ord(match[0]):04X}⟧", whole(text))


def whole(text: str) -> str:
    """Only the replacement, which keeps every offset."""
    return _BROKEN.sub("\ufffd", text)
