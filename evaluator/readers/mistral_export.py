"""Le Chat's export: a flat list of messages that name their chat."""

from __future__ import annotations

from typing import Any

from evaluator.model import Transcript
from evaluator.readers.json_values import objects, texts
from evaluator.readers.messages import Chat, Message, transcript

FORMAT = "mistral-export"
_ROLES = {"user": "user", "assistant": "assistant"}


def recognises(value: Any) -> bool:
    messages = objects(value)
    return bool(messages) and all("chatId" in m and "role" in m for m in messages)


def read(name: str, text: str, value: Any) -> Transcript:
    chats: dict[str, list[dict[str, Any]]] = {}
    for message in objects(value):
        chats.setdefault(str(message["chatId"]), []).append(message)
    ordered = (sorted(each, key=lambda m: str(m.get("createdAt", ""))) for each in chats.values())
    return transcript(name, FORMAT, text, [Chat(tuple(map(_read, each))) for each in ordered], None)


def _read(raw: dict[str, Any]) -> Message:
    role = _ROLES.get(str(raw["role"]).lower(), "")
    said = raw.get("content") if isinstance(raw.get("content"), str) else None
    return Message(role, said or texts(raw.get("contentChunks")) if role else "")  # type: ignore[arg-type]
