"""What speaks against a reading of a formula: found in the finished row, held against the glyphs of the page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from evaluator.mathtext.alphabets import host_of
from evaluator.mathtext.glyph_classes import ACCENTS
from evaluator.mathtext.layout import Accent, Box, Cover, Fence, Glyph, Grid, Operator, Row, Scripts, rows_of, walk
from evaluator.mathtext.pdf.fences import PIECES
from evaluator.mathtext.pdf.fonts import style_of
from evaluator.mathtext.pdf.page import Glyph as Painted

_OVERPRINTED = "\ue020"  # the stroke of \neq in KaTeX's fonts


def objections(row: Row, glyphs: Sequence[Painted], drawn: int, left_over: int) -> tuple[str, ...]:
    """Why the reading is doubtful; empty where nothing speaks against it. `drawn`: how many brackets are no glyphs."""
    boxes, inner = list(walk(row)), list(_inner_rows(row))
    found: list[str] = []
    if any(_unmapped(g.char) for g in glyphs):
        found.append("a glyph without a known character")
    if left_over:
        found.append("a drawn line or sign that found no place")
    plain = not any(isinstance(b, Grid | Operator) for b in boxes)
    if plain and not 0 <= _count(boxes) - _painted(glyphs) <= drawn:
        found.append("glyphs that found no place")
    if any(isinstance(b, Grid) and b.kind in ("aligned", "matrix") for each in inner for b in each):
        found.append("lines over each other inside of a formula")
    found.extend(dict.fromkeys(why for box in boxes if (why := _alone(box))))
    if any(_opens(one) and _closes(other) for each in (row, *inner) for one, other in pairwise(each)):
        found.append("brackets around nothing")
    return tuple(found)


def _alone(box: Box) -> str | None:
    """What is wrong with a box that lacks what it is there for."""
    match box:
        case Scripts(Glyph("")):
            return "a script that hangs on nothing"
        case Glyph("√"):
            return "a root that covers nothing"
        case Glyph(char) if char in ACCENTS:
            return "an accent over nothing"
        case Cover(command, _, None) if command.endswith("brace"):
            return "a brace without a label"
    return None


def _opens(box: Box) -> bool:
    return isinstance(box, Fence) and box.opens


def _closes(box: Box) -> bool:
    host = host_of(box)
    return isinstance(host, Fence) and not host.opens and host.char not in "|∣∥"


def _unmapped(char: str) -> bool:
    return (char != _OVERPRINTED and unicodedata.category(char) in ("Co", "Cn", "Cc", "Cs")) or char == "\ufffd"


def _painted(glyphs: Sequence[Painted]) -> int:
    """How many signs are painted: a root is no sign, and the pieces of a tall bracket or bar are one."""
    pieces = {(g.char, round(g.x)) for g in glyphs if style_of(g.font) == "big" and g.char in PIECES}
    plain = [g for g in glyphs if g.char != "√" and not (style_of(g.font) == "big" and g.char in PIECES)]
    return len(plain) + len({(PIECES[char], x) for char, x in pieces})


def _count(boxes: Sequence[Box]) -> int:
    signs = [b for b in boxes if isinstance(b, Glyph | Fence | Accent) and not _is_nothing(b)]
    return len(signs) + sum(len(b.symbol.replace(" ", "")) for b in boxes if isinstance(b, Operator))


def _is_nothing(box: Box) -> bool:
    """A side without a bracket, and a root that covers nothing, which is an objection of its own."""
    return (isinstance(box, Fence) and box.char == ".") or (isinstance(box, Glyph) and box.char == "√")


def _inner_rows(row: Row) -> Iterator[Row]:
    """All rows but the outermost and the cells of its table."""
    for box in row:
        for inner in rows_of(box):
            if not isinstance(box, Grid):
                yield inner
            yield from _inner_rows(inner)
