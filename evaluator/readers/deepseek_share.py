"""The JSON behind DeepSeek's share page and its chat page: messages with parents, in the old and the new shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evaluator.errors import EmptyInput
from evaluator.model import Transcript
from evaluator.readers.deepseek_export import fragment_message
from evaluator.readers.messages import Chat, Message, transcript

FORMAT = "deepseek-share"


def recognises(value: Any) -> bool:
    return _messages(_data(value)) is not None


def read(name: str, text: str, value: Any) -> Transcript:
    data = _data(value)
    messages = _messages(data) or []
    if not messages:
        code = value.get("code") if isinstance(value, dict) else None
        raise EmptyInput(name, f"the share page answered without messages{f' (code {code})' if code else ''}")
    stored = data.get("chat_session")
    session: dict[str, Any] = stored if isinstance(stored, dict) else data
    current = session.get("current_message_id")
    said = tuple(m for raw in _branch(messages, current) for m in _read_message(raw))
    title, model = session.get("title"), session.get("model_type")
    chat = Chat(said, title if isinstance(title, str) else None)
    return transcript(name, FORMAT, text, [chat], model if isinstance(model, str) else None)


def _data(value: Any) -> dict[str, Any]:
    """The payload inside `data.biz_data`, or the value itself when it was saved without its wrapping."""
    for key in ("data", "biz_data"):
        if isinstance(value, dict) and isinstance(value.get(key), dict):
            value = value[key]
    return value if isinstance(value, dict) else {}


def _messages(data: dict[str, Any]) -> list[dict[str, Any]] | None:
    for key in ("messages", "chat_messages"):
        found = data.get(key)
        if isinstance(found, list) and all(isinstance(m, dict) and "message_id" in m for m in found):
            return found if found or "chat_session" in data or "model_type" in data else None
    return None


def _branch(messages: list[dict[str, Any]], current: Any) -> list[dict[str, Any]]:
    """From the current message (or the last one) up to its root, in reading order."""
    by_id = {m["message_id"]: m for m in messages}
    at = current if current in by_id else messages[-1]["message_id"]
    branch: list[dict[str, Any]] = []
    while at in by_id and by_id[at] not in branch:
        branch.append(by_id[at])
        at = by_id[at].get("parent_id")
    return branch[::-1]


def _read_message(raw: dict[str, Any]) -> Iterator[Message]:
    content = raw.get("content")
    asks = str(raw.get("role")).upper() == "USER"
    if isinstance(content, str) and content.strip():
        thought = raw.get("thinking_content")
        if isinstance(thought, str) and thought.strip():
            yield Message("thinking", thought)
        yield Message("user" if asks else "assistant", content)
        return
    for fragment in raw.get("fragments") or ():
        if isinstance(fragment, dict):
            yield from fragment_message(fragment)
