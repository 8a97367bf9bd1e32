"""What makes one formula of a page."""

from __future__ import annotations

from dataclasses import dataclass, field

from evaluator.mathtext.pdf.page import Glyph, Shape


@dataclass
class Region:
    """The glyphs and shapes of one formula, and the box around them."""

    glyphs: list[Glyph]
    shapes: list[Shape] = field(default_factory=list)
    left: float = 0.0
    low: float = 0.0
    right: float = 0.0
    high: float = 0.0
    size: float = 0.0  # of its largest glyph
    strays: int = 0  # shapes that touch it and found no place in any formula

    @classmethod
    def of(cls, glyph: Glyph) -> Region:
        return cls([glyph], [], glyph.x, glyph.low, glyph.right, glyph.high, glyph.size)

    def add(self, glyph: Glyph) -> None:
        self.glyphs.append(glyph)
        self.size = max(self.size, glyph.size)
        self.left, self.right = min(self.left, glyph.x), max(self.right, glyph.right)
        self.low, self.high = min(self.low, glyph.low), max(self.high, glyph.high)
