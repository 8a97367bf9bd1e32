"""Dashes of the prose that stand in formulas for minus signs: the marks of items that follow each other on one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from evaluator.mathtext.pdf.page import Glyph
from evaluator.mathtext.pdf.region import Region

_DASHES: Final = frozenset("-–")
_MINUS: Final = "−"
_APART: Final = 0.26  # of the size: TeX sets a sign of a number without a space, and 0.22 around one between two terms


def without_dashes(
    regions: Sequence[Region], line_of: Callable[[Region], float | None]
) -> tuple[list[Region], list[Glyph]]:
    """The formulas of a page, those among words cut at dashes; and these dashes.

    A page that has minus signs does not mean them by its dashes; on others only one at an end is surely none.
    """
    found, dashes = list[Region](), list[Glyph]()
    knows = any(g.char == _MINUS for region in regions for g in region.glyphs)
    for region in regions:
        parts, cuts = _parts(region.glyphs, knows) if line_of(region) is not None else ([region.glyphs], [])
        found += [_of(part) for part in parts] if cuts and parts else [region]
        dashes += cuts if parts else []
    return found, dashes


def _parts(glyphs: Sequence[Glyph], inside: bool) -> tuple[list[list[Glyph]], list[Glyph]]:
    """What stands between the dashes, in the order of painting, and the dashes."""
    parts, cuts = [list[Glyph]()], list[Glyph]()
    for index, glyph in enumerate(glyphs):
        at_end = index in (0, len(glyphs) - 1)
        if glyph.char in _DASHES and (inside or at_end) and _stands_apart(glyphs, index):
            cuts.append(glyph)
            parts.append([])
        else:
            parts[-1].append(glyph)
    return [part for part in parts if part], cuts


def _stands_apart(glyphs: Sequence[Glyph], index: int) -> bool:
    dash = glyphs[index]
    before = dash.x - glyphs[index - 1].right if index else dash.size
    after = glyphs[index + 1].x - dash.right if index + 1 < len(glyphs) else dash.size
    return min(before, after) > _APART * dash.size


def _of(glyphs: Sequence[Glyph]) -> Region:
    region = Region.of(glyphs[0])
    for glyph in glyphs[1:]:
        region.add(glyph)
    return region
