"""Formulas that are drawn as outlines and have no letters, as MathJax's SVG output is: they cannot be read, but where
they stand can be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from evaluator.mathtext.pdf.fonts import is_mathematical
from evaluator.mathtext.pdf.page import Glyph, PageContent, Picture, Shape

_CURVES: Final = 8  # segments of the simplest letter with a curve; bars and panels have fewer
# In parts of the size of the text.
_LETTER: Final = (0.2, 3.0)  # how high and wide an outlined letter is
_APART: Final = 1.2  # how far the pieces of one formula are from each other
# Of real prints without a font for formulas, a page has 10 outlines at most: buttons, and the pictures of people. Of
# pages with outlined formulas, our own have 120 and more.
_MANY: Final = 20
_FEW: Final = 3  # pictures in lines that make out a document whose formulas are pictures
_WIDE: Final = 1.4  # of the height
_LINE: Final = 4.0  # of the size: higher pictures are figures


def sets_formulas(page: PageContent) -> bool:
    """Whether it has letters of a font that only formulas use."""
    return any(is_mathematical(g.font) for g in page.glyphs)


def outlines(page: PageContent, loose: Iterable[Shape]) -> tuple[Picture, ...]:
    """Where outlined letters stand together; nothing where there are few of them."""
    size = _usual_size(page.glyphs)
    letters = [s for s in loose if _may_be_letter(s, size)]
    if len(letters) < _MANY:
        return ()
    found: list[Picture] = []
    for shape in sorted(letters, key=lambda s: (-round(s.high / size), s.left)):
        near = next((i for i, box in enumerate(found) if _is_near(shape, box, size)), None)
        if near is None:
            found.append(Picture(shape.left, shape.low, shape.right, shape.high))
        else:
            found[near] = _around(found[near], shape)
    return tuple(found)


def _usual_size(glyphs: Sequence[Glyph]) -> float:
    sizes = Counter(round(g.size, 1) for g in glyphs)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _may_be_letter(shape: Shape, size: float) -> bool:
    least, most = (part * size for part in _LETTER)
    return shape.filled and shape.segments >= _CURVES and least < shape.height < most and shape.width < most


def _is_near(shape: Shape, box: Picture, size: float) -> bool:
    aside = max(shape.left - box.right, box.left - shape.right)
    apart = max(shape.low - box.high, box.low - shape.high)
    return aside < _APART * size and apart < 0


def _around(box: Picture, shape: Shape) -> Picture:
    left, low = min(box.left, shape.left), min(box.low, shape.low)
    return Picture(left, low, max(box.right, shape.right), max(box.high, shape.high))


def in_line(page: PageContent) -> tuple[Picture, ...]:
    """Small pictures that are wider than high, as formulas are that stand as pictures in a text; icons are square."""
    size = _usual_size(page.glyphs)

    def is_wide(picture: Picture) -> bool:
        width, height = picture.right - picture.left, picture.high - picture.low
        return _WIDE * height < width and _LETTER[0] * size < height < _LINE * size

    return tuple(picture for picture in page.pictures if is_wide(picture))


def of_formulas(pages: Sequence[Sequence[Picture]]) -> tuple[Picture, ...]:
    """All of them without those at one place of several pages, which are logos; nothing where there are few."""
    places = Counter(tuple(round(edge) for edge in picture) for pictures in pages for picture in pictures)
    once = [p for pictures in pages for p in pictures if places[tuple(round(edge) for edge in p)] == 1]
    return tuple(once) if len(once) >= _FEW else ()
