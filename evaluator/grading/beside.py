"""Which remarks on a turn are about which of its parts: what they name, else where they stand."""

from __future__ import annotations

from itertools import pairwise

from evaluator.grading.matching import Stretch
from evaluator.model import Comment, Passage
from evaluator.readers.printed import named


def remarks_on(stretch: Stretch, printed: str) -> tuple[str, ...]:
    """All of a turn's, unless they stand beside several places of an answer to several parts: then those that name
    the part `printed`, and of those that name none, the ones that stand within the stretch or behind the answer."""
    comments = stretch.turn.comments
    places = [_place(c, stretch.turn.output) for c in comments]
    if not stretch.joint or len({p for p in places if p is not None}) < 2:
        return tuple(c.passage.markdown for c in comments)
    return tuple(
        comment.passage.markdown
        for comment, place in zip(comments, places, strict=True)
        if _is_about(comment, place, stretch, printed)
    )


def _is_about(comment: Comment, place: int | None, stretch: Stretch, printed: str) -> bool:
    parts = [part for part in named(comment.passage.markdown) if part in stretch.parts]
    if parts:
        return printed in parts
    return place is None or stretch.at.start <= place < stretch.at.end


def _place(comment: Comment, output: Passage) -> int | None:
    """Where in the answer it stands; None for one that stands behind it, or anywhere."""
    spans = [piece.span.start for piece in output.pieces]
    if any(low > high for low, high in pairwise(spans)):  # a dump: its formulas stand elsewhere
        return None
    start = comment.beside
    if start is None and comment.where == "text" and comment.passage.pieces:
        start = comment.passage.pieces[0].span.start
    if start is None or not spans or start >= output.pieces[-1].span.end:
        return None
    before = [piece for piece in output.pieces if piece.span.start <= start]
    if not before:
        return 0
    last = before[-1]
    return min(last.at.start + start - last.span.start, last.at.end - 1)
