"""What speaks against a reading of a formula: found in the finished row, held against the glyphs of the page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from evaluator.mathtext.alphabets import host_of
from evaluator.mathtext.glyph_classes import ACCENTS
from evaluator.mathtext.layout import Accent, Box, Cover, Fence, Glyph, Grid, Operator, Row, Scripts, rows_of, walk
from evaluator.mathtext.pdf.page import Glyph as Painted

_OVERPRINTED = "\ue020"  # the stroke of \neq in KaTeX's fonts


def objections(row: Row, glyphs: Sequence[Painted], left_over: int) -> tuple[str, ...]:
    """Why the reading is doubtful; empty where nothing speaks against it."""
    found: list[str] = []
    if any(_unmapped(g.char) for g in glyphs):
        found.append("a glyph without a known character")
    if left_over:
        found.append("a drawn line or sign that found no place")
    if not any(isinstance(b, Grid | Operator) for b in walk(row)) and _count(row) != len(glyphs):
        found.append("glyphs that found no place")
    if any(isinstance(b, Grid) and b.kind in ("aligned", "matrix") for inner in _inner_rows(row) for b in inner):
        found.append("lines over each other inside of a formula")
    if any(isinstance(b, Scripts) and isinstance(b.host, Glyph) and not b.host.char for b in walk(row)):
        found.append("a script that hangs on nothing")
    if any(isinstance(b, Glyph) and b.char in ACCENTS for b in walk(row)):
        found.append("an accent over nothing")
    if any(isinstance(b, Glyph) and b.char == "√" for b in walk(row)):
        found.append("a root that covers nothing")
    if any(_opens(one) and _closes(other) for each in (row, *_inner_rows(row)) for one, other in pairwise(each)):
        found.append("brackets around nothing")
    if any(isinstance(b, Cover) and b.command.endswith("brace") and b.label is None for b in walk(row)):
        found.append("a brace without a label")
    return tuple(found)


def _opens(box: Box) -> bool:
    return isinstance(box, Fence) and box.opens


def _closes(box: Box) -> bool:
    host = host_of(box)
    return isinstance(host, Fence) and not host.opens and host.char not in "|∣∥"


def _unmapped(char: str) -> bool:
    return (char != _OVERPRINTED and unicodedata.category(char) in ("Co", "Cn", "Cc", "Cs")) or char == "\ufffd"


def _count(row: Row) -> int:
    return sum(isinstance(b, Glyph | Fence | Accent) for b in walk(row)) + sum(
        len(b.symbol.replace(" ", "")) for b in walk(row) if isinstance(b, Operator)
    )


def _inner_rows(row: Row) -> Iterator[Row]:
    """All rows but the outermost and the cells of its table."""
    for box in row:
        for inner in rows_of(box):
            if not isinstance(box, Grid):
                yield inner
            yield from _inner_rows(inner)
