"""What stands in the size of a script, and in the font of the text: digits that are scripts, the labels of braces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from evaluator.mathtext.pdf.page import Glyph, Shape
from evaluator.mathtext.pdf.stretched import BRACE

# In parts of the size of the text.
_SMALL: Final = 0.85
_NEAR: Final = 2.5  # from the upper end of an integral to the lower one
_UNDER: Final = 1.3  # from a brace to the baseline of its label, and a letter's height more


def scripts(glyphs: Sequence[Glyph], sure: set[int]) -> set[int]:
    """The orders of small digits that are painted right after a part of a formula: the lower end of an integral."""
    body, found = _body(glyphs), set[int]()
    for before, glyph in pairwise(g for g in glyphs if not g.char.isspace()):
        near = abs(glyph.x - before.right) < _NEAR * body and abs(glyph.y - before.y) < _NEAR * body
        if near and glyph.size < _SMALL * body and glyph.char.isdigit() and before.order in sure | found:
            found.add(glyph.order)
    return found


def labels(glyphs: Sequence[Glyph], shapes: Sequence[Shape]) -> set[int]:
    """The orders of small words in the middle over or under a brace."""
    body, found = _body(glyphs), set[int]()
    small = [g for g in glyphs if not g.char.isspace() and g.size < _SMALL * body]
    for brace in (s for s in shapes if s.segments == BRACE):
        below = [g for g in small if 0 < brace.low - g.y < _UNDER * body]
        above = [g for g in small if 0 < g.y - brace.high < _UNDER * body]
        for line in (below, above):
            label = _around(line, brace)
            if label and brace.left < (label[0].x + label[-1].right) / 2 < brace.right:
                found |= {g.order for g in label}
    return found


def _around(line: Sequence[Glyph], brace: Shape) -> list[Glyph]:
    """The run of glyphs that is partly over or under the brace."""
    middle = (brace.left + brace.right) / 2
    runs: list[list[Glyph]] = []
    for glyph in sorted(line, key=lambda g: g.x):
        if runs and glyph.x - runs[-1][-1].right < glyph.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return min(runs, key=lambda run: abs((run[0].x + run[-1].right) / 2 - middle), default=[])


def _body(glyphs: Sequence[Glyph]) -> float:
    """The size that most glyphs have."""
    sizes = Counter(round(g.size, 1) for g in glyphs if not g.char.isspace())
    return sizes.most_common(1)[0][0] if sizes else 0.0
