"""What a reader makes of a source file."""

from __future__ import annotations

from typing import Literal

from evaluator.model.doubt import Confidence
from evaluator.model.passage import Passage
from evaluator.model.record import Record
from evaluator.model.source import Source, Span


class Comment(Record):
    """A human's remark on a turn."""

    passage: Passage
    page: int | None = None
    where: Literal["text", "annotation", "prompt"] = "text"  # "prompt": at the start of the next one
    box: tuple[float, float, float, float] | None = None  # of an annotation, in points: left, low, right, high
    touches: Span | None = None  # the formula that it was put on
    beside: int | None = None  # of an annotation: where in `Transcript.text` the line begins that it stands beside


class Turn(Record):
    """One exchange: what was asked, what the model thought and said, and the remarks on it.

    `parts` are as printed ("1b"); a follow-up without a part of its own carries those of the turn before it and
    `follow_up` is true.
    """

    id: int  # position in the transcript, from 0, over all conversations
    parts: tuple[str, ...]
    follow_up: bool
    prompt: Passage
    thinking: Passage | None
    output: Passage
    comments: tuple[Comment, ...]
    speakers: Confidence = Confidence.sure  # who says what: marked, guessed, or not known at all

    def pages(self) -> tuple[int, ...]:
        passages = [self.prompt, self.thinking, self.output, *(c.passage for c in self.comments)]
        return tuple(sorted({page for p in passages if p for page in p.pages()}))


class Conversation(Record):
    link: str | None
    title: str | None
    turns: tuple[Turn, ...]


class ReadingProblem(Record):
    """Something in the source that could not be read; ours, not the model's."""

    what: str
    span: Span | None = None


class Transcript(Record):
    """A source file as understood. `text` is what every `Span` points into."""

    id: str
    source: Source
    text: str
    conversations: tuple[Conversation, ...]
    model: str | None = None
    problems: tuple[ReadingProblem, ...] = ()

    def turns(self) -> tuple[Turn, ...]:
        return tuple(t for c in self.conversations for t in c.turns)
