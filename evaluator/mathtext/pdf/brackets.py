"""Brackets at the ends of formulas that are set in the font of the text: whether they are the formula's or the words'.

In "(it is $d_2 \\times d_1$)" the last bracket closes the words', in "$f(x_i)$" the formula's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from evaluator.mathtext.pdf.page import Glyph

_SIDES: Final = {"(": 1, "[": 1, ")": -1, "]": -1}
_BESIDE: Final = 0.3  # of the size: a bracket that is further off belongs to other words


def with_own_brackets(glyphs: Sequence[Glyph], formulas: set[int], sure: set[int]) -> set[int]:
    """The orders of the glyphs of formulas, with the brackets that they lack and without those that they do not open.
    What is `sure` stays."""
    visible = [g for g in glyphs if not g.char.isspace()]
    formulas = formulas | _commas_within(visible, formulas)
    found = set(formulas)
    start = 0
    while start < len(visible):
        end = start
        while end < len(visible) and visible[end].order in formulas:
            end += 1
        if end > start:
            _settle(visible, start, end, found, sure)
        start = max(end, start + 1)
    return found


def _commas_within(visible: Sequence[Glyph], formulas: set[int]) -> set[int]:
    """Commas between two parts of a formula whose bracket is still open, as in f(x, y)."""
    found, depth = set[int](), 0
    for before, glyph, after in zip(visible, visible[1:], visible[2:], strict=False):
        depth = max(0, depth + _SIDES.get(before.char, 0)) if before.order in formulas | found else 0
        if depth and glyph.char in ",;" and glyph.order not in formulas and after.order in formulas:
            level = abs(glyph.y - before.y) < before.size and abs(after.x - glyph.right) < after.size
            found |= {glyph.order} if level else set()
    return found


def _settle(visible: Sequence[Glyph], start: int, end: int, found: set[int], sure: set[int]) -> None:
    opened, closed = list[int](), list[int]()
    for index in range(start, end):
        side = _SIDES.get(visible[index].char, 0)
        if side > 0:
            opened.append(index)
        elif side < 0 and opened:
            opened.pop()
        elif side < 0:
            closed.append(index)
    if closed == [end - 1] and visible[end - 1].order not in sure:
        found.discard(visible[end - 1].order)
    elif opened == [start] and visible[start].order not in sure:
        found.discard(visible[start].order)
    elif len(opened) == 1 and end < len(visible) and _follows(visible[end - 1], visible[end]):
        found.add(visible[end].order)


def _follows(last: Glyph, bracket: Glyph) -> bool:
    size = max(last.size, bracket.size)
    return bracket.char in ")]" and abs(bracket.x - last.right) < _BESIDE * size and abs(bracket.y - last.y) < size
