"""Markdown with its formulas, and the way back to the source text.

A passage is what one speaker said: `markdown` holds prose with `$..$` and `$$..$$` formulas. Its `pieces` map
stretches of the markdown to stretches of `Transcript.text`; in a PDF dump formulas stand far from their prose, so
one passage has many pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from evaluator.model.doubt import NO_DOUBT, Confidence, Doubt
from evaluator.model.record import Record
from evaluator.model.source import Span

ABOUT_AS_LIKELY: Final = 5.0  # times less likely than the one that was taken, at most


class Reading(Record):
    """Another way to read the glyphs of a formula. `weight` is how likely it is beside all that are kept, 0 to 1."""

    latex: str
    weight: float


class Formula(Record):
    """One formula. `at` is its place in `Passage.markdown`, delimiters included; `span` its place in the source."""

    latex: str
    display: bool
    at: Span
    span: Span
    raw: str  # == Transcript.text[span]: the source's own spelling (LaTeX, or the scrambled chunk of a dump)
    rebuilt: bool = False  # not LaTeX in the source, but put together again from glyphs
    doubt: Doubt = NO_DOUBT
    assumed: tuple[str, ...] = ()  # what the source does not say: "alphabet", "box", "scripts", ...
    alternatives: tuple[Reading, ...] = ()  # other readings of the same chunk, likeliest first

    @property
    def likely_alternatives(self) -> tuple[Reading, ...]:
        """Those that the glyphs speak for about as well as for the one that was taken."""
        taken = 1.0 - sum(r.weight for r in self.alternatives)
        return tuple(r for r in self.alternatives if r.weight * ABOUT_AS_LIKELY >= taken)

    @property
    def verified(self) -> bool:
        """Whether both its reading and its place are sure."""
        return self.doubt.none


class Piece(Record):
    """`markdown[at]` was made from `Transcript.text[span]`."""

    at: Span
    span: Span


class Loss(Record):
    """Something of the source that is not in the markdown, or not at its place: a picture, glyphs left over.

    It belongs, as far as we know, somewhere in `at` of the markdown. `likely` is a loss that may be none: formulas
    and words were put together again, and all seems to fit.
    """

    what: str
    at: Span
    span: Span | None = None
    doubt: Confidence = Confidence.doubtful


class Passage(Record):
    markdown: str
    formulas: tuple[Formula, ...] = ()
    pieces: tuple[Piece, ...] = ()
    losses: tuple[Loss, ...] = ()

    def slice(self, start: int, end: int) -> Passage:
        """The passage `markdown[start:end]`; what lies outside is dropped, cut pieces are cut."""
        return Passage(
            markdown=self.markdown[start:end],
            formulas=tuple(
                f.model_copy(update={"at": _shift(f.at, -start)})
                for f in self.formulas
                if start <= f.at.start and f.at.end <= end
            ),
            pieces=tuple(c for p in self.pieces if (c := _cut(p, start, end))),
            losses=tuple(
                x.model_copy(update={"at": Span(start=max(x.at.start, start) - start, end=min(x.at.end, end) - start)})
                for x in self.losses
                if x.at.start <= end and start <= x.at.end
            ),
        )

    @staticmethod
    def joined(passages: Sequence[Passage], between: str = "\n\n") -> Passage:
        """All of them as one, one after the other."""
        if len(passages) == 1:
            return passages[0]
        text, formulas, pieces, losses = "", list[Formula](), list[Piece](), list[Loss]()
        for passage in passages:
            text += between if text else ""
            by = len(text)
            formulas += (f.model_copy(update={"at": _shift(f.at, by)}) for f in passage.formulas)
            pieces += (p.model_copy(update={"at": _shift(p.at, by)}) for p in passage.pieces)
            losses += (x.model_copy(update={"at": _shift(x.at, by)}) for x in passage.losses)
            text += passage.markdown
        return Passage(markdown=text, formulas=tuple(formulas), pieces=tuple(pieces), losses=tuple(losses))

    def locate(self, start: int, end: int) -> Span | None:
        """The source span behind `markdown[start:end]`: of the first piece that overlaps it."""
        for piece in self.pieces:
            cut = _cut(piece, start, end)
            if cut and cut.at.end > cut.at.start:
                return cut.span
        return None

    def extent(self, start: int, end: int) -> Span | None:
        """The source span from the first to the last character of `markdown[start:end]` that comes from the source,
        as far as it goes without turning back."""
        cuts = [c.span for p in self.pieces if (c := _cut(p, start, end))]
        found: Span | None = None
        for span in cuts:
            if found is not None and (span.start < found.end or span.page != found.page):
                break
            found = span if found is None else found.model_copy(update={"end": span.end, "box": _around(found, span)})
        return found

    def pages(self) -> tuple[int, ...]:
        """Pages touched, ascending."""
        return tuple(sorted({p.span.page for p in self.pieces if p.span.page is not None}))


def _around(one: Span, other: Span) -> tuple[float, float, float, float] | None:
    if one.box is None or other.box is None:
        return one.box or other.box
    low, high = zip(one.box, other.box, strict=True), zip(one.box, other.box, strict=True)
    (left, bottom, *_), (*_, right, top) = [min(pair) for pair in low], [max(pair) for pair in high]
    return left, bottom, right, top


def _shift(span: Span, by: int) -> Span:
    return span.model_copy(update={"start": span.start + by, "end": span.end + by})


def _cut(piece: Piece, start: int, end: int) -> Piece | None:
    """`piece` within `markdown[start:end]`, its `at` relative to `start`.

    A piece of equal lengths is a verbatim copy and is cut on both sides alike; any other (a formula) is kept whole.
    """
    low, high = max(piece.at.start, start), min(piece.at.end, end)
    if low >= high:
        return None
    at = Span(start=low - start, end=high - start)
    if piece.at.end - piece.at.start != piece.span.end - piece.span.start:
        return Piece(at=at, span=piece.span)
    first = piece.span.start + low - piece.at.start
    return Piece(at=at, span=piece.span.model_copy(update={"start": first, "end": first + high - low}))
