"""Walking and rebuilding formula trees of any node type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace

from evaluator.mathtext.tree import Node


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below `node`, in order."""
    for field in fields(node):
        yield from _nodes(getattr(node, field.name))


def walk(node: Node) -> Iterator[Node]:
    """`node` and all nodes below it, from the top."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(list(children(current))))


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """`node` with `change` applied to each node directly below it."""
    changes = {}
    for field in fields(node):
        before = getattr(node, field.name)
        after = _changed(before, change)
        if after is not before:
            changes[field.name] = after
    return replace(node, **changes) if changes else node


def bottom_up(node: Node, change: Callable[[Node], Node]) -> Node:
    """`change` applied to every node, leaves first."""
    return change(rebuild(node, lambda below: bottom_up(below, change)))


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)


def _changed(value: object, change: Callable[[Node], Node]) -> object:
    if isinstance(value, Node):
        return change(value)
    if isinstance(value, tuple):
        after = tuple(_changed(item, change) for item in value)
        return value if all(a is b for a, b in zip(after, value, strict=True)) else after
    return value
