"""The chips that chat pages print for files that were sent along with a prompt."""

from __future__ import annotations

import re
from typing import Final

_CHIP: Final = re.compile(
    r"(?:\S.{0,80}\.)?(?:file|image|document|pdf|png|jpe?g|gif|webp|heic|docx?|pptx?|xlsx?|txt|md|csv|zip|py|ipynb)"
    r"(?:\s(?:file|image|document|pdf|png|jpe?g))?(?:\s\d+(?:\.\d+)?\s?[KM]B)?|\d+(?:\.\d+)?\s?[KM]B"
    r"|shared files can.t be displayed",
    re.IGNORECASE,
)


def names_file(line: str) -> bool:
    """Whether a line says nothing but the name, the kind or the size of a file."""
    return _CHIP.fullmatch(" ".join(line.replace("*", " ").split())) is not None


def end_of_files(text: str) -> int:
    """Where the chips end that a text begins with."""
    place = 0
    for line in text.splitlines(keepends=True):
        if line.strip() and not names_file(line):
            break
        place += len(line)
    return place
