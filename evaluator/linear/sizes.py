"""Sizes that are not known yet, made equal step by step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

Size = int | str  # 1, the size of a written matrix, or the name of one that is not known
Shape = tuple[Size, Size]  # rows and columns; a scalar has none

ONE: Final[Shape] = (1, 1)


class Misfit(Exception):
    """Two sizes that had to be equal and cannot be; `what` says where, in words."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Unlikely(Misfit):
    """What is possible and not meant: a norm of a number. No reading of an expected answer, and no fault of another."""


@dataclass
class Sizes:
    """Which unknown sizes are equal. A matrix may have any size but one row or one column."""

    parents: dict[str, Size] = field(default_factory=dict)
    wide: set[str] = field(default_factory=set)  # sizes that are at least two
    given: frozenset[str] = frozenset()  # sizes that somebody declared: no two of them are the same
    count: int = 0

    def fresh(self, wide: bool = True) -> str:
        self.count += 1
        name = f"#{self.count}"
        if wide:
            self.wide.add(name)
        return name

    def find(self, size: Size) -> Size:
        while isinstance(size, str) and size in self.parents:
            size = self.parents[size]
        return size

    def same(self, one: Size, other: Size, what: str) -> None:
        """Makes both the same size. Raises `Misfit`."""
        one, other = self.find(one), self.find(other)
        if one == other:
            return
        if isinstance(one, int) or one in self.given:
            one, other = other, one
        if isinstance(one, int) or one in self.given or (other == 1 and one in self.wide):
            raise Misfit(what)
        self.parents[one] = other
        if one in self.wide and isinstance(other, str):
            self.wide.add(other)

    def shape(self, shape: Shape) -> Shape:
        return self.find(shape[0]), self.find(shape[1])

    def copy(self) -> Sizes:
        return Sizes(dict(self.parents), set(self.wide), self.given, self.count)
