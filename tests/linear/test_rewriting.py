"""Random matrix expressions, rewritten by laws that hold: equal. With factors swapped or a transpose dropped: never."""

from __future__ import annotations

import random

import pytest

from evaluator.kinds.pair import compare

_NAMES = ("W_1", "W_2", "W_3", "X", "Y", "Z")


class Words:
    """A product of matrices, each perhaps transposed."""

    def __init__(self, generator: random.Random) -> None:
        names = generator.sample(_NAMES, generator.randint(3, 4))
        self.factors = [(name, index == 0 or generator.random() < 0.4) for index, name in enumerate(names)]

    def written(self) -> str:
        return " ".join(f"{name}^T" if turned else name for name, turned in self.factors)

    def turned(self) -> str:
        """(ABC)^T = C^T B^T A^T, so that its transpose is the word again."""
        inner = " ".join(name if turned else f"{name}^T" for name, turned in reversed(self.factors))
        return f"({inner})^T"

    def grouped(self, at: int) -> str:
        parts = [f"{name}^T" if turned else name for name, turned in self.factors]
        return f"{' '.join(parts[:at])} ({' '.join(parts[at:])})"

    def swapped(self, at: int) -> str:
        order = [*self.factors[:at], self.factors[at + 1], self.factors[at], *self.factors[at + 2 :]]
        return " ".join(f"{name}^T" if turned else name for name, turned in order)

    def dropped(self) -> str:
        return " ".join([self.factors[0][0], *(f"{n}^T" if t else n for n, t in self.factors[1:])])


@pytest.mark.parametrize("seed", range(12))
def test_laws_hold(seed: int) -> None:
    word = Words(random.Random(seed))
    for other in (word.turned(), word.grouped(1), f"2 {word.written()} - {word.written()}"):
        assert compare(word.written(), other).outcome == "equal", (word.written(), other)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_changed_is_never_equal(seed: int) -> None:
    word = Words(random.Random(seed))
    for other in (word.swapped(0), word.swapped(1), word.dropped(), word.written().replace(word.factors[1][0], "V")):
        assert compare(word.written(), other).outcome != "equal", (word.written(), other)
