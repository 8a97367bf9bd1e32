r"""Which size of bracket KaTeX takes (delimiter.js): for \left and \right, binomials and roots."""

from __future__ import annotations

from typing import Final

from evaluator.mathtext.dump.forward.nodes import Line, Node, stack
from evaluator.mathtext.dump.forward.styles import Style
from evaluator.mathtext.dump.metrics import AXIS, metric
from evaluator.mathtext.glyph_classes import BARS

HEIGHTS: Final = (1.2, 1.8, 2.4, 3.0)  # of the four sizes of large brackets
FACTOR, SHORTFALL = 0.901, 0.5
NOTHING: Final = 0.12  # width of a bracket that is not there
_STACKED: Final = {"(": 0.875, ")": 0.875, "{": 0.889, "}": 0.889, "∣": 0.333, "|": 0.333, "∥": 0.556}
_BRACKET: Final = 0.667
_NEVER_STACKED: Final = frozenset("⟨⟩/\\")
_PIECES: Final = {"{": "⎩⎨⎧", "}": "⎭⎬⎫"}


def around(height: float, depth: float) -> float:
    """Height that a pair of brackets must have around something."""
    reach = max(height - AXIS, depth + AXIS)
    return max(2 * reach * FACTOR, 2 * reach - SHORTFALL)


def fence(char: str, height: float, style: Style, kind: str) -> Node:
    """A bracket at least so high. Those that are drawn as a path have no glyph."""
    if not char:
        return Node(NOTHING * style.pixels, kind=kind)
    plain = metric(char, "rm")
    if plain.height + plain.depth > height:
        return _glyph(char, "rm", style, kind)
    if char not in BARS:
        for size, tall in enumerate(HEIGHTS, start=1):
            if tall > height or (size == len(HEIGHTS) and char in _NEVER_STACKED):
                return _glyph(char, str(size), style, kind)
    return _stacked(char, height, style, kind)


def _stacked(char: str, height: float, style: Style, kind: str) -> Node:
    """A bracket that is drawn as a path, or a brace put together of pieces, the lowest first."""
    pieces = _PIECES.get(char, "")
    lines = [Line(_glyph(piece, "4", style, kind), 0.0) for piece in pieces]
    shifts = (height / 2 - AXIS, 0.0, -height / 2 - AXIS)
    held = Node(_STACKED.get(char, _BRACKET) * style.pixels, height / 2 + AXIS, height / 2 - AXIS)
    out = stack(
        [line._replace(shift=s) for line, s in zip(lines, shifts, strict=False)] or [Line(held, 0.0)], style, "l"
    )
    out.width, out.height, out.depth, out.kind = held.width, held.height, held.depth, kind
    return out


def _glyph(char: str, font: str, style: Style, kind: str) -> Node:
    m = metric(char, font)
    width = m.width * style.pixels
    return Node(width, m.height * style.scale, m.depth * style.scale, 0.0, kind, char, style.pixels, width)


def root_width(height: float) -> float:
    """How far what stands under a root that is so high begins behind it, in em."""
    if height < 1.0:
        return 0.833
    if height < HEIGHTS[-1]:
        return 1.0
    return 1.056


def root_height(height: float) -> float:
    return next((h for h in (1.0, *HEIGHTS) if h > height), height)
