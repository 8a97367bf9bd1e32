"""Walking and rebuilding formula trees of any node type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Final

from evaluator.mathtext.tree import Node, Product


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below `node`, in order."""
    for name in _fields(type(node)):
        yield from _nodes(getattr(node, name))


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
    for name in _fields(type(node)):
        before = getattr(node, name)
        after = _changed(before, change)
        if after is not before:
            changes[name] = after
    return replace(node, **changes) if changes else node


def bottom_up(node: Node, change: Callable[[Node], Node]) -> Node:
    """`change` applied to every node, leaves first."""
    return change(rebuild(node, lambda below: bottom_up(below, change)))


def paired(node: Node, join: Callable[[Node, Node], Node | None]) -> Node:
    """A product with two neighbours as one wherever `join` makes something of them; any other node as it is."""
    if not isinstance(node, Product):
        return node
    made: list[Node] = []
    for factor in node.factors:
        both = join(made[-1], factor) if made else None
        if both is None:
            made.append(factor)
        else:
            made[-1] = both
    return made[0] if len(made) == 1 else Product(tuple(made))


_FIELDS: Final[dict[type, tuple[str, ...]]] = {}  # of each type of node, asked for once


def _fields(kind: type[Node]) -> tuple[str, ...]:
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(field.name for field in fields(kind))
    return _FIELDS[kind]


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
