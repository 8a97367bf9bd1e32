"""A region of a page to LaTeX, with how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from evaluator.mathtext.layout_latex import Writer
from evaluator.mathtext.parser import parses
from evaluator.mathtext.pdf.checks import objections
from evaluator.mathtext.pdf.regions import Region
from evaluator.mathtext.pdf.structure import read
from evaluator.model import Confidence, Doubt


@dataclass(frozen=True)
class ReadFormula:
    """`box` is left, low, right, high in points; `baseline` that of its first full-sized glyph."""

    latex: str
    doubt: Doubt
    box: tuple[float, float, float, float]
    baseline: float
    size: float


def read_formula(region: Region) -> ReadFormula:
    reading = read(region.glyphs, region.shapes)
    latex = Writer(sees_frames=True).row(reading.row)
    why = objections(reading.row, region.glyphs, reading.left_over + region.strays)
    sure = Confidence.doubtful if why else Confidence.sure if parses(latex) else Confidence.likely
    if sure is Confidence.likely:
        why = ("as it was read it is no whole formula",)
    box = (region.left, region.low, region.right, region.high)
    base = max(region.glyphs, key=lambda g: g.size)
    return ReadFormula(latex, Doubt(reading=sure, why=why), box, base.y, base.size)
