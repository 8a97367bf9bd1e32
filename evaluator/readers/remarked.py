"""Remarks on the pages of a document to comments on the turns that they stand beside."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.mathtext.pdf.document import Document
from evaluator.model import Comment, Conversation, Formula, Passage, Span, Turn
from evaluator.readers.annotations import Box, Remark
from evaluator.readers.passages import verbatim


def with_remarks(
    document: Document, conversations: Sequence[Conversation], remarks: Sequence[Remark]
) -> tuple[str, tuple[Conversation, ...]]:
    """The text of the transcript, with the remarks at its end, and the conversations with them as comments."""
    text = document.passage.markdown
    turns = [t for c in conversations for t in c.turns]
    added: dict[int, list[Comment]] = {t.id: [] for t in turns}
    for remark in remarks:
        place = document.nearest(remark.page, (remark.box[1] + remark.box[3]) / 2)
        said = _said(remark, document)
        if not said or not turns:
            continue
        turn = _turn_at(place.start if place else len(text), turns)
        text += "\n\n"
        added[turn.id].append(_comment(remark, said, len(text), document.passage, place.start if place else None))
        text += said
    return text, tuple(_with(c, added) for c in conversations)


def _said(remark: Remark, document: Document) -> str:
    """What it says; a mark without words says what it marks."""
    if remark.text or remark.marks is None:
        return remark.text
    under = [
        document.passage.markdown[p.start : p.end].strip()
        for p in document.places
        if p.page == remark.page and any(low <= p.y + 1 <= high for _, low, _, high in remark.boxes)
    ]
    return f"{remark.marks}: {' '.join(u for u in under if u)}" if any(under) else ""


def _comment(remark: Remark, said: str, start: int, passage: Passage, beside: int | None) -> Comment:
    spoken = verbatim(said, start)
    pieces = tuple(
        p.model_copy(update={"span": p.span.model_copy(update={"page": remark.page, "box": remark.box})})
        for p in spoken.pieces
    )
    return Comment(
        passage=spoken.model_copy(update={"pieces": pieces}),
        page=remark.page,
        where="annotation",
        box=remark.box,
        touches=_touched(remark, passage.formulas),
        beside=beside,
    )


def _touched(remark: Remark, formulas: Sequence[Formula]) -> Span | None:
    """The first formula of its page that one of its boxes lies on."""
    own = (f for f in formulas if f.span.page == remark.page and f.span.box is not None)
    return next((f.span for f in own if any(_overlap(f.span.box, box) for box in remark.boxes)), None)


def _overlap(one: Box | None, other: Box) -> bool:
    return one is not None and one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _turn_at(offset: int, turns: Sequence[Turn]) -> Turn:
    """The last turn that begins before; what stands before all of them is about the first."""
    before = [t for t in turns if _begins(t) <= offset]
    return before[-1] if before else turns[0]


def _begins(turn: Turn) -> int:
    starts = [p.span.start for said in (turn.prompt, turn.output) for p in said.pieces[:1]]
    return min(starts, default=0)


def _with(conversation: Conversation, added: dict[int, list[Comment]]) -> Conversation:
    turns = tuple(t.model_copy(update={"comments": (*t.comments, *added[t.id])}) for t in conversation.turns)
    return conversation.model_copy(update={"turns": turns})
