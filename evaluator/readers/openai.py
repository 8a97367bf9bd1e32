"""OpenAI-style messages: a list, an object with `messages` (or many, a line each), or a chat completion response."""

from __future__ import annotations

from typing import Any

from evaluator.model import Transcript
from evaluator.readers.json_values import string, texts
from evaluator.readers.messages import Chat, Message, split_thinking, transcript

FORMAT = "openai"


def recognises(value: Any) -> bool:
    chats = _chats(value)
    return bool(chats) and all(map(_messages, chats))


def read(name: str, text: str, value: Any) -> Transcript:
    """One chat, or a list of them, as JSON lines hold it."""
    chats = _chats(value)
    said = [Chat(tuple(m for raw in _messages(c) for m in _read_message(raw)), _title(c)) for c in chats]
    models = (c["model"] for c in chats if isinstance(c, dict) and isinstance(c.get("model"), str))
    return transcript(name, FORMAT, text, said, next(models, None))


def _chats(value: Any) -> list[Any]:
    listed = isinstance(value, list) and bool(value) and all(isinstance(v, dict) and "role" not in v for v in value)
    return value if listed else [value]


def _title(chat: Any) -> str | None:
    return string(chat.get("title")) if isinstance(chat, dict) else None


def _messages(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        found = value.get("messages")
        if found is None and isinstance(value.get("choices"), list):
            found = [c.get("message") for c in value["choices"][:1] if isinstance(c, dict)]
        value = found
    if not isinstance(value, list) or not all(isinstance(m, dict) for m in value):
        return []
    return [m for m in value if "role" in m] if any("role" in m and "fragments" not in m for m in value) else []


def _read_message(raw: dict[str, Any]) -> list[Message]:
    text = texts(raw.get("content"))
    match str(raw["role"]).lower():
        case "user" | "human":
            return [Message("user", text)]
        case "assistant" | "ai" | "model":
            thought = raw.get("reasoning_content") or raw.get("reasoning") or raw.get("chain_of_thought")
            if isinstance(thought, str) and thought.strip():
                return [Message("thinking", thought), Message("assistant", text)]
            return split_thinking(text)
    return []  # a system or tool message is neither asked nor answered
