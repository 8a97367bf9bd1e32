"""The account export of DeepSeek: conversations.json, each conversation a tree of messages made of fragments.

Timestamps can run backwards, so the tree alone gives the order; at a fork the last child is the current branch.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evaluator.model import Transcript
from evaluator.readers.json_values import string
from evaluator.readers.messages import Chat, Message, transcript

FORMAT = "deepseek-export"
_ROLES = {"REQUEST": "user", "RESPONSE": "assistant", "THINK": "thinking", "THINKING": "thinking"}


def recognises(value: Any) -> bool:
    items = value if isinstance(value, list) else [value]
    return (
        bool(items)
        and all(isinstance(i, dict) and isinstance(i.get("mapping"), dict) for i in items)
        and (
            any("fragments" in (n.get("message") or {}) for i in items for n in _nodes(i)) or "inserted_at" in items[0]
        )
    )


def read(name: str, text: str, value: Any) -> Transcript:
    items = value if isinstance(value, list) else [value]
    chats = [Chat(tuple(_messages(item)), string(item.get("title"))) for item in items]
    models = [m for item in items for n in _nodes(item) if (m := string((n.get("message") or {}).get("model")))]
    return transcript(name, FORMAT, text, chats, models[0] if models else None)


def _nodes(item: dict[str, Any]) -> list[dict[str, Any]]:
    return [n for n in item["mapping"].values() if isinstance(n, dict)]


def _messages(item: dict[str, Any]) -> Iterator[Message]:
    for node in _branch(item["mapping"]):
        message = node.get("message")
        for fragment in (message or {}).get("fragments") or ():
            if isinstance(fragment, dict):
                yield from fragment_message(fragment)


def _branch(mapping: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The nodes from the root down the last children."""
    at = next((k for k, n in mapping.items() if isinstance(n, dict) and n.get("parent") is None), None)
    seen: set[str] = set()
    while isinstance(at, str) and at in mapping and at not in seen and isinstance(mapping[at], dict):
        seen.add(at)
        yield mapping[at]
        children = mapping[at].get("children") or [None]
        at = children[-1] if isinstance(children, list) else None


def fragment_message(fragment: dict[str, Any]) -> Iterator[Message]:
    """What a fragment says; searches, files and tools say nothing."""
    role, content = _ROLES.get(str(fragment.get("type"))), fragment.get("content")
    if role and isinstance(content, str):
        yield Message(role, content)  # type: ignore[arg-type]
