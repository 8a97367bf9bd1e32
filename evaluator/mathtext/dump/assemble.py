"""Prose and formulas to one passage of Markdown that knows where each piece came from."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Final

from evaluator.mathtext.dump.confidence import doubt_of
from evaluator.mathtext.dump.glyphs import Glyphs
from evaluator.mathtext.dump.line import Line
from evaluator.mathtext.dump.moves import NotPaintable, paint
from evaluator.mathtext.dump.page_reading import PageReading
from evaluator.mathtext.dump.placing import Placed
from evaluator.mathtext.dump.search import Arc
from evaluator.mathtext.dump.weighing import NAT
from evaluator.mathtext.glyph_classes import RELATIONS
from evaluator.mathtext.layout import Bar, Glyph, Radical, Row, walk
from evaluator.mathtext.layout_latex import Writer
from evaluator.mathtext.typeset import NotTypeset, typeset
from evaluator.model import Confidence, Formula, Loss, Passage, Piece, Reading, ReadingProblem, Span

UNFRAMED: Final = 0.1  # weight of the root beside the frame that is taken for it


def assemble(
    text: str, pages: Sequence[PageReading], words: frozenset[str]
) -> tuple[Passage, tuple[ReadingProblem, ...]]:
    builder = _Builder(text, words)
    for page in pages:
        builder.page(page)
    return builder.passage(), tuple(builder.problems)


class _Builder:
    def __init__(self, text: str, words: frozenset[str]) -> None:
        self._text, self._words = text, words
        self._parts: list[str] = []
        self._length = 0
        self._number: int | None = None
        self._pieces: list[Piece] = []
        self._formulas: list[Formula] = []
        self._losses: list[Loss] = []
        self.problems: list[ReadingProblem] = []

    def passage(self) -> Passage:
        return Passage(
            markdown="".join(self._parts),
            formulas=tuple(self._formulas),
            pieces=tuple(self._pieces),
            losses=tuple(self._losses),
        )

    def page(self, reading: PageReading) -> None:
        number, lines = reading.page.number, reading.page.prose
        if number == self._number:
            self._add("\n")  # painted apart from what stands before it
        self._number, begins = number, self._length
        by_place: dict[tuple[int, int], list[Placed]] = {}
        for placed in reading.placed:
            by_place.setdefault((placed.hole.line, placed.hole.column), []).append(placed)
        for index, line in enumerate(lines):
            self._holes(by_place.get((index, 0), []), reading)
            self._line(line, index, by_place, reading)
        self._holes(by_place.get((len(lines), 0), []), reading)
        if self._length and not "".join(self._parts[-1:]).endswith("\n"):
            self._add("\n")
        self._leaked(reading, number)
        at = Span(start=begins, end=self._length)
        sure = Confidence.doubtful if reading.misplaced else Confidence.likely
        what = f"words and formulas of page {number} were put together again, and some may stand elsewhere"
        self._losses.append(Loss(what=what, at=at, doubt=sure))

    def _line(self, line: Line, index: int, by_place: dict[tuple[int, int], list[Placed]], at: PageReading) -> None:
        cuts = sorted(column for place, column in by_place if place == index and column)
        start = 0
        for column in cuts:
            self._verbatim(line, start, column, at.page.number)
            self._holes(by_place[index, column], at)
            start = column
        self._verbatim(line, start, len(line.text), at.page.number)
        if not self._joins_next(index, by_place):
            self._add("\n")

    def _joins_next(self, index: int, by_place: dict[tuple[int, int], list[Placed]]) -> bool:
        """Whether the line end after line `index` is where an inline formula stood."""
        return any(p.hole.kind == "inline" for p in by_place.get((index + 1, 0), []))

    def _verbatim(self, line: Line, start: int, end: int, page: int) -> None:
        if end <= start:
            return
        span = Span(start=line.start + start, end=line.start + end, page=page)
        self._add(line.text[start:end].replace("\xa0", "`"), span)

    def _holes(self, placed: Sequence[Placed], reading: PageReading) -> None:
        for one in placed:
            self._formula(one, reading)

    def _formula(self, placed: Placed, reading: PageReading) -> None:
        glyphs, arc = reading.glyphs, placed.arc
        span = Span(start=glyphs.starts[arc.start], end=glyphs.starts[arc.end - 1] + 1, page=reading.page.number)
        display = placed.hole.kind == "display"
        writer = Writer(self._words)
        row = None if placed.row is None else _framed(placed.row, display)
        latex = writer.row(row) if row is not None else rf"\text{{{_plain(glyphs, arc)}}}"
        repaints = row is not None and _repaints(row, latex, display, "".join(glyphs.chars[arc.start : arc.end]))
        doubt = doubt_of(placed, reading, latex, repaints)
        if not repaints:
            self.problems.append(ReadingProblem(what="formula could not be read", span=span))
        if display and self._parts and not self._parts[-1].endswith("\n"):
            self._add("\n")
        fence = "$$" if display else "$"
        at = Span(start=self._length, end=self._length + len(latex) + 2 * len(fence))
        self._formulas.append(
            Formula(
                latex=latex,
                display=display,
                at=at,
                span=span,
                raw=span.of(self._text),
                rebuilt=True,
                doubt=doubt,
                assumed=tuple(sorted(writer.assumed)),
                alternatives=_alternatives(placed, row, display, self._words),
            )
        )
        self._add(f"{fence}{latex}{fence}", span)
        if display:
            self._add("\n")

    def _leaked(self, reading: PageReading, number: int) -> None:
        starts = reading.glyphs.starts
        used = max((p.arc.end for p in reading.placed), default=0)
        if used < len(starts):
            span = Span(start=starts[used], end=starts[-1] + 1, page=number)
            what = "the formulas of a page could not be read" if not used else "stray glyphs at the end of a page"
            self.problems.append(ReadingProblem(what=what, span=span))
            self._losses.append(Loss(what=what, at=Span(start=self._length, end=self._length), span=span))

    def _add(self, part: str, span: Span | None = None) -> None:
        if span is not None:
            at = Span(start=self._length, end=self._length + len(part))
            self._pieces.append(Piece(at=at, span=span))
        self._parts.append(part)
        self._length += len(part)


def _framed(row: Row, display: bool) -> Row:
    """A display formula that is one root is an answer in a frame: people box answers, and seldom display bare roots.

    Nothing has the root of a relation.
    """
    alone = display and len(row) == 1
    return tuple(
        Radical(box.body, boxed=True) if isinstance(box, Radical) and (alone or _has_relation(box.body)) else box
        for box in row
    )


def _has_relation(row: Row) -> bool:
    return any(isinstance(box, Glyph) and box.char in RELATIONS for box in row)


def _alternatives(placed: Placed, taken: Row | None, display: bool, words: frozenset[str]) -> tuple[Reading, ...]:
    """The other readings with their weights; those of one wording are one."""
    if placed.row is None or taken is None:
        return ()
    by_latex = {Writer(words).row(taken): 1.0}
    for behind, row in placed.others:
        latex = Writer(words).row(_framed(row, display))
        by_latex.setdefault(latex, exp(-behind / NAT))
    if placed.row != taken:
        by_latex.setdefault(Writer(words).row(placed.row), UNFRAMED)
    total = sum(by_latex.values())
    return tuple(Reading(latex=latex, weight=round(w / total, 4)) for latex, w in list(by_latex.items())[1:])


def _plain(glyphs: Glyphs, arc: Arc) -> str:
    text = "".join((" " if glyphs.gaps[t] != "j" else "") + glyphs.chars[t] for t in range(arc.start, arc.end))
    return text.translate({ord(c): None for c in "\\{}$"})


def _repaints(row: Row, latex: str, display: bool, chars: str) -> bool:
    """Whether the reading, painted again, gives these glyphs; bars that are drawn aside."""
    painted = [_painted(latex, display), _painted(latex, not display)]
    if any(isinstance(box, Bar) for box in walk(row)):
        painted, chars = [text.replace("∣", "") for text in painted], chars.replace("∣", "")
    return chars in painted


def _painted(latex: str, display: bool) -> str:
    """The glyphs of a formula in paint order; nothing where that is not known."""
    try:
        return "".join(step.char for step in paint(typeset(latex), display))
    except (NotTypeset, NotPaintable):
        return ""
