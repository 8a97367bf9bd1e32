"""What a browser prints around a page: date and address, page numbers. It is no part of what anyone said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from evaluator.mathtext.pdf.lines import Line

_BAND: Final = 0.075  # of the height of a page, at its top and at its end
_PRINTED: Final = re.compile(
    r"^\W*(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s+\d{1,2}:\d{2}(?:\s*[AP]M)?\b.*|.*https?://\S+(?:\s+\d+\s*/\s*\d+)?"
    r"|\d+\s*/\s*\d+|(?:page\s+)?\d{1,4}(?:\s+of\s+\d+)?)\W*$",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"[1-9]\d{0,3}")
_LEAST: Final = 3  # pages on which a line must come back to be furniture


def without_furniture(pages: Sequence[tuple[float, list[Line]]]) -> list[list[Line]]:
    """The lines of each page (given with its height) that somebody wrote."""
    seen = Counter(key for height, lines in pages for key in {_key(x) for x in lines if _at_edge(x, height)})
    often = {key for key, n in seen.items() if key and n >= max(_LEAST, 0.4 * len(pages))}
    numbers = _page_numbers([lines for _, lines in pages])
    return [
        [x for x in lines if not _is_furniture(x, height, often) and id(x) not in numbers] for height, lines in pages
    ]


def _page_numbers(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Ids of the first and last lines that count the pages."""
    counting = [
        (int(line.text) - number, line)
        for number, lines in enumerate(pages)
        for line in {id(x): x for x in (*lines[:1], *lines[-1:])}.values()
        if _NUMBER.fullmatch(line.text) and not any(p.formula for p in line.pieces)
    ]
    offsets = Counter(offset for offset, _ in counting)
    usual, times = offsets.most_common(1)[0] if offsets else (0, 0)
    return {id(line) for offset, line in counting if offset == usual and times >= max(2, 0.5 * len(pages))}


def _is_furniture(line: Line, height: float, often: set[str]) -> bool:
    if not _at_edge(line, height) or any(p.formula for p in line.pieces):
        return False
    return _key(line) in often or bool(_PRINTED.match(line.text))


def _at_edge(line: Line, height: float) -> bool:
    return line.y < _BAND * height or line.y > (1 - _BAND) * height


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)
