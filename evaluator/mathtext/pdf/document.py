"""All pages of a PDF as one passage of Markdown that knows page and box of every formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.mathtext.delimiters import find_math
from evaluator.mathtext.pdf.blocks import Cell, Code, Table, blocks
from evaluator.mathtext.pdf.bubbles import asked
from evaluator.mathtext.pdf.formulas import ReadFormula
from evaluator.mathtext.pdf.furniture import without_furniture
from evaluator.mathtext.pdf.lines import BLANK, HYPHEN, Line, Piece, runs
from evaluator.mathtext.pdf.notes import with_notes
from evaluator.mathtext.pdf.outlines import of_formulas
from evaluator.mathtext.pdf.page import Picture
from evaluator.mathtext.pdf.page_lines import PageLines
from evaluator.mathtext.pdf.usual import Usual, usual_of
from evaluator.model import Confidence, Doubt, Formula, Loss, Passage, ReadingProblem, Span
from evaluator.model import Piece as Source

_LIST: Final = re.compile(r"^\s*(?:[-•*–◦▪]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])\s")
_INDENTED: Final = (0.9, 3.0)  # of the size: how far the first line of a paragraph is, if at all
_AT_MARGIN: Final = 0.05  # of the size: TeX's own hyphens end within 0.04 of it, those of browsers 0.07 or more away
_LEADING: Final = 1.45  # of the usual distance of lines: from here on a new paragraph begins
_FULL: Final = 0.82  # of the width of the text: a line that reaches so far goes on in the next one
_ENDS_OPEN: Final = re.compile(
    r"(?:=|[-+<>,]|\\(?:leq|geq|approx|sim|to|in|cdot|times|pm|neq|equiv|propto|Rightarrow))\s*$"
)


NOTHING_BESIDE: Final[Mapping[int, str]] = {}
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Place:
    """Where a line of a page stands in the markdown."""

    page: int
    y: float
    left: float
    right: float
    start: int
    end: int
    asked: bool  # it stands in the panel of a prompt


@dataclass(frozen=True)
class Document:
    """All that was read; `places` are its lines in reading order."""

    passage: Passage
    problems: tuple[ReadingProblem, ...]
    places: tuple[Place, ...]

    def nearest(self, page: int, y: float) -> Place | None:
        """The line of a page that is closest to a height."""
        return min((p for p in self.places if p.page == page), key=lambda p: abs(p.y - y), default=None)


def _first(block: Code | Table) -> Line:
    return block.lines[0] if isinstance(block, Code) else block.first


def assemble(pages: Iterable[PageLines], beside: Mapping[int, str] = NOTHING_BESIDE) -> Document:
    """The pages one after the other, without what was printed around them.

    `beside` is Markdown by page number that somebody made of pages that are pictures; other pages are read themselves.
    """
    found = list(pages)
    kept = without_furniture([(p.height, p.lines) for p in found])
    with_notes(kept)
    usual = usual_of(kept)
    prompts = asked([(p.panels, lines) for p, lines in zip(found, kept, strict=True)], usual.left, usual.right)
    builder = _Builder(usual, prompts, not any(p.sets_formulas for p in found), of_formulas([p.small for p in found]))
    for page, lines in zip(found, kept, strict=True):
        if not lines and page.number in beside:
            builder.told(page.number, beside[page.number])
        else:
            builder.page(page, lines)
    return builder.document()


class _Builder:
    def __init__(self, usual: Usual, prompts: set[int], outlined: bool, small: tuple[Picture, ...]) -> None:
        self._usual, self._prompts, self._outlined, self._small = usual, prompts, outlined, small
        self._parts: list[str] = []
        self._length = 0
        self._formulas: list[Formula] = []
        self._pieces: list[Source] = []
        self._losses: list[Loss] = []
        self._problems: list[ReadingProblem] = []
        self._places: list[Place] = []
        self._last: Line | None = None

    def document(self) -> Document:
        passage = Passage(
            markdown="".join(self._parts),
            formulas=tuple(self._formulas),
            pieces=tuple(self._pieces),
            losses=tuple(self._losses),
        )
        return Document(passage, tuple(self._problems), tuple(self._places))

    def page(self, page: PageLines, lines: Sequence[Line]) -> None:
        small = [p for p in page.small if p in self._small and p not in page.pictures]
        begins, pictures = self._length, sorted([*page.pictures, *small, *self._drawn(page)], key=lambda p: -p.high)
        above: Line | None = None
        for block in blocks(lines, page.ruled):
            first = block if isinstance(block, Line) else _first(block)
            while pictures and pictures[0].low > first.y:
                self._picture(pictures.pop(0), page)
            if isinstance(block, Line):
                self._line(block, above, page.number)
                above = block
            else:
                self._block(block, page.number)
                above = None
        for picture in pictures:
            self._picture(picture, page)
        if not page.whole:
            self._lose(f"page {page.number} holds too much to be read whole", "too much on one page", page.number, None)
        if self._length > begins:
            at = Span(start=begins, end=self._length)
            self._pieces.append(Source(at=at, span=Span(start=begins, end=self._length, page=page.number)))

    def told(self, number: int, markdown: str) -> None:
        """A page that is a picture, as another tool read it; all of it is likely and nothing is sure."""
        if self._parts:
            self._add("\n\n")
        begins = self._length
        doubt = Doubt(
            reading=Confidence.likely, placement=Confidence.likely, why=("read off a picture by another tool",)
        )
        for found in find_math(markdown):
            at = Span(start=begins + found.start, end=begins + found.end)
            self._formulas.append(
                Formula(
                    latex=markdown[found.inner_start : found.inner_end].strip(),
                    display=found.display,
                    at=at,
                    span=Span(start=at.start, end=at.end, page=number),
                    raw=markdown[found.start : found.end],
                    rebuilt=True,
                    doubt=doubt,
                )
            )
        self._add(markdown)
        span = Span(start=begins, end=self._length, page=number)
        self._pieces.append(Source(at=Span(start=begins, end=self._length), span=span))
        self._problems.append(ReadingProblem(what="a picture, read by another tool", span=span))
        self._last = None

    def _drawn(self, page: PageLines) -> tuple[Picture, ...]:
        return page.outlined if self._outlined else ()

    def _picture(self, picture: Picture, page: PageLines) -> None:
        box = (picture.left, picture.low, picture.right, picture.high)
        if picture in self._drawn(page):
            self._lose(f"a formula drawn as outlines, page {page.number}", "formula without letters", page.number, box)
        else:
            self._lose(f"a picture, page {page.number}", "image without text", page.number, box)

    def _lose(self, what: str, problem: str, page: int, box: Box | None) -> None:
        at = Span(start=self._length, end=self._length)
        span = Span(start=self._length, end=self._length, page=page, box=box)
        self._losses.append(Loss(what=what, at=at, span=span))
        self._problems.append(ReadingProblem(what=problem, span=span))

    def _line(self, line: Line, above: Line | None, page: int) -> None:
        joins = self._joins(line, above)
        broken = bool(self._parts) and self._parts[-1].rstrip().endswith(HYPHEN)
        if broken:
            self._drop_hyphen(keep=not (joins and self._is_justified(self._last)))
        if self._parts and not (broken and joins):
            self._add(" " if joins else "\n\n" if self._parts_blocks(line, above) else "\n")
        heading = self._usual.is_heading(line)
        if heading and not joins:
            self._add("## ")
        elif line.bullet and not joins and not _LIST.match(line.text):
            self._add("- ")
        begins = self._length
        self._contents(line, page, plain=heading)
        begins, prompt = min(begins, self._length), id(line) in self._prompts
        self._places.append(Place(page, line.y, line.left, line.right, begins, self._length, prompt))
        self._last = line

    def _block(self, block: Code | Table, page: int) -> None:
        """Code between fences; a table with its first row as its head."""
        if self._parts:
            self._add("\n\n")
        if isinstance(block, Code):
            self._add("```\n" + "\n".join(block.texts()) + "\n```")
        else:
            for number, row in enumerate(block.rows):
                self._row(row, page)
                if number == 0:
                    self._add("\n" + "| --- " * len(row) + "|")
                if number < len(block.rows) - 1:
                    self._add("\n")
        self._last = None

    def _row(self, row: Sequence[Cell], page: int) -> None:
        begins = self._length
        for cell in row:
            self._add("| ")
            for line in cell:
                if self._parts[-1].endswith(HYPHEN):
                    self._drop_hyphen(keep=True)
                elif line is not cell[0]:
                    self._add(" ")
                self._contents(line, page, plain=True)
            if self._parts[-1].endswith(HYPHEN):
                self._drop_hyphen(keep=True)
            if cell:
                self._add(" ")
        self._add("|")
        lines = [line for cell in row for line in cell]
        left, right = min(line.left for line in lines), max(line.right for line in lines)
        self._places.append(Place(page, lines[0].y, left, right, begins, self._length, asked=False))

    def _is_justified(self, line: Line | None) -> bool:
        """Whether it ends right at the margin, as where words are divided; a page with a ragged margin divides none."""
        return line is not None and abs(line.right - self._usual.right) < _AT_MARGIN * line.size

    def _drop_hyphen(self, keep: bool) -> None:
        whole = self._parts.pop()
        text = whole.rstrip().removesuffix(HYPHEN) + ("-" if keep else "")
        self._length -= len(whole)
        self._add(text)

    def _joins(self, line: Line, above: Line | None) -> bool:
        """Whether a line goes on with the paragraph of the one before, perhaps on the page before."""
        last = self._last
        if last is None or line.display or last.display or line.bullet or _LIST.match(line.text):
            return False
        if abs(line.size - last.size) > 0.05 * last.size or line.bold != last.bold:
            return False
        width = self._usual.right - self._usual.left
        if last.right < self._usual.left + _FULL * width or self._is_indented(line, last):
            return False
        if above is None:
            return bool(re.match(r"[a-z(]", line.text)) or not line.text
        return last.y - line.y < _LEADING * max(self._usual.leading, line.size)

    def _is_indented(self, line: Line, last: Line) -> bool:
        """Whether it is the first line of a paragraph that no white parts from the one before, as books set them."""
        step = line.left - last.left
        listed = last.bullet or bool(_LIST.match(last.text))
        at_margin = abs(last.left - self._usual.left) < 0.5 * last.size
        return not listed and at_margin and _INDENTED[0] * line.size < step < _INDENTED[1] * line.size

    def _parts_blocks(self, line: Line, above: Line | None) -> bool:
        if above is None or line.display or above.display or self._is_indented(line, above):
            return True
        return above.y - line.y > _LEADING * self._usual.leading or abs(line.size - above.size) > 0.1 * above.size

    def _contents(self, line: Line, page: int, plain: bool) -> None:
        last: Piece | None = None
        for piece in runs(line):
            apart = last is not None and piece.left - last.right > BLANK * line.size
            if apart and not self._ends_blank() and not piece.text[:1].isspace():
                self._add(" ")
            if piece.formula is not None:
                self._formula(piece.formula, line.display, page)
            else:
                self._words(piece, plain)
            last = piece

    def _words(self, piece: Piece, plain: bool) -> None:
        text = piece.text.replace("$", r"\$")
        core = text.strip()
        if piece.bold and core and not plain:
            lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            text = f"{lead}**{core}**{tail}"
        self._add(text.lstrip() if self._ends_blank() else text)

    def _formula(self, formula: ReadFormula, display: bool, page: int) -> None:
        before = self._formulas[-1] if self._formulas else None
        if before is not None and not display and self._wraps(before):
            self._extend(before, formula)
            return
        fence = "$$" if display else "$"
        text = f"{fence}{formula.latex}{fence}"
        at = Span(start=self._length, end=self._length + len(text))
        span = Span(start=at.start, end=at.end, page=page, box=formula.box)
        self._formulas.append(
            Formula(latex=formula.latex, display=display, at=at, span=span, raw=text, rebuilt=True, doubt=formula.doubt)
        )
        self._add(text)

    def _wraps(self, before: Formula) -> bool:
        """Whether the formula before ended its line at a sign and nothing was said since: browsers break there."""
        if before.display or not _ENDS_OPEN.search(before.latex):
            return False
        since = "".join(self._parts)[before.at.end :] if self._length - before.at.end < 4 else "x"
        return not since.strip()

    def _extend(self, before: Formula, formula: ReadFormula) -> None:
        """The rest of a formula that was broken over two lines."""
        text = "".join(self._parts)[: before.at.start]
        latex = f"{before.latex} {formula.latex}"
        whole = f"${latex}$"
        self._parts, self._length = [text, whole], len(text) + len(whole)
        at = Span(start=len(text), end=self._length)
        doubt = Doubt(
            reading=max(before.doubt.reading, formula.doubt.reading, key=list(type(before.doubt.reading)).index),
            why=(*before.doubt.why, *formula.doubt.why),
        )
        span = before.span.model_copy(update={"start": at.start, "end": at.end})
        changed = {"latex": latex, "at": at, "span": span, "raw": whole, "doubt": doubt}
        self._formulas[-1] = before.model_copy(update=changed)

    def _ends_blank(self) -> bool:
        return not self._parts or self._parts[-1][-1:].isspace()

    def _add(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)
