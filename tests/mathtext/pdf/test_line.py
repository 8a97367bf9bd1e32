"""What hangs on an operator of a line."""

from __future__ import annotations

from evaluator.mathtext.pdf.formulas import read_formula
from evaluator.mathtext.pdf.page import Glyph
from evaluator.mathtext.pdf.region import Region

# char, font, size, x, right, y, low, high; as a PDF library hands them out, which sorts what stands side by side.
PAINTED = [
    ("k", "CMMI7", 7, 98.1, 102.4, 56.6, 56.6, 61.5),
    ("=", "CMR7", 7, 102.5, 108.7, 56.6, 57.5, 59.2),
    ("0", "CMR7", 7, 108.7, 112.6, 56.6, 56.6, 61.1),
    ("L", "CMMI7", 7, 98.1, 103.6, 80.6, 80.6, 85.4),
    ("∑", "CMEX10", 10, 98.8, 113.2, 77.5, 63.5, 77.5),
    ("−", "CMSY7", 7, 103.6, 109.8, 80.6, 81.9, 82.6),
    ("1", "CMR7", 7, 109.8, 113.8, 80.6, 80.6, 85.1),
    ("x", "CMMI10", 10, 115.5, 121.2, 68.0, 68.0, 72.4),
]


def test_a_limit_is_one_though_its_first_letter_was_handed_out_before_the_operator() -> None:
    glyphs = [
        Glyph(char, font, float(size), x, y, right, low, high, order, -1)
        for order, (char, font, size, x, right, y, low, high) in enumerate(PAINTED)
    ]
    region = Region.of(glyphs[0])
    for glyph in glyphs[1:]:
        region.add(glyph)
    assert read_formula(region).latex == r"\sum_{k=0}^{L-1}x"
