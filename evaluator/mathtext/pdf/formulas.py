"""A region of a page to LaTeX, with how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from evaluator.mathtext.layout_latex import Writer
from evaluator.mathtext.parser import parses
from evaluator.mathtext.pdf.checks import objections
from evaluator.mathtext.pdf.region import Region
from evaluator.mathtext.pdf.shapes import is_upright
from evaluator.mathtext.pdf.structure import read
from evaluator.mathtext.pdf.underscores import with_underscores
from evaluator.model import Confidence, Doubt

_TAG: Final = re.compile(r"\((\d{1,3}(?:\.\d{1,3})*[a-z]?|\*{1,3})\)")
_BEFORE_TAG: Final = 2.0  # of the size: the least room between a formula and its number


@dataclass(frozen=True)
class ReadFormula:
    """`box` is left, low, right, high in points; `baseline` that of its first full-sized glyph."""

    latex: str
    doubt: Doubt
    box: tuple[float, float, float, float]
    baseline: float
    size: float


def with_tags(formulas: Sequence[ReadFormula]) -> list[ReadFormula]:
    """Numbers in brackets that stand at the height of a formula, far right of it, become its tag."""
    found = list(formulas)
    for tag in formulas:
        match = _TAG.fullmatch(tag.latex)
        tagged = next((f for f in found if match and _is_tag_of(tag, f)), None)
        if match and tagged is not None:
            found.remove(tag)
            found[found.index(tagged)] = replace(tagged, latex=rf"{tagged.latex} \tag{{{match[1]}}}")
    return found


def _is_tag_of(tag: ReadFormula, formula: ReadFormula) -> bool:
    left, low, _right, high = tag.box
    beside = left - formula.box[2] > _BEFORE_TAG * formula.size
    return beside and formula.box[1] < (low + high) / 2 < formula.box[3]


def read_formula(region: Region) -> ReadFormula:
    glyphs, shapes = with_underscores(region.glyphs, region.shapes)
    reading = read(glyphs, shapes)
    latex = Writer(sees_frames=True).row(reading.row)
    drawn = sum(is_upright(shape) for shape in shapes)
    why = objections(reading.row, glyphs, drawn, reading.left_over + region.strays)
    sure = Confidence.doubtful if why else Confidence.sure if parses(latex) else Confidence.likely
    if sure is Confidence.likely:
        why = ("as it was read it is no whole formula",)
    box = (region.left, region.low, region.right, region.high)
    base = max(region.glyphs, key=lambda g: g.size)
    return ReadFormula(latex, Doubt(reading=sure, why=why), box, base.y, base.size)
