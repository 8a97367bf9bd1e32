"""Where a Markdown text quotes code: nothing in there is a formula."""

from __future__ import annotations

import re

_FENCE = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)$",
    re.MULTILINE,
)
_TICKS = re.compile(r"`+")


def without_code(markdown: str) -> str:
    """`markdown` with its code overwritten, every other character at its place."""
    return _without_spans(_without_fences(markdown))


def _without_fences(text: str) -> str:
    """A fence that is never closed runs to the end, as in CommonMark."""
    pieces, at, opener, start = list[str](), 0, "", 0
    for line in _FENCE.finditer(text):
        fence, info = line["fence"], line["info"]
        if not opener:
            if fence[0] == "~" or "`" not in info:
                opener, start = fence, line.start()
        elif fence.startswith(opener) and not info.strip():
            pieces += [text[at:start], "\n" * (line.end() - start)]
            at, opener = line.end(), ""
    if opener:
        pieces += [text[at:start], "\n" * (len(text) - start)]
        at = len(text)
    return "".join([*pieces, text[at:]])


def _without_spans(text: str) -> str:
    """Code between two equally long runs of backticks in one paragraph; an escaped run opens none."""
    runs = list(_TICKS.finditer(text))
    partners = _partners([len(run.group()) for run in runs])
    pieces, at, i = list[str](), 0, 0
    while i < len(runs):
        run, j = runs[i], partners[i]
        escaped = text[run.start() - 1 : run.start()] == "\\"
        if j is None or escaped or text.find("\n\n", run.end(), runs[j].start()) >= 0:
            i += 1
            continue
        pieces += [text[at : run.start()], "\ufffc" * (runs[j].end() - run.start())]
        at, i = runs[j].end(), j + 1
    return "".join([*pieces, text[at:]])


def _partners(lengths: list[int]) -> list[int | None]:
    """For each run the next one of the same length."""
    following: dict[int, int] = {}
    partners: list[int | None] = [None] * len(lengths)
    for i in range(len(lengths) - 1, -1, -1):
        partners[i] = following.get(lengths[i])
        following[lengths[i]] = i
    return partners
