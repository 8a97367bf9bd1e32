"""Claude's account export: conversations with `chat_messages`, each sent by a human or the assistant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evaluator.model import Transcript
from evaluator.readers.json_values import branch, objects, string
from evaluator.readers.messages import Chat, Message, transcript

FORMAT = "claude-export"
_ROLES = {"human": "user", "assistant": "assistant"}


def recognises(value: Any) -> bool:
    chats = objects(value)
    return bool(chats) and all(
        isinstance(found := c.get("chat_messages"), list) and all(isinstance(m, dict) and "sender" in m for m in found)
        for c in chats
    )


def read(name: str, text: str, value: Any) -> Transcript:
    chats = [
        Chat(tuple(m for raw in _current(c["chat_messages"]) for m in _read(raw)), string(c.get("name")))
        for c in objects(value)
    ]
    models = (m for c in objects(value) if (m := string(c.get("model"))))
    return transcript(name, FORMAT, text, chats, next(models, None))


def _current(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The branch of the last message; all of them where none names a parent that is there."""
    by_id = {m["uuid"]: m for m in messages if isinstance(m.get("uuid"), str)}
    if len(by_id) < len(messages) or not any(m.get("parent_message_uuid") in by_id for m in messages):
        return messages
    return branch(by_id, messages[-1]["uuid"], "parent_message_uuid")


def _read(raw: Mapping[str, Any]) -> Iterator[Message]:
    role = _ROLES.get(str(raw.get("sender")))
    if role is None:
        return
    parts = [p for p in raw.get("content") or () if isinstance(p, dict)]
    for part in parts:
        if part.get("type") == "thinking" and isinstance(part.get("thinking"), str):
            yield Message("thinking", part["thinking"])
    said = "\n\n".join(p["text"] for p in parts if p.get("type") == "text" and isinstance(p.get("text"), str))
    yield Message(role, said or string(raw.get("text")) or "")  # type: ignore[arg-type]
