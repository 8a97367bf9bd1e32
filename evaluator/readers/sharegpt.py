"""ShareGPT's shape, in which many datasets are published: `conversations` of `from` and `value`."""

from __future__ import annotations

from typing import Any

from evaluator.model import Transcript
from evaluator.readers.json_values import objects, string
from evaluator.readers.messages import Chat, Message, split_thinking, transcript

FORMAT = "sharegpt"
_ASKS = frozenset({"human", "user"})
_ANSWERS = frozenset({"gpt", "assistant", "chatgpt", "bard", "bing", "model", "ai"})


def recognises(value: Any) -> bool:
    chats = objects(value)
    return bool(chats) and all(
        isinstance(said := c.get("conversations"), list)
        and said
        and all(isinstance(m, dict) and "from" in m for m in said)
        for c in chats
    )


def read(name: str, text: str, value: Any) -> Transcript:
    chats = [
        Chat(tuple(m for raw in c["conversations"] for m in _read(raw)), string(c.get("title"))) for c in objects(value)
    ]
    return transcript(
        name, FORMAT, text, chats, next((m for c in objects(value) if (m := string(c.get("model")))), None)
    )


def _read(raw: dict[str, Any]) -> list[Message]:
    role, said = str(raw["from"]).lower(), string(raw.get("value")) or ""
    if role in _ASKS:
        return [Message("user", said)]
    return split_thinking(said) if role in _ANSWERS else []
