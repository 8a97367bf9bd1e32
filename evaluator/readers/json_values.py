"""Careful looks into JSON whose shape nobody promised."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list, or the only one; empty where anything else stands."""
    items = value if isinstance(value, list) else [value]
    return items if all(isinstance(item, dict) for item in items) else []


def string(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def branch(nodes: Mapping[Any, Any], leaf: Any, parent: str) -> list[dict[str, Any]]:
    """The nodes from the root down to `leaf`, each knowing its `parent`; a circle is cut where it closes."""
    found: list[dict[str, Any]] = []
    seen: set[Any] = set()
    while isinstance(leaf, str | int) and leaf in nodes and leaf not in seen and isinstance(nodes[leaf], dict):
        seen.add(leaf)
        found.append(nodes[leaf])
        leaf = nodes[leaf].get(parent)
    return found[::-1]


def texts(content: Any) -> str:
    """Plain text, or the text parts of a list of content parts."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "\n\n".join(p["text"] for p in content if isinstance(p, dict) and isinstance(p.get("text"), str))
    return ""
