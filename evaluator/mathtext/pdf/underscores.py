r"""The underscores of TeX, which `\_` draws as rules between two letters and does not take from a font."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from evaluator.mathtext.pdf.page import Glyph, Shape

# In parts of the size of the letters; TeX draws a rule of 0.3 on the baseline, with 0.06 before it.
_WIDTH: Final = (0.25, 0.65)
_THICKEST: Final = 0.12
_NEAR: Final = 0.12
_ON_LINE: Final = 0.15
_LEVEL: Final = 0.01


def with_underscores(glyphs: Sequence[Glyph], shapes: Sequence[Shape]) -> tuple[list[Glyph], list[Shape]]:
    """The glyphs in the order of painting, with those that are rules among them; and the other shapes."""
    ends: dict[int, list[int]] = defaultdict(list)
    for index, glyph in enumerate(glyphs):
        ends[round(glyph.right)].append(index)
    behind: dict[int, Glyph] = {}
    rest = list[Shape]()
    for shape in shapes:
        near = [i for place in (-1, 0, 1) for i in ends.get(round(shape.left) + place, ())]
        at = next((i for i in near if i + 1 < len(glyphs) and _joins(shape, glyphs[i], glyphs[i + 1])), None)
        if at is None:
            rest.append(shape)
        else:
            behind[at] = glyphs[at]._replace(char="_", x=shape.left, right=shape.right, low=shape.low, high=shape.high)
    if not behind:
        return list(glyphs), rest
    found = [each for i, glyph in enumerate(glyphs) for each in (glyph, behind.get(i)) if each is not None]
    return [glyph._replace(order=n) for n, glyph in enumerate(found)], rest


def _joins(shape: Shape, before: Glyph, after: Glyph) -> bool:
    size = before.size
    if not (before.char.isalnum() and after.char.isalnum() and before.font == after.font):
        return False
    if abs(before.y - after.y) > _LEVEL * size:
        return False
    drawn = _WIDTH[0] * size < shape.width < _WIDTH[1] * size and shape.height < _THICKEST * size
    on_line = abs((shape.low + shape.high) / 2 - before.y) < _ON_LINE * size
    return drawn and on_line and max(abs(shape.left - before.right), abs(after.x - shape.right)) < _NEAR * size
