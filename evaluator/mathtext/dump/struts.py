"""The invisible struts (U+200B) that KaTeX writes behind every stack that goes below its line.

A strut stands in the flow of the row that the stack hangs in. Where a dump keeps them they tell behind which glyph a
subscript, a fraction or a root hangs, and how many do; most tools drop them, and then nothing is known.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

STRUT: Final = "\u200b"
# How many struts a piece leaves in its row. Some accents and lines over something leave one, too.
LEFT_BY: Final = {"sub": 1, "den": 1, "root": 1, "low": 1, "grid": 1, "col": 1}


def taken_out(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without its struts, and where in it each of them stood."""
    pieces = text.split(STRUT)
    offsets, at = list[int](), 0
    for piece in pieces[:-1]:
        at += len(piece)
        offsets.append(at)
    return "".join(pieces), tuple(offsets)


def on_page(offsets: Sequence[int], text: str, start: int, end: int) -> Sequence[int] | None:
    """Those before and among the formulas `start:end` of a page; None where the document keeps no struts."""
    if not offsets:
        return None
    begin = len(text[:start].rstrip(" \n"))
    return offsets[bisect_left(offsets, begin) : bisect_right(offsets, end)]


def counted(offsets: Sequence[int] | None, glyphs: Sequence[int], end: int) -> tuple[int, ...]:
    """How many stand before each of the glyphs, by their offsets, and behind the last one up to `end`."""
    if offsets is None:
        return ()
    bounds = [0, *(bisect_right(offsets, at) for at in (*glyphs, end))]
    return tuple(b - a for a, b in itertools.pairwise(bounds))


def left_by(kinds: Sequence[str]) -> int:
    """How many these pieces leave, as far as their kinds tell."""
    return sum(LEFT_BY.get(kind, 0) for kind in kinds)
