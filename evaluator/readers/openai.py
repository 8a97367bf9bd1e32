"""OpenAI-style messages: a list, an object with `messages`, or a chat completion response."""

from __future__ import annotations

from typing import Any

from evaluator.model import Transcript
from evaluator.readers.messages import Chat, Message, split_thinking, transcript

FORMAT = "openai"


def recognises(value: Any) -> bool:
    return bool(_messages(value))


def read(name: str, text: str, value: Any) -> Transcript:
    messages = [m for raw in _messages(value) for m in _read_message(raw)]
    model = value.get("model") if isinstance(value, dict) else None
    return transcript(name, FORMAT, text, [Chat(tuple(messages))], model if isinstance(model, str) else None)


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
    text = _content(raw.get("content"))
    match str(raw["role"]).lower():
        case "user" | "human":
            return [Message("user", text)]
        case "assistant" | "ai" | "model":
            thought = raw.get("reasoning_content") or raw.get("reasoning")
            if isinstance(thought, str) and thought.strip():
                return [Message("thinking", thought), Message("assistant", text)]
            return split_thinking(text)
    return []  # a system or tool message is neither asked nor answered


def _content(content: Any) -> str:
    """Plain text, or the text parts of a list of content parts."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "\n\n".join(p["text"] for p in content if isinstance(p, dict) and isinstance(p.get("text"), str))
    return ""
