"""How costly pieces of a document are read: one after the other here, or by whoever has processes and budgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")


class Each(Protocol):
    """`function` of every item, in order; None for an item that was given up."""

    def __call__(self, function: Callable[[Item], Made], items: Sequence[Item], /) -> Iterable[Made | None]: ...


def in_turn(function: Callable[[Item], Made], items: Sequence[Item], /) -> Iterable[Made | None]:
    """In this process, without a budget."""
    return map(function, items)
