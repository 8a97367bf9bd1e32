"""Three dots as one sign, as TeX means them that paints one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from evaluator.mathtext.pdf.fonts import is_mathematical
from evaluator.mathtext.pdf.page import Glyph

CENTRED, LOW, UPRIGHT, FALLING = "⋯", "…", "⋮", "⋱"
DOTS: Final = frozenset({CENTRED, LOW, UPRIGHT, FALLING})
_CENTRES: Final = frozenset("·⋅")
_THREE: Final = 3
# In parts of the size.
_EVEN: Final = 0.04  # how evenly they stand
_STILL: Final = 0.05  # less is no step
_STEP: Final = 1.2  # the widest one


def with_dots(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs with each row of three dots as one."""
    made: list[Glyph] = []
    for glyph in glyphs:
        made.append(glyph)
        last = made[-_THREE:]
        sign = _sign(last) if len(last) == _THREE else None
        if sign is not None:
            first = last[0]
            low, high = min(g.low for g in last), max(g.high for g in last)
            y = first.y if sign in (CENTRED, LOW) else min(g.y for g in last)
            made[-_THREE:] = [first._replace(char=sign, y=y, right=max(g.right for g in last), low=low, high=high)]
    return made


def _sign(dots: Sequence[Glyph]) -> str | None:
    first, second, third = dots
    alike = first.char == second.char == third.char and first.font == second.font and second.font == third.font
    if not alike or first.char not in _CENTRES | {"."}:
        return None
    across, down = second.x - first.x, second.y - first.y
    size = first.size
    even = abs(third.x - second.x - across) < _EVEN * size and abs(third.y - second.y - down) < _EVEN * size
    if not even or max(abs(across), abs(down)) > _STEP * size:
        return None
    if abs(down) < _STILL * size and across > _STILL * size:
        return CENTRED if first.char in _CENTRES else LOW if is_mathematical(first.font) else None
    if abs(across) < _STILL * size:
        return UPRIGHT if abs(down) > _STILL * size else None
    return FALLING if across > 0 else None
