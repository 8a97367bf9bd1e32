"""Which glyphs of a page are mathematics.

Pages of KaTeX and MathJax set formulas in fonts of their own. TeX takes digits, brackets and names of functions from
the font of the text: there a glyph is mathematics if it stands in one word with a glyph that is for sure, or if it is a
sign or a number beside such a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final

from evaluator.mathtext.alphabets import OPERATOR_NAMES
from evaluator.mathtext.glyph_classes import FUNCTION_WORDS
from evaluator.mathtext.pdf.bold import bold_letters
from evaluator.mathtext.pdf.brackets import with_own_brackets
from evaluator.mathtext.pdf.composed import DOTS
from evaluator.mathtext.pdf.displays import displayed
from evaluator.mathtext.pdf.enclosed import boxed, enclosed
from evaluator.mathtext.pdf.fonts import is_mathematical, sets_whole_formulas, style_of
from evaluator.mathtext.pdf.page import Glyph, Shape
from evaluator.mathtext.pdf.rulings import Ruled
from evaluator.mathtext.pdf.small import labels, scripts
from evaluator.mathtext.pdf.underscores import with_underscores
from evaluator.mathtext.vocabulary import UNITS

# In parts of the size.
_WORD: Final = 0.17  # a wider gap parts words
_OVER: Final = 1.3  # from a word to what stands over the next sign
_BESIDE: Final = 0.75  # words further apart are not beside each other
_PRODUCT: Final = 2  # letters
_SHORT_WORDS: Final = frozenset("am an as at be by do go he if in is it me my no of on or so to up us we".split())
_ROOT: Final = 0.15  # of the size, between the sign of a root and its line
_THICKEST: Final = 3.0  # points: no bar of a fraction is thicker
_SIGNS: Final = re.compile(r"[-=+−<>≤≥±×/·|()\[\]{},.;:!0-9%*]+")
_OPERATES: Final = re.compile(r"[-=+−<>≤≥±×/·|∼∈≈→(\[]")
_CLOSES: Final = re.compile(r"[.,;:!?]$")
_CAPITALS: Final = frozenset("ΓΔΘΛΞΠΣΥΦΨΩ\u2206\u2126")  # TeX takes them from the font of the text
_QUANTITY: Final = re.compile(
    rf"\d++(?:[.,]\d++)*+\s?(?:{'|'.join(sorted(UNITS, key=len, reverse=True))})[.,;]?"
)  # "50ns"
_NAMES: Final = FUNCTION_WORDS | OPERATOR_NAMES
_OF_NUMBERS: Final = re.compile(rf"(?:{'|'.join(sorted(_NAMES, key=len, reverse=True))})\([-+−0-9.,()]*")  # log(1


def mathematical(glyphs: Sequence[Glyph], shapes: Sequence[Shape], ruled: Sequence[Ruled] = ()) -> set[int]:
    """The orders of all glyphs that belong to formulas; `ruled` are the tables of the page."""
    sure = {g.order for g in glyphs if is_mathematical(g.font)}
    if not sure or any(sets_whole_formulas(g.font) for g in glyphs):
        return sure
    sure |= {g.order for g in glyphs if g.char in _CAPITALS | DOTS}
    if not any(g.char.isalpha() and g.char.isascii() and _sets_letters(g.font) for g in glyphs):
        sure |= _italics(glyphs)
    sure |= bold_letters(glyphs, sure)
    sure |= scripts(glyphs, sure)
    words = _words(glyphs)
    kinds = [_inside(word, sure) for word in words]
    found = {order for kind in kinds for order in kind}
    _signs_beside(words, kinds, found)
    drawn = with_underscores(glyphs, shapes)[1]
    flat = [s for s in drawn if s.height < _THICKEST and s.width > s.height and not _is_of_frame(s, shapes)]
    roots = [g for g in glyphs if g.char == "√"]
    fractions, vincula = [s for s in flat if not _is_of_root(s, roots)], [s for s in flat if _is_of_root(s, roots)]
    for run in (run for word in words for run in _spelled(word, found)):
        if all(_over_or_under(g, fractions) or _under(g, vincula) for g in run):
            found |= {g.order for g in run}
    found |= labels(glyphs, shapes)
    found |= enclosed(glyphs, sure) | boxed(glyphs, shapes)
    found |= displayed([g for g in glyphs if not _in_table(g, ruled)], shapes, found)
    return with_own_brackets(glyphs, found, sure)


def _sets_letters(font: str) -> bool:
    return is_mathematical(font) and style_of(font) == "italic"


def _italics(glyphs: Sequence[Glyph]) -> set[int]:
    """Letters in italics where no font of mathematics has any, as Times and Palatino set formulas: one or two of one
    size in a row, for three make a word that is stressed."""
    found = set[int]()
    for _, group in groupby(
        glyphs, key=lambda g: (g.char.isalpha() and style_of(g.font) == "italic", round(g.size, 1))
    ):
        run = list(group)
        stressed = len(run) > _PRODUCT or "".join(g.char for g in run).lower() in _SHORT_WORDS
        if run[0].char.isalpha() and style_of(run[0].font) == "italic" and not stressed:
            found |= {g.order for g in run}
    return found


def _words(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Runs without a blank, scripts included."""
    words: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.char.isspace():
            last = None
            continue
        if last is not None and _goes_on(last, glyph):
            words[-1].append(glyph)
        else:
            words.append([glyph])
        last = glyph
    return words


def _spelled(word: Sequence[Glyph], found: set[int]) -> list[list[Glyph]]:
    """The letters of a word together and all else of it by itself, but for what is found. A line over a digit is no
    bar of a fraction below those letters of a longer word that stand right over it."""
    left = (g for g in word if g.order not in found)
    runs = groupby(left, key=lambda g: (round(g.y, 1), g.size) if g.char.isalpha() else g.order)
    return [list(run) for _, run in runs]


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size)
    gap = glyph.x - last.right
    if gap < -0.2 * size:  # back to where the script before it began
        return gap > -2.5 * size and abs(glyph.y - last.y) < 1.6 * size and glyph.size < 1.1 * last.size
    return gap < _WORD * size and _level(last, glyph)


def _level(one: Glyph, other: Glyph) -> bool:
    """Whether they stand side by side; the glyphs of extension fonts hang from their origin."""
    size = max(one.size, other.size)
    overlap = min(one.high, other.high) - max(one.low, other.low)
    return abs(one.y - other.y) < 0.8 * size or overlap > 0


def _inside(word: Sequence[Glyph], sure: set[int]) -> set[int]:
    """Of a word with something mathematical in it, all but its words of letters and the sentence's punctuation."""
    if not any(g.order in sure for g in word):
        return set()
    found: set[int] = set()
    for letters, group in groupby(word, key=lambda g: g.order not in sure and g.char.isalpha()):
        run = list(group)
        text = "".join(g.char for g in run)
        named = text in _NAMES or _is_applied(run[-1], word)
        if not letters or len(text) == 1 or named or run[0].size < 0.85 * word[0].size:
            found |= {g.order for g in run}
    ends = [g for g in word[-1:] if g.order not in sure and _CLOSES.match(g.char)]
    return found - {g.order for g in ends}


def _is_applied(last: Glyph, word: Sequence[Glyph]) -> bool:
    """Whether a bracket follows its last letter, as in Binomial(n, p)."""
    place = word.index(last)
    return place + 1 < len(word) and word[place + 1].char == "("


def _signs_beside(words: Sequence[Sequence[Glyph]], kinds: list[set[int]], found: set[int]) -> None:
    """Numbers, signs and names of functions beside what is mathematical, until nothing changes."""
    changed = True
    while changed:
        changed = False
        for (first, one), (second, other) in pairwise(enumerate(words)):
            for index, word, beside, near in ((first, one, second, other), (second, other, first, one)):
                if kinds[index] or not kinds[beside] or not _adjacent(one, other):
                    continue
                if _is_sign(word, near, before=index < beside):
                    ends = word[-1:] if len(word) > 1 else ()
                    kinds[index] = {g.order for g in word if not (g in ends and _CLOSES.match(g.char))}
                    found |= kinds[index]
                    changed = changed or bool(kinds[index])


def _adjacent(one: Sequence[Glyph], other: Sequence[Glyph]) -> bool:
    last, first = one[-1], other[0]
    size = max(last.size, first.size)
    gap = first.x - last.right
    if "".join(g.char for g in one) in _NAMES:  # before a fraction or a sum, whose upper end is painted first
        return -0.5 * size < gap < _OVER * size and abs(first.y - last.y) < _OVER * size
    return -0.5 * size < gap < _BESIDE * size and _level(last, first)


def _is_sign(word: Sequence[Glyph], beside: Sequence[Glyph], before: bool) -> bool:
    text = "".join(g.char for g in word)
    if text in _NAMES:
        return before
    touching = beside[0].char if before else beside[-1].char
    if _OF_NUMBERS.fullmatch(text) and (before or _OPERATES.search(touching)):
        return True
    if len(text) == 1 and text.isalpha() and style_of(word[0].font) == "bf":
        return bool(_OPERATES.search(touching))
    if text[0] in ")]" and not before and _is_open(beside):
        return True
    if _QUANTITY.fullmatch(text):
        return before is False and bool(_OPERATES.search(touching))
    if text == ":":  # f : X -> Y; that of a sentence stands at its word
        return not before
    if not _SIGNS.fullmatch(text):
        return False
    return bool(_OPERATES.search(text) or _OPERATES.search(touching))


def _is_open(word: Sequence[Glyph]) -> bool:
    text = "".join(g.char for g in word)
    return sum(map(text.count, "([")) > sum(map(text.count, ")]"))


def _in_table(glyph: Glyph, ruled: Sequence[Ruled]) -> bool:
    return any(table.cell(glyph.middle, glyph.y) is not None for table in ruled)


def _is_of_frame(bar: Shape, shapes: Sequence[Shape]) -> bool:
    """Whether an upright line begins or ends at one of its ends, as in a box and in a table."""
    return any(
        s.width < _THICKEST < s.height
        and min(abs(s.low - bar.low), abs(s.high - bar.high)) < _THICKEST
        and min(abs(s.left - bar.left), abs(s.right - bar.right)) < _THICKEST
        for s in shapes
    )


def _is_of_root(bar: Shape, roots: Sequence[Glyph]) -> bool:
    """Whether it is the line over what a root is of: it begins at the upper end of the sign."""
    return any(
        abs(sign.right - bar.left) < _ROOT * sign.size and abs(sign.high - bar.high) < _ROOT * sign.size
        for sign in roots
    )


def _over_or_under(glyph: Glyph, bars: Sequence[Shape]) -> bool:
    """Whether it stands right over or under a bar that is no longer than a fraction's."""
    return any(_is_level(glyph, s) and _touch(glyph.low - s.high, glyph.size) for s in bars) or _under(glyph, bars)


def _under(glyph: Glyph, bars: Sequence[Shape]) -> bool:
    return any(_is_level(glyph, s) and _touch(s.low - glyph.high, glyph.size) for s in bars)


def _touch(apart: float, size: float) -> bool:
    return -0.1 * size < apart < 0.5 * size


def _is_level(glyph: Glyph, bar: Shape) -> bool:
    """Whether they stand over each other, and the line is as thin and as long as bars are."""
    size = glyph.size
    beside = bar.left - 0.1 * size < glyph.middle < bar.right + 0.1 * size
    return beside and bar.height < 0.13 * size and 0.25 * size < bar.width < 15 * size
