"""Signs that TeX paints in parts: three dots, a long arrow, a stroke through a relation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from evaluator.mathtext.pdf.fonts import is_mathematical
from evaluator.mathtext.pdf.page import Glyph

CENTRED, LOW, UPRIGHT, FALLING = "⋯", "…", "⋮", "⋱"
DOTS: Final = frozenset({CENTRED, LOW, UPRIGHT, FALLING})
_CENTRES: Final = frozenset("·⋅")
_THREE: Final = 3
_PAIRS: Final = {
    ("=", "⇒"): "⟹", ("⇐", "="): "⟸", ("⇐", "⇒"): "⟺", ("−", "→"): "⟶", ("←", "−"): "⟵", ("←", "→"): "⟷",
    ("7", "→"): "↦", ("̸", "∈"): "∉", ("̸", "="): "≠", ("̸", "≡"): "≢", ("̸", "⊂"): "⊄", ("̸", "⊆"): "⊈",
    ("̸", "∼"): "≁", ("̸", "∃"): "∄",
}  # fmt: skip
# In parts of the size.
_EVEN: Final = 0.04  # how evenly dots stand
_STILL: Final = 0.05  # less is no step
_STEP: Final = 1.2  # the widest one


def composed(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs with each sign of several parts as one."""
    made: list[Glyph] = []
    for glyph in glyphs:
        made.append(glyph)
        if len(made) > 1 and (sign := _pair(made[-2], glyph)) is not None:
            made[-2:] = [_joined(made[-2:], sign, glyph.y)]
        elif len(made) >= _THREE and (sign := _dots(made[-_THREE:])) is not None:
            dots = made[-_THREE:]
            made[-_THREE:] = [_joined(dots, sign, min(g.y for g in dots))]
    return made


def _joined(parts: Sequence[Glyph], sign: str, y: float) -> Glyph:
    low, high, right = min(g.low for g in parts), max(g.high for g in parts), max(g.right for g in parts)
    own = next((g for g in parts if is_mathematical(g.font)), parts[0])
    return own._replace(char=sign, x=min(g.x for g in parts), y=y, right=right, low=low, high=high)


def _pair(one: Glyph, other: Glyph) -> str | None:
    """Parts overlap: two signs side by side have a gap between them."""
    sign = _PAIRS.get((one.char, other.char))
    maths = is_mathematical(one.font) or is_mathematical(other.font)
    if sign is None or abs(one.y - other.y) > _STILL * one.size or not maths:
        return None
    return sign if -_STEP * one.size < other.x - one.right < 0 and other.x >= one.x - _STILL * one.size else None


def _dots(dots: Sequence[Glyph]) -> str | None:
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
