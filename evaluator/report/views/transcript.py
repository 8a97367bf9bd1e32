"""A transcript's page: the chat, and for every turn what the margin says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluator.model import Conversation, PartResult, Passage, Span, Transcript, Turn
from evaluator.report import links, words
from evaluator.report.marking import Mark
from evaluator.report.views.notes import Card, Note, card, notes, placed
from evaluator.report.views.parts import PartsByID
from evaluator.report.words import Word


@dataclass(frozen=True)
class RebuiltFormula:
    latex: str
    raw: str
    verified: bool


@dataclass(frozen=True)
class TurnView:
    """`marks[i]` is the place in the output of `notes[i]`."""

    anchor: str
    heading: str
    follow_up: bool
    pages: str | None
    prompt: Passage
    thinking: Passage | None
    output: Passage
    comments: tuple[Passage, ...]
    cards: tuple[Card, ...]
    marks: tuple[Mark, ...]
    notes: tuple[Note, ...]
    rebuilt: tuple[RebuiltFormula, ...]


@dataclass(frozen=True)
class ConversationView:
    anchor: str
    heading: str
    link: str | None
    turns: tuple[TurnView, ...]


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents."""

    href: str
    label: str
    title: str
    verdict: Word
    disagrees: bool


@dataclass(frozen=True)
class TranscriptView:
    id: str
    source: str
    format: str
    producer: str | None
    model: str | None
    tally: str
    contents: tuple[Entry, ...]
    unasked: tuple[Entry, ...]
    absent: tuple[Card, ...]  # parts whose turn is not here
    problems: tuple[str, ...]
    conversations: tuple[ConversationView, ...]


def transcript_view(transcript: Transcript, results: Sequence[PartResult], parts: PartsByID) -> TranscriptView:
    """`results` are those of this transcript."""
    ids = {t.id for t in transcript.turns()}
    asked = [r for r in results if r.verdict != "unasked"]
    cards = {r.part: card(r, parts.of(r), transcript) for r in results}
    return TranscriptView(
        id=transcript.id,
        source=transcript.source.name,
        format=transcript.source.format,
        producer=transcript.source.producer,
        model=transcript.model,
        tally=words.tally(results),
        contents=tuple(_entry(cards[r.part]) for r in asked),
        unasked=tuple(_entry(cards[r.part]) for r in results if r.verdict == "unasked"),
        absent=tuple(cards[r.part] for r in asked if not ids.intersection(r.turns)),
        problems=tuple(_problem(p.what, words.place(p.span)) for p in transcript.problems),
        conversations=tuple(
            _conversation(n, c, _Margin(transcript, tuple(results), parts, cards))
            for n, c in enumerate(transcript.conversations, 1)
        ),
    )


@dataclass(frozen=True)
class _Margin:
    """What is needed to say which notes belong to a turn."""

    transcript: Transcript
    results: tuple[PartResult, ...]
    parts: PartsByID
    cards: dict[str, Card]

    def of(self, turn: Turn) -> tuple[Card, ...]:
        """Cards of the parts that begin here."""
        known = {t.id for t in self.transcript.turns()}
        return tuple(
            self.cards[r.part] for r in self.results if min(known.intersection(r.turns), default=None) == turn.id
        )

    def labels(self, turn: Turn) -> list[str]:
        return [self.parts.of(r).label for r in self.results if turn.id in r.turns]

    def notes(self, turn: Turn) -> list[tuple[Mark, Note]]:
        """Answers stated in this turn, in the order of the text."""
        turns = {turn.id: turn}
        found = []
        for result in self.results:
            made = notes(result, self.parts.of(result), self.transcript)
            for answer, note in zip(result.answers, made, strict=True):
                if answer.at and placed(answer, turns) and note.text_anchor:
                    found.append((_mark(answer.at, note, note.text_anchor), note))
        return sorted(found, key=lambda pair: (pair[0].start, pair[0].anchor))


def _mark(at: Span, note: Note, anchor: str) -> Mark:
    style = f"v-{note.outcome.key}" + (" prose-answer" if note.is_prose else "")
    return Mark(at.start, at.end, anchor, note.anchor, style, note.outcome.symbol, note.outcome.word)


def _conversation(number: int, conversation: Conversation, margin: _Margin) -> ConversationView:
    title = f": {conversation.title}" if conversation.title else ""
    return ConversationView(
        anchor=f"conversation-{number}",
        heading=f"Conversation {number}{title}",
        link=conversation.link,
        turns=tuple(_turn(t, margin) for t in conversation.turns),
    )


def _turn(turn: Turn, margin: _Margin) -> TurnView:
    placed_notes = margin.notes(turn)
    return TurnView(
        anchor=links.turn_anchor(turn.id),
        heading=" and ".join(margin.labels(turn) or turn.parts) or f"Turn {turn.id + 1}",
        follow_up=turn.follow_up,
        pages=words.pages(turn.pages()),
        prompt=turn.prompt,
        thinking=turn.thinking,
        output=turn.output,
        comments=tuple(c.passage for c in turn.comments),
        cards=margin.of(turn),
        marks=tuple(mark for mark, _ in placed_notes),
        notes=tuple(note for _, note in placed_notes),
        rebuilt=tuple(_rebuilt(turn)),
    )


def _rebuilt(turn: Turn) -> list[RebuiltFormula]:
    said = [turn.prompt, turn.output, *(c.passage for c in turn.comments)]
    found = [f for passage in said for f in passage.formulas if f.rebuilt]
    return [RebuiltFormula(f.latex, f.raw, f.verified) for f in found]


def _entry(made: Card) -> Entry:
    return Entry(f"#{made.anchor}", made.label, made.title, made.verdict, made.disagrees)


def _problem(what: str, place: str | None) -> str:
    return f"{what} ({place})" if place else what
