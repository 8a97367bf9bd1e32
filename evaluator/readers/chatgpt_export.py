"""ChatGPT's account export: each conversation a tree of messages, read from its current node up to the root.

Keys as public converters of this export read them (`mapping`, `author.role`, `content.content_type`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evaluator.model import Transcript
from evaluator.readers.json_values import branch, objects, string
from evaluator.readers.messages import Chat, Message, transcript

FORMAT = "chatgpt-export"


def recognises(value: Any) -> bool:
    chats = objects(value)
    return bool(chats) and all(
        isinstance(c.get("mapping"), dict) and any(isinstance(m.get("author"), dict) for m in _all_messages(c))
        for c in chats
    )


def read(name: str, text: str, value: Any) -> Transcript:
    chats = objects(value)
    said = [Chat(tuple(m for raw in _current(c) for m in _read(raw)), string(c.get("title"))) for c in chats]
    models = (
        m for c in chats for raw in _all_messages(c) if (m := string((raw.get("metadata") or {}).get("model_slug")))
    )
    return transcript(name, FORMAT, text, said, next(models, None))


def _all_messages(chat: Mapping[str, Any]) -> list[dict[str, Any]]:
    nodes = [n for n in chat["mapping"].values() if isinstance(n, dict)]
    return [m for n in nodes if isinstance(m := n.get("message"), dict)]


def _current(chat: Mapping[str, Any]) -> list[dict[str, Any]]:
    nodes = branch(chat["mapping"], chat.get("current_node"), "parent")
    return [m for n in nodes if isinstance(m := n.get("message"), dict)]


def _read(raw: Mapping[str, Any]) -> Iterator[Message]:
    """What is shown of a message: nothing of tools, of hidden messages, or of what the model says to a tool."""
    metadata, content = raw.get("metadata") or {}, raw.get("content")
    hidden = isinstance(metadata, dict) and metadata.get("is_visually_hidden_from_conversation")
    if hidden or raw.get("recipient", "all") != "all" or not isinstance(content, dict):
        return
    kind, role = content.get("content_type"), (raw.get("author") or {}).get("role")
    if kind == "thoughts" and role == "assistant":
        thoughts = [t for t in content.get("thoughts") or () if isinstance(t, dict)]
        yield Message("thinking", "\n\n".join(t["content"] for t in thoughts if isinstance(t.get("content"), str)))
    elif kind in ("text", "multimodal_text") and role in ("user", "assistant"):
        parts = [p if isinstance(p, str) else string(p.get("text")) for p in content.get("parts") or () if p]
        yield Message(role, "\n\n".join(p for p in parts if p))
