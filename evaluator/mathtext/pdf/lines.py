"""The prose of a page as lines of text, with the inline formulas at their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from evaluator.mathtext.pdf.formulas import ReadFormula
from evaluator.mathtext.pdf.page import Glyph, Shape

_BOLD: Final = re.compile(r"bold|semib|heavy|black|-bd\b|demi|(?:CM|SF)BX|CMSSBX", re.IGNORECASE)
_CODE: Final = re.compile(r"mono|courier|consol|menlo|typewriter|code|CMTT|LMMono", re.IGNORECASE)
_LIGATURES: Final = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\xa0": " ", "\xad": ""})
HYPHEN: Final = "\u00ad"  # a hyphen that only the end of its line needed
_BREAKS: Final = frozenset("\x02\u00ad\ufffe")  # as pdfium hands it out
DIGITS: Final = "0123456789"
AS_MARK: Final = str.maketrans(DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹")
# In parts of the size of the text.
_SAME: Final = 0.35  # baselines of one line
BLANK: Final = 0.13  # a gap between glyphs that is a blank
_BULLETS: Final = frozenset("•●◦▪○■‣⁃➢❖◆▸►")
_SMALLER: Final = 0.8  # digits that are a mark
_RAISED: Final = (0.2, 0.6)  # and how far above the line they stand
_NEAR: Final = 0.35  # to what they are a mark of
_CELL: Final = 2.2  # a gap that parts columns


@dataclass
class Piece:
    """A run of prose in one weight, or a formula."""

    left: float
    right: float
    text: str
    bold: bool = False
    formula: ReadFormula | None = None
    code: bool = False  # in a typewriter's letters


@dataclass
class Line:
    """What stands side by side. `display` is set for a formula on a line of its own."""

    y: float
    size: float
    pieces: list[Piece] = field(default_factory=list)
    display: bool = False
    bullet: bool = False

    @property
    def left(self) -> float:
        return min(p.left for p in self.pieces)

    @property
    def right(self) -> float:
        return max(p.right for p in self.pieces)

    @property
    def text(self) -> str:
        """Its words alone."""
        return " ".join(p.text for p in self.pieces if p.formula is None).strip()

    @property
    def code(self) -> bool:
        words = [p for p in self.pieces if p.formula is None and p.text.strip()]
        return bool(words) and all(p.code for p in words)

    @property
    def bold(self) -> bool:
        words = [p for p in self.pieces if p.formula is None and p.text.strip()]
        return bool(words) and all(p.bold for p in words)


def lines_of(prose: Sequence[Glyph], formulas: Sequence[ReadFormula], shapes: Sequence[Shape]) -> list[Line]:
    """From the top of the page to its end."""
    found = _text_lines(prose)
    for formula in formulas:
        _place(formula, found)
    for line in found:
        line.pieces.sort(key=lambda p: p.left)
        line.bullet = _without_bullet(line) or any(_is_bullet(s, line) for s in shapes)
    return sorted(found, key=lambda line: (-round(line.y, 1), line.left))


def _text_lines(prose: Sequence[Glyph]) -> list[Line]:
    """Runs of glyphs in the order of painting, then runs at one height side by side."""
    runs: list[list[Glyph]] = []
    for glyph in prose:
        last = runs[-1][-1] if runs else None
        if last is not None and _continues(last, glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    lines: list[Line] = []
    for run in runs:
        if all(g.char.isspace() for g in run):
            continue
        y, size = run[0].y, max(g.size for g in run)
        if (marked := next((x for x in reversed(lines[-80:]) if _marks(run, x)), None)) is not None:
            marked.pieces.append(_mark(run))
            continue
        line = next((x for x in reversed(lines[-80:]) if abs(x.y - y) < _SAME * min(size, x.size)), None)
        if line is None:
            line = Line(y, size)
            lines.append(line)
        line.size = max(line.size, size)
        line.pieces.extend(_pieces(run))
    return lines


def _marks(run: Sequence[Glyph], line: Line) -> bool:
    """Whether small digits hang behind something in the line: the number of a note, or a power in plain text."""
    if not all(g.char in DIGITS or g.char.isspace() for g in run):
        return False
    size, raised = max(g.size for g in run), run[0].y - line.y
    if size > _SMALLER * line.size or not _RAISED[0] * line.size < raised < _RAISED[1] * line.size:
        return False
    return any(abs(run[0].x - piece.right) < _NEAR * line.size for piece in line.pieces)


def _mark(run: Sequence[Glyph]) -> Piece:
    digits = "".join(g.char for g in run).strip()
    return Piece(run[0].x, run[-1].right, digits.translate(AS_MARK))


def _continues(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size)
    gap = glyph.x - last.right
    return abs(glyph.y - last.y) < 0.25 * size and -0.6 * size < gap < _CELL * size


def _pieces(run: Sequence[Glyph]) -> list[Piece]:
    """Word by word: between any two there may be a formula."""
    found: list[Piece] = []
    last: Glyph | None = None
    for glyph in run:
        bold = bool(_BOLD.search(glyph.font))
        gap = glyph.x - last.right if last is not None else 0.0
        char = HYPHEN if glyph.char in _BREAKS else glyph.char.translate(_LIGATURES) if ord(glyph.char) >= 32 else " "
        same = last is not None and (found[-1].bold == bold or glyph.char.isspace())
        if same and gap < BLANK * glyph.size and not (last and last.char.isspace() and not glyph.char.isspace()):
            found[-1].text += char
            if not glyph.char.isspace():
                found[-1].right = glyph.right
        else:
            found.append(Piece(glyph.x, glyph.right, char, bold, code=bool(_CODE.search(glyph.font))))
        last = glyph
    return [p for p in found if p.text]


def runs(line: Line) -> list[Piece]:
    """The pieces of a line with the words of one weight put together."""
    found: list[Piece] = []
    for piece in line.pieces:
        last = found[-1] if found else None
        if last is None or last.formula or piece.formula or last.bold != piece.bold:
            found.append(replace(piece))
            continue
        apart = piece.left - last.right > BLANK * line.size and not last.text.endswith(" ")
        last.text += (" " if apart and not piece.text[:1].isspace() else "") + piece.text
        last.right = max(last.right, piece.right)
    return found


def _place(formula: ReadFormula, lines: list[Line]) -> None:
    """Into the line of words at its height, or onto a line of its own."""
    left, low, right, high = formula.box
    piece = Piece(left, right, "", formula=formula)
    beside = [
        line
        for line in lines
        if not line.display and abs(line.y - formula.baseline) < 0.3 * max(line.size, formula.size)
    ]
    if beside:
        min(beside, key=lambda line: abs(line.y - formula.baseline)).pieces.append(piece)
        return
    holding = [line for line in lines if not line.display and low < line.y < high and _near(line, left, right)]
    if holding:
        min(holding, key=lambda line: abs(line.y - (low + high) / 2)).pieces.append(piece)
        return
    lines.append(Line((low + high) / 2, formula.size, [piece], display=True))


def _near(line: Line, left: float, right: float) -> bool:
    """Whether a line of words runs up to the formula or goes on behind it."""
    return any(abs(p.right - left) < 1.5 * line.size or abs(p.left - right) < 1.5 * line.size for p in line.pieces)


def _without_bullet(line: Line) -> bool:
    """Takes a bullet that is a letter of its font from the head of a line with more in it."""
    first, rest = line.pieces[0], line.pieces[1:]
    if first.formula is not None or first.text[:1] not in _BULLETS or line.code:
        return False
    behind = first.text[1:].lstrip()
    if not behind and not rest:
        return False
    if behind and not first.text[1].isspace():
        return False
    line.pieces[:] = [replace(first, text=behind), *rest] if behind else rest
    return True


def _is_bullet(shape: Shape, line: Line) -> bool:
    size = line.size
    small = 0.15 * size < shape.width < 0.6 * size and abs(shape.width - shape.height) < 0.1 * size
    before = 0 < line.left - shape.right < 2.5 * size
    return small and before and line.y - 0.1 * size < (shape.low + shape.high) / 2 < line.y + 0.8 * size
