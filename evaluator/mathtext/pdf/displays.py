"""Displayed formulas with words in them, where TeX sets the words in the font of the text.

A band of glyphs that stands in the middle between the margins, begins with mathematics and holds about as much of it as
of words is one display, and all of it is formula: "where", "and", "if" included. A number at the right is its label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from evaluator.mathtext.pdf.frames import frames
from evaluator.mathtext.pdf.page import Glyph, Shape

_NUMBER: Final = re.compile(r"\((?:[A-Z]\.?)?\d+(?:\.\d+)?[a-z]?\)")  # (3), (2.1), (A.1), (4b)
_FEWEST_LINES: Final = 2  # that show where a margin is
# In parts of the size.
_INDENTED: Final = 1.5
_ROWS: Final = 1.3  # the white between the rows of one alignment
_LABEL: Final = 0.9  # how far a label is from its formula
_THICKEST: Final = 3.0  # points: a line that is drawn
# In parts of the width of the text.
_OFF_CENTRE: Final = 0.02
_WIDE: Final = 0.8  # a line that is set to both margins
_SHARE: Final = 0.4  # of a display's glyphs that are mathematics for sure


@dataclass(frozen=True)
class _Band:
    """Glyphs with nothing but white above and below them, from left to right."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def left(self) -> float:
        return self.glyphs[0].x

    @cached_property
    def right(self) -> float:
        return max(g.right for g in self.glyphs)

    @cached_property
    def low(self) -> float:
        return min(g.low for g in self.glyphs)

    @cached_property
    def high(self) -> float:
        return max(g.high for g in self.glyphs)

    @cached_property
    def size(self) -> float:
        return max(g.size for g in self.glyphs)


def displayed(glyphs: Sequence[Glyph], shapes: Sequence[Shape], sure: set[int]) -> set[int]:
    """The orders of all glyphs of displays; `sure` are those that belong to formulas anyway. Tables are none."""
    bands = _bands([g for g in glyphs if not g.char.isspace()])
    margins = _margins(bands)
    if margins is None:
        return set()
    bodies = [_without_number(band) for band in bands]
    remarks = {g.order for body in bodies for g in _remark(body, sure)}
    framing = {id(line) for frame in frames(glyphs, shapes) if not frame.holds_words for line in frame.lines}
    ruled = [s for s in shapes if min(s.width, s.height) < _THICKEST and id(s) not in framing]
    shown_bodies = (body for body in _joined(bodies, margins) if _is_display(body, margins, sure))
    displays = [body for body in shown_bodies if not _is_table(body, ruled)]
    shown = {g.order for body in displays for g in body.glyphs}
    numbered = (band for band, body in zip(bands, bodies, strict=True) if body in displays)  # a single row
    return (shown | {g.order for band in numbered for g in band.glyphs}) - remarks


def _joined(bands: Sequence[_Band], margins: tuple[float, float]) -> list[_Band]:
    """Rows that stand close to one another and off the left margin as one, as those of an alignment do."""
    made: list[_Band] = []
    for band in bands:
        last = made[-1] if made else None
        off = all(b.left - margins[0] > _INDENTED * b.size for b in (band, last or band))
        if last is not None and off and last.low - band.high < _ROWS * band.size:
            made[-1] = _Band(tuple(sorted((*last.glyphs, *band.glyphs), key=lambda g: g.x)))
        else:
            made.append(band)
    return made


def _bands(visible: Sequence[Glyph]) -> list[_Band]:
    made: list[list[Glyph]] = []
    floor = 0.0
    for glyph in sorted(visible, key=lambda g: -g.high):
        if made and glyph.high > floor:
            made[-1].append(glyph)
            floor = min(floor, glyph.low)
        else:
            made.append([glyph])
            floor = glyph.low
    return [_Band(tuple(sorted(band, key=lambda g: g.x))) for band in made]


def _margins(bands: Sequence[_Band]) -> tuple[float, float] | None:
    """Left and right: the leftmost place where several lines begin, and where most or the longest of them end."""
    begins = [x for x, times in Counter(round(band.left) for band in bands).items() if times >= _FEWEST_LINES]
    if not begins:
        return None
    left = min(begins)
    ends = Counter(round(band.right) for band in bands)  # of the first lines of paragraphs, too
    right, times = ends.most_common(1)[0]
    longest = max(band.right for band in bands)
    justified = times >= _FEWEST_LINES and right - left > _WIDE * (longest - left)
    return float(left), float(right) if justified else longest


def _is_table(band: _Band, ruled: Sequence[Shape]) -> bool:
    """Whether lines are drawn between its columns, or over and under all of it."""
    inside = [s for s in ruled if band.low - band.size < (s.low + s.high) / 2 < band.high + band.size]
    between = any(s.height > s.width and band.left < s.left and s.right < band.right for s in inside)
    whole = [s for s in inside if s.width > s.height and s.left < band.left + 1 and s.right > band.right - 1]
    upright = any(s.height > s.width for s in inside)
    return between or (len(whole) > 1 and not upright)  # a frame has upright lines, too


def _without_number(band: _Band) -> _Band:
    """Without an "(3)" at the right."""
    last = _last_column(band)
    number = _NUMBER.fullmatch("".join(g.char for g in last))
    return _Band(band.glyphs[: -len(last)]) if number else band


def _remark(band: _Band, sure: set[int]) -> Sequence[Glyph]:
    """Words that stand beside the formula, as in "(by the chain rule)"."""
    last = _last_column(band)
    words = any(g.char.isalpha() for g in last) and not any(g.order in sure for g in last)
    return last if words else ()


def _last_column(band: _Band) -> Sequence[Glyph]:
    glyphs = band.glyphs
    gaps = [i for i in range(1, len(glyphs)) if glyphs[i].x - glyphs[i - 1].right > _LABEL * band.size]
    return glyphs[gaps[-1] :] if gaps else ()


def _is_display(band: _Band, margins: tuple[float, float], sure: set[int]) -> bool:
    left, right = margins
    maths = sum(g.order in sure for g in band.glyphs)
    first = band.glyphs[0]
    begins = first.order in sure or not first.char.isalpha()
    before, behind = band.left - left, right - band.right
    centred = abs(before - behind) < _OFF_CENTRE * (right - left)
    indented = min(before, behind) > _INDENTED * band.size
    return begins and centred and indented and maths >= _SHARE * len(band.glyphs)
