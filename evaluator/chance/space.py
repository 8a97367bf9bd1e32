"""A finite world: laws over all names at once, numbers for constants, and tables for functions that nobody knows.

Every value is an array with one axis a name; it has length 1 along those that it does not depend on.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from evaluator.chance.axes import VALUES, Axes

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Space:
    """One way to fill the names; where `independent`, all that is random is."""

    axes: Axes
    number: int
    independent: bool = False

    @cached_property
    def order(self) -> list[str]:
        return list(self.axes.kinds)

    def size(self) -> int:
        """Entries of the largest array."""
        return int(np.prod([len(VALUES[kind]) for kind in self.axes.kinds.values()], dtype=float))

    def along(self, key: str) -> Array:
        """The values of a name."""
        return self._laid(np.array(VALUES[self.axes.kinds[key]], dtype=float), [key])

    def constant(self, name: str) -> Array:
        """A number between 0 and 1, such as a discount or a probability is."""
        return self._laid(np.array(self._generator(f"constant {name}").uniform(0.2, 0.9)), [])

    def threshold(self, name: str) -> Array:
        """A whole number in the middle of what random numbers take."""
        return self._laid(np.array(float(self._generator(f"threshold {name}").randint(-1, 3))), [])

    def table(self, function: str, keys: list[str]) -> Array:
        """The values of an unknown function: the same for the same arguments, whatever they are called."""
        shape = [len(VALUES[self.axes.kinds[key]]) for key in keys]
        drawn = np.random.default_rng(self._seed(f"table {function} {len(keys)}")).uniform(0.2, 2.0, size=shape)
        return self._laid(drawn, keys)

    def law(self, measure: str) -> Array:
        """The joint probabilities of all that is random."""
        keys = self.axes.stochastic()
        shape = [len(VALUES[self.axes.kinds[key]]) for key in keys]
        if not self.independent:
            weights = np.random.default_rng(self._seed(f"law {measure}")).gamma(1.0, size=shape) + 0.01
            return self._laid(weights / weights.sum(), keys)
        joint = np.ones(1)
        for key, length in zip(keys, shape, strict=True):
            own = np.random.default_rng(self._seed(f"law {measure} {key}")).gamma(1.0, size=length) + 0.01
            joint = joint * self._laid(own / own.sum(), [key])
        return np.asarray(joint)

    def total(self, array: Array, keys: list[str]) -> Array:
        """The sum over the values of these names."""
        along = tuple(self.order.index(key) for key in keys)
        lengths = [len(VALUES[self.axes.kinds[key]]) if array.shape[self.order.index(key)] == 1 else 1 for key in keys]
        return np.asarray(array.sum(axis=along, keepdims=True) * np.prod(lengths))

    def best(self, array: Array, key: str, largest: bool) -> Array:
        along = self.order.index(key)
        return np.asarray((np.max if largest else np.min)(array, axis=along, keepdims=True))

    def _laid(self, values: Array, keys: list[str]) -> Array:
        places = [self.order.index(key) for key in keys]
        turned = np.transpose(values, np.argsort(places)) if places else values
        shape = [1] * len(self.order)
        for place, length in zip(sorted(places), turned.shape, strict=True):
            shape[place] = length
        return np.asarray(turned.reshape(shape or [1]))

    def _generator(self, what: str) -> random.Random:
        return random.Random(f"{what}/{self.number}")

    def _seed(self, what: str) -> int:
        return self._generator(what).getrandbits(32)
