"""What exporters of the chat page write: a tree of messages, each with its answers inside of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evaluator.model import Transcript
from evaluator.readers.json_values import objects, string
from evaluator.readers.messages import Chat, Message, transcript

FORMAT = "message-tree"
_ROLES = {"user": "user", "assistant": "assistant"}


def recognises(value: Any) -> bool:
    roots = objects(value)
    return bool(roots) and all("children" in r and _type(r) in _ROLES and "mapping" not in r for r in roots)


def read(name: str, text: str, value: Any) -> Transcript:
    """The last answer to everything is the current one."""
    chats = [Chat(tuple(m for node in _branch(root) for m in _read(node))) for root in objects(value)]
    return transcript(name, FORMAT, text, chats, None)


def _branch(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    while True:
        yield node
        children = node.get("children")
        if not isinstance(children, list) or not children or not isinstance(children[-1], dict):
            return
        node = children[-1]


def _read(node: dict[str, Any]) -> Iterator[Message]:
    role, thought = _ROLES.get(_type(node)), string(node.get("thought"))
    if role == "assistant" and thought:
        yield Message("thinking", thought)
    if role:
        yield Message(role, string(node.get("content")) or "")  # type: ignore[arg-type]


def _type(node: dict[str, Any]) -> str:
    return str(node.get("type")).lower()
