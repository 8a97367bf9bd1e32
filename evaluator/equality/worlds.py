"""Concrete worlds to try a statement in: numbers for names, smooth functions for f, Gaussians for unknown laws.

Everything in a world is analytic, so that derivatives can be taken by a complex step and expectations by
Gauss-Hermite quadrature, both to nearly all digits.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.complex128]  # (batch, rows, columns)

_PROFILES: Final[tuple[tuple[str, Callable[[Array], Array]], ...]] = (
    ("{}^2 + {}/2", lambda s: s**2 + s / 2),
    ("exp({}/2)", lambda s: np.exp(s / 2)),
    ("sin({}) + {}^3/5", lambda s: np.sin(s) + s**3 / 5),
)
PROFILES: Final = len(_PROFILES)


@dataclass(frozen=True)
class World:
    """One way the names of a statement could be filled: `dimension` of the vectors, and which smooth function f is."""

    dimension: int
    profile: int
    vectors: frozenset[str]
    known: Mapping[str, float]  # names with a range of their own

    def value(self, name: str) -> Array:
        """The number or vector that `name` stands for."""
        generator = random.Random(f"{name}/{self.dimension}/{self.profile}")
        if name == "I":
            return np.eye(self.dimension, dtype=complex)[None]
        if name in self.known:
            return np.full((1, 1, 1), self.known[name], dtype=complex)
        if name in self.vectors:
            entries = [round(generator.uniform(-0.9, 0.9), 2) for _ in range(self.dimension)]
            return np.array(entries, dtype=complex).reshape(1, -1, 1)
        return np.full((1, 1, 1), round(generator.uniform(0.6, 1.4), 2), dtype=complex)

    def scalar_function(self, name: str, arguments: list[Array]) -> Array:
        """The unknown function `name` with one value."""
        _, profile = _PROFILES[(self.profile + _offset(name)) % PROFILES]
        total = sum(_weight(name, i) * _mixed(a) for i, a in enumerate(arguments))
        return profile(np.asarray(total))

    def vector_function(self, name: str, arguments: list[Array]) -> Array:
        """The unknown function `name` with as many values as there are dimensions; its Jacobian is not symmetric."""
        first, last = arguments[0], arguments[-1]
        rows = []
        for i in range(self.dimension):
            here, there = first[:, min(i, first.shape[1] - 1), :], last[:, min(i, last.shape[1] - 1), :]
            ramp = sum((j + 1) * last[:, j, :] for j in range(last.shape[1]))
            rows.append(here * np.exp(there / 3) + np.sin((i + 1) * ramp) / 2 + there**2 / 4)
        return np.stack(rows, axis=1)

    def law(self, name: str, parameter: Array | None) -> tuple[Array, Array]:
        """Mean and standard deviation of the unknown law `name`: both depend on its parameter, and on its name."""
        generator = random.Random(f"law {name}")
        entries = [generator.uniform(-0.5, 0.5) for _ in range(self.dimension)]
        middle = np.array(entries, dtype=complex).reshape(1, -1, 1)
        spread = np.full((1, 1, 1), generator.uniform(0.5, 1.2), dtype=complex)
        if parameter is None:
            return middle, spread
        return middle + parameter + parameter**2 / 4, spread * np.exp(parameter.sum(axis=(1, 2), keepdims=True) / 6)

    def describe_function(self, name: str) -> str:
        """What stands for `name`, in one dimension."""
        text, _ = _PROFILES[(self.profile + _offset(name)) % PROFILES]
        return text.replace("{}", "x")


def _offset(name: str) -> int:
    return 0 if name == "f" else sum(map(ord, name)) % PROFILES


def _weight(name: str, index: int) -> float:
    return 1.0 if index == 0 else round(random.Random(f"weight {name}/{index}").uniform(0.4, 1.6), 2)


def _mixed(argument: Array) -> Array:
    """A vector's entries in unequal parts, and in one product, so that no symmetry hides a mistake."""
    weights = np.array([1.0 - 0.3 * i for i in range(argument.shape[1])]).reshape(1, -1, 1)
    total = (argument * weights).sum(axis=1, keepdims=True)
    if argument.shape[1] > 1:
        total = total + argument[:, :1, :] * argument[:, 1:2, :] / 2
    return np.asarray(total)
