"""Where a Markdown text quotes code: nothing in there is a formula."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^[ \t>]*(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)$", re.MULTILINE)
_TICKS = re.compile(r"`+")


def without_code(markdown: str) -> str:
    """`markdown` with its code overwritten, every other character at its place."""
    return _without_spans(_without_fences(markdown))


def _without_fences(text: str) -> str:
    """A fence that is never closed runs to the end, as in CommonMark."""
    pieces, at, opener = list[str](), 0, ""
    start = 0
    for line in _FENCE.finditer(text):
        if not opener:
            opener, start = line["fence"], line.start()
        elif line["fence"].startswith(opener) and not line["info"].strip():
            pieces += [text[at:start], "\n" * (line.end() - start)]
            at, opener = line.end(), ""
    if opener:
        pieces += [text[at:start], "\n" * (len(text) - start)]
        at = len(text)
    return "".join([*pieces, text[at:]])


def _without_spans(text: str) -> str:
    """Code between two equally long runs of backticks in one paragraph."""
    runs = list(_TICKS.finditer(text))
    following: dict[int, int] = {}
    partner: list[int | None] = [None] * len(runs)
    for i in range(len(runs) - 1, -1, -1):
        length = len(runs[i].group())
        partner[i] = following.get(length)
        following[length] = i
    pieces, at, i = list[str](), 0, 0
    while i < len(runs):
        j = partner[i]
        if j is None or "\n\n" in text[runs[i].end() : runs[j].start()]:
            i += 1
            continue
        pieces += [text[at : runs[i].start()], "\ufffc" * (runs[j].end() - runs[i].start())]
        at, i = runs[j].end(), j + 1
    return "".join([*pieces, text[at:]])
