"""What a row is made of while it is read: glyphs and finished pieces, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from evaluator.mathtext.alphabets import SUBSCRIPTS, SUPERSCRIPTS
from evaluator.mathtext.glyph_classes import BIG
from evaluator.mathtext.layout import Box, Glyph
from evaluator.mathtext.pdf import page
from evaluator.mathtext.pdf.encodings import plain
from evaluator.mathtext.pdf.fonts import style_of

AXIS: Final = 0.25  # of the size: where fraction bars and operators are centred, TeX's axis height


_SAME: Final = {"\u2206": "Δ", "\u2126": "Ω", "\u00b7": "⋅"}  # increment, ohm and middle dot, as fonts of TeX name them
_INVISIBLE: Final = frozenset("\u200b\u2061\u2062\u2063\u2064\ufeff")
_SCRIPT: Final = 0.7  # of the size, as TeX sets scripts, and where it sets them
_UP, _DOWN = 0.4, -0.2
STOPS: Final = frozenset(".,;")
DELIMITERS: Final = frozenset("()[]{}|∣∥⟨⟩⌊⌋⌈⌉")


@dataclass(frozen=True)
class Item:
    """A piece of a row. `y` is its baseline, `order` its place in the painting; `glyph` is set for one character."""

    box: Box
    left: float
    right: float
    low: float
    high: float
    y: float
    size: float
    order: int
    glyph: page.Glyph | None = None
    sided: bool = False  # a drawn bracket whose shape tells whether it opens
    piece: bool = False  # built of several glyphs: a fraction, a root, a matrix

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def char(self) -> str:
        return self.glyph.char if self.glyph else ""

    def covers(self, x: float, slack: float = 0.0) -> bool:
        return self.left - slack <= x <= self.right + slack


def of_glyph(glyph: page.Glyph) -> Item:
    letter = plain(glyph.char)
    char = _SAME.get(glyph.char, glyph.char)
    box = Glyph(letter[0], font=letter[1]) if letter else Glyph(char, font=style_of(glyph.font))
    # The glyphs of extension fonts hang from their origin; what is seen of them is centred on the axis.
    y = (glyph.low + glyph.high) / 2 - AXIS * glyph.size if box.font == "big" else glyph.y
    return Item(box, glyph.x, glyph.right, glyph.low, glyph.high, y, glyph.size, glyph.order, glyph=glyph)


def seen(glyphs: Iterable[page.Glyph]) -> list[Item]:
    """What is seen of a formula: characters that are scripts by themselves hang as such, and invisible ones, such as
    the sign between a function and its argument, are the room that they take behind what stands before them."""
    found: list[Item] = []
    for glyph in glyphs:
        if glyph.char in _INVISIBLE and found and glyph.right > found[-1].right:
            found[-1] = replace(found[-1], right=glyph.right)
        elif glyph.char not in _INVISIBLE and not glyph.char.isspace():
            found.append(of_glyph(_hung(glyph)))
    return found


def _hung(glyph: page.Glyph) -> page.Glyph:
    for table, shift in ((SUPERSCRIPTS, _UP), (SUBSCRIPTS, _DOWN)):
        if glyph.char in table:
            return glyph._replace(char=table[glyph.char], size=_SCRIPT * glyph.size, y=glyph.y + shift * glyph.size)
    return glyph


def around(box: Box, parts: Sequence[Item], y: float, size: float, extra: Sequence[page.Shape] = ()) -> Item:
    """A finished piece that covers its parts."""
    lefts = [p.left for p in parts] + [s.left for s in extra]
    rights = [p.right for p in parts] + [s.right for s in extra]
    lows = [p.low for p in parts] + [s.low for s in extra]
    highs = [p.high for p in parts] + [s.high for s in extra]
    order = min((p.order for p in parts), default=0)
    return Item(box, min(lefts), max(rights), min(lows), max(highs), y, size, order, piece=True)


def largest(items: Iterable[Item]) -> float:
    """The size of a row: that of its largest glyphs and pieces; delimiters and big operators may be set larger."""
    found = list(items)
    inner = [i.size for i in found if i.char not in DELIMITERS and i.char not in BIG]
    return max(inner or [i.size for i in found], default=1.0)
