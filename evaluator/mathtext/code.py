"""Where a Markdown text quotes code: nothing in there is a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

BLANK_LINE: Final = r"\n[ \t>]*(?=\n)"

_FENCE: Final = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)$", re.MULTILINE)
_TICKS: Final = re.compile(rf"(?P<escaped>\\+)(?P<after>`*)|(?P<ticks>`+)|(?P<blank>{BLANK_LINE})")


def without_code(markdown: str) -> str:
    """`markdown` with its code overwritten, every other character at its place."""
    return _overwritten(_overwritten(markdown, _fences(markdown), "\n"), None, "\ufffc")


def _overwritten(text: str, ranges: Iterator[tuple[int, int]] | None, filler: str) -> str:
    pieces, at = list[str](), 0
    for start, end in ranges if ranges is not None else _spans(text):
        pieces += [text[at:start], filler * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _fences(text: str) -> Iterator[tuple[int, int]]:
    """Fenced blocks; one that is never closed runs to the end."""
    opener: re.Match[str] | None = None
    for line in _FENCE.finditer(text):
        if opener is None:
            opener = line if _opens(line) else None
        elif _closes(opener["fence"], line):
            yield opener.start(), line.end()
            opener = None
    if opener is not None:
        yield opener.start(), len(text)


def _opens(line: re.Match[str]) -> bool:
    return line["fence"][0] == "~" or "`" not in line["info"]


def _closes(fence: str, line: re.Match[str]) -> bool:
    return line["fence"].startswith(fence) and not line["info"].strip()


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Code between two equally long runs of backticks with no blank line between them."""
    runs = [(m.start(), m.end(), *_kind(m)) for m in _TICKS.finditer(text)]
    closers = _closers([(end - start if ticks else 0) for start, end, ticks, _ in runs])
    skip = -1
    for i, (start, _, ticks, opens) in enumerate(runs):
        if i > skip and ticks and opens and (skip_to := closers[i]) is not None:
            skip = skip_to
            yield start, runs[skip_to][1]
