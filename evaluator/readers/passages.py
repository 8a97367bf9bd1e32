"""Markdown that is the source itself: formulas found by their delimiters, every character its own piece."""

from __future__ import annotations

from evaluator.mathtext.delimiters import find_math
from evaluator.model import Formula, Passage, Piece, Span


def verbatim(text: str, start: int = 0) -> Passage:
    """The passage of `text`, which stands at `start` in the transcript's text."""
    formulas = tuple(
        Formula(
            latex=text[m.inner_start : m.inner_end].strip(),
            display=m.display,
            at=Span(start=m.start, end=m.end),
            span=Span(start=start + m.start, end=start + m.end),
            raw=text[m.start : m.end],
        )
        for m in find_math(text)
    )
    piece = Piece(at=Span(start=0, end=len(text)), span=Span(start=start, end=start + len(text)))
    return Passage(markdown=text, formulas=formulas, pieces=(piece,) if text else ())
