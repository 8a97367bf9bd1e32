"""Chats that come as messages: from (role, text) pairs to a transcript.

The transcript's text is all messages joined by blank lines, in the order they are read, so that every span points at
readable text and not into escaped JSON.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from evaluator.errors import EmptyInput
from evaluator.mathtext.escapes import given_back
from evaluator.model import Conversation, Passage, Source, Transcript, Turn
from evaluator.readers.about import about
from evaluator.readers.flattened import doubted
from evaluator.readers.ids import slug
from evaluator.readers.passages import verbatim
from evaluator.readers.spoken import with_spoken_remarks

Role = Literal["user", "assistant", "thinking"]
_THINK = re.compile(r"^\s*(?:<think>)?(?P<thought>.*?)</think>\s*", re.DOTALL)


@dataclass(frozen=True)
class Message:
    role: Role
    text: str


@dataclass(frozen=True)
class Chat:
    messages: tuple[Message, ...]
    title: str | None = None
    link: str | None = None


def split_thinking(text: str) -> list[Message]:
    """An assistant's text that may carry its thoughts between <think> tags."""
    match = _THINK.match(text) if "</think>" in text else None
    if match is None:
        return [Message("assistant", text)]
    return [Message("thinking", match["thought"].strip()), Message("assistant", text[match.end() :])]


def transcript(name: str, format: str, raw: str, chats: Sequence[Chat], model: str | None) -> Transcript:
    """The transcript of some chats. Raises EmptyInput when nobody says anything."""
    builder = _Builder()
    conversations = tuple(c for chat in chats if (c := builder.conversation(chat)).turns)
    if not conversations:
        raise EmptyInput(name, "it holds no messages of a user and an assistant")
    source = Source(name=name, format=format, sha256=hashlib.sha256(raw.encode()).hexdigest(), producer=None)
    told, notes = doubted(conversations, builder.text, from_pages=False)
    return Transcript(id=slug(name), source=source, text=builder.text, conversations=told, model=model, problems=notes)


class _Builder:
    """Collects the text as it hands out passages of it."""

    def __init__(self) -> None:
        self.text = ""
        self._count = 0
        self._last: tuple[str, ...] = ()

    def conversation(self, chat: Chat) -> Conversation:
        turns = with_spoken_remarks([self._turn(group) for group in _exchanges(chat.messages)])
        return Conversation(link=chat.link, title=chat.title, turns=turns)

    def _passage(self, text: str) -> Passage:
        if self.text:
            self.text += "\n\n"
        passage = verbatim(text, len(self.text))
        self.text += text
        return passage

    def _turn(self, group: Sequence[Message]) -> Turn:
        said = {
            role: given_back("\n\n".join(m.text for m in group if m.role == role))
            for role in ("user", "thinking", "assistant")
        }
        wanted = about(said["user"], said["assistant"], self._last)
        turn = Turn(
            id=self._count,
            parts=wanted.parts,
            follow_up=wanted.follow_up,
            prompt=self._passage(said["user"]),
            thinking=self._passage(said["thinking"]) if said["thinking"] else None,
            output=self._passage(said["assistant"]),
            comments=(),
        )
        self._count, self._last = self._count + 1, turn.parts
        return turn


def _exchanges(messages: Iterable[Message]) -> list[list[Message]]:
    """Messages grouped by the prompt that opens them."""
    groups: list[list[Message]] = []
    for message in messages:
        starts = message.role == "user" and not (groups and all(m.role == "user" for m in groups[-1]))
        if starts or not groups:
            groups.append([])
        groups[-1].append(message)
    return [g for g in groups if any(m.text.strip() for m in g)]
