"""One page by itself: its lines with the formulas in them, and what else is needed of it later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from evaluator.mathtext.pdf.bubbles import panels
from evaluator.mathtext.pdf.formulas import read_formula, with_tags
from evaluator.mathtext.pdf.frames import without_frames_of_words
from evaluator.mathtext.pdf.lines import Line, lines_of
from evaluator.mathtext.pdf.outlines import in_line, outlines, sets_formulas
from evaluator.mathtext.pdf.page import PageContent, Picture, Shape
from evaluator.mathtext.pdf.regions import split
from evaluator.mathtext.pdf.rulings import Ruled, rulings
from evaluator.mathtext.pdf.underlined import underlined

_PICTURE: Final = (0.15, 0.03)  # of the width and height of a page: smaller ones are icons


@dataclass(frozen=True)
class PageLines:
    number: int
    height: float
    lines: list[Line]
    pictures: tuple[Picture, ...]
    whole: bool = True
    panels: tuple[Shape, ...] = ()
    ruled: tuple[Ruled, ...] = ()
    outlined: tuple[Picture, ...] = ()  # what may be formulas without letters
    sets_formulas: bool = False
    small: tuple[Picture, ...] = ()


def page_lines(page: PageContent) -> PageLines:
    """Nothing of its glyphs is kept."""
    ruled, page = _tables(page)
    page = page._replace(shapes=without_frames_of_words(page.glyphs, page.shapes))
    regions, prose = split(page, ruled)
    formulas = with_tags([read_formula(region) for region in regions])
    used = {id(s) for r in regions for s in r.shapes}
    loose = [s for s in page.shapes if id(s) not in used]
    large = [p for p in page.pictures if _is_large(p, page)]
    lines = lines_of(prose, formulas, loose)
    return PageLines(
        page.number, page.height, lines, tuple(large), page.whole, panels(page), tuple(ruled),
        outlines(page, loose), sets_formulas(page), in_line(page),
    )  # fmt: skip


def _tables(page: PageContent) -> tuple[list[Ruled], PageContent]:
    """And the page without the lines that draw them."""
    ruled, drawn = rulings(page.shapes)
    left = [s for s in page.shapes if id(s) not in drawn]
    more, lines = underlined(page.glyphs, left)
    return [*ruled, *more], page._replace(shapes=[s for s in left if id(s) not in lines])


def _is_large(picture: Picture, page: PageContent) -> bool:
    width, height = picture.right - picture.left, picture.high - picture.low
    return width > _PICTURE[0] * page.width and height > _PICTURE[1] * page.height
