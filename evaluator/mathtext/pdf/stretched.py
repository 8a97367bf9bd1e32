"""Braces and roots put together from glyphs: MathJax and TeX set their ends, and between them a line that is stretched.

The box of such a line says nothing: it is made far too long, and cut where it is painted.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from evaluator.mathtext.pdf.encodings import is_extension
from evaluator.mathtext.pdf.page import Glyph, Shape

BRACE: Final = -1  # segments of a brace put together from its parts
_TIPS: Final = frozenset("\ue150\ue151\ue152\ue153")
_TEX_TIPS: Final = ("z}|{", "|{z}")  # of a brace above and of one below, as the extension fonts name them
_TEX_ROOT: Final = frozenset("uv")  # the middle and the upper piece of a tall root
_WHOLE: Final = frozenset("⏟⏞")  # as OpenType fonts call every piece of one
_TEX_TIP: Final = 0.5  # of the size: tall braces have the same names, and are higher
_ROOT: Final = frozenset("\ue001⎷")  # its corner and its tick
_LINES: Final = frozenset("\ue154\ue000⎜⎟⎢⎥⎪")
_FONT: Final = "MathJax_Size4"
_SEEN: Final = 3.0  # of the size: a line that is longer than that is the whole of it, and not what is seen
_BARS: Final = frozenset("∣∥")
_BAR: Final = (-0.7, 1.2)  # of the size, below and above the baseline
_LARGEST: Final = 300.0  # points: a glyph that is larger was stretched to a line


def put_together(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Shape]]:
    """The glyphs with each tall root as one sign, without what was stretched; and each flat brace as a shape."""
    kept = list[Glyph]()
    visible, shapes = _without_tex_braces([g for g in _with_bars(glyphs) if not _is_line(g)])
    for (kind, _y), group in groupby(visible, key=_kind):
        run = list(group)
        if not kind:
            kept.extend(run)
        elif kind == "root":
            kept.extend(_root(run[at : at + 2]) for at in range(0, len(run), 2))
        else:
            shapes.extend(_brace(run[at : at + len(_TIPS)]) for at in range(0, len(run), len(_TIPS)))
    return kept, shapes


def without_lines(shapes: Sequence[Shape], braces: Sequence[Shape]) -> list[Shape]:
    """The shapes of a page without the lines between the tips of its braces, and with the braces."""
    return [s for s in shapes if not any(_is_within(s, brace) for brace in braces)] + list(braces)


def _is_within(shape: Shape, brace: Shape) -> bool:
    aside = brace.left - 1 < shape.left and shape.right < brace.right + 1
    return aside and brace.low - 1 < shape.low and shape.high < brace.high + 1


def _without_tex_braces(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Shape]]:
    kept, shapes = list[Glyph](), list[Shape]()
    for (char, _place), group in groupby(glyphs, key=_stretched):
        run = list(group)
        if char == "√":
            kept.append(_root(run))
            continue
        if char:
            shapes.append(_brace(run))
            continue
        kept, more = _without_tips(kept, run)
        shapes += more
    return kept, shapes


def _stretched(glyph: Glyph) -> tuple[str, float]:
    """What it is a piece of, and where the pieces of one sign stand in a row or in a column."""
    in_tex = glyph.char in _TEX_ROOT and is_extension(glyph.font)
    if in_tex or (glyph.char in "√⎷" and not glyph.font.startswith(_FONT)):
        return "√", round(glyph.x)
    return (glyph.char, round(glyph.y, 1)) if glyph.char in _WHOLE else ("", 0.0)


def _without_tips(kept: list[Glyph], glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Shape]]:
    shapes = list[Shape]()
    for glyph in glyphs:
        kept.append(glyph)
        tips = kept[-len(_TIPS) :]
        if "".join(t.char for t in tips) in _TEX_TIPS and all(_is_tex_tip(t, glyph) for t in tips):
            shapes.append(_brace(tips))
            del kept[-len(_TIPS) :]
    return kept, shapes


def _is_tex_tip(tip: Glyph, last: Glyph) -> bool:
    flat = tip.high - tip.low < _TEX_TIP * tip.size
    return flat and is_extension(tip.font) and abs(tip.y - last.y) < 0.1 * tip.size


def _with_bars(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Bars stretched from a line as tall signs beside what was painted before them: how much of them is seen, nothing
    says."""
    found = list[Glyph]()
    for glyph in glyphs:
        if glyph.char in _BARS and glyph.size > _LARGEST and found:
            size, y = found[-1].size, found[-1].y
            low, high = y + _BAR[0] * size, y + _BAR[1] * size
            glyph = glyph._replace(size=size, y=y, low=low, high=high)
        found.append(glyph)
    return found


def _is_line(glyph: Glyph) -> bool:
    long = max(glyph.high - glyph.low, glyph.right - glyph.x) > _SEEN * glyph.size
    private = glyph.char in "\ue154\ue000"
    return glyph.char in _LINES and glyph.font.startswith(_FONT) and (long or private or glyph.size > _LARGEST)


def _kind(glyph: Glyph) -> tuple[str, float]:
    """What it is a part of; the tips of one brace stand at one height."""
    if not glyph.font.startswith(_FONT):
        return "", 0.0
    if glyph.char in _TIPS:
        return "brace", round(glyph.y, 1)
    return ("root", 0.0) if glyph.char in _ROOT else ("", 0.0)


def _root(parts: Sequence[Glyph]) -> Glyph:
    low, high = min(p.low for p in parts), max(p.high for p in parts)
    left, right = min(p.x for p in parts), max(p.right for p in parts)
    return parts[0]._replace(char="√", x=left, right=right, low=low, high=high)


def _brace(parts: Sequence[Glyph]) -> Shape:
    left, right = min(p.x for p in parts), max(p.right for p in parts)
    low, high = min(p.low for p in parts), max(p.high for p in parts)
    return Shape(left, low, right, high, True, BRACE, False)
