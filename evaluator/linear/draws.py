"""One choice of all values: arrays whose sizes fit, the same for the same name, and functions that have only a name."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from evaluator.equality.rewrite import walk
from evaluator.linear.keys import key_of
from evaluator.linear.sizes import Shape, Sizes
from evaluator.mathtext import tree
from evaluator.mathtext.tree import Node

Array = npt.NDArray[Any]
_SIZES: Final = (3, 4, 2, 5, 6, 7, 8, 9)
_SIZES_TURNED: Final = (4, 3, 6, 2, 5, 8, 7, 9)


class Cannot(Exception):
    """Something that has no value here."""


class Singular(Cannot):
    """The inverse of a matrix that has none."""


@dataclass(frozen=True)
class Draw:
    """One choice of all values. `bound` are names that a sum, an expectation or a gradient gives values."""

    shapes: Mapping[str, Shape]
    sizes: Sizes
    number: int
    random: frozenset[str] = frozenset()  # names that have a law
    bound: Mapping[str, Any] = field(default_factory=dict)
    point: int | None = None  # of the law
    facts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    places: Mapping[int, Shape] = field(default_factory=dict)  # of identities, by the id of their node

    def size(self, size: int | str) -> int:
        known = self.sizes.find(size)
        if isinstance(known, int):
            return known
        order = sorted(
            {
                str(self.sizes.find(s))
                for shape in self.shapes.values()
                for s in shape
                if isinstance(self.sizes.find(s), str)
            }
        )
        sizes = _SIZES if self.number % 2 == 0 else _SIZES_TURNED  # what is tall once is wide once
        return sizes[(order.index(known) if known in order else len(order)) % len(sizes)]

    def value(self, node: tree.Name) -> Array:
        key = key_of(node)
        if key in self.bound:
            return np.asarray(self.bound[key])
        shape = self.shapes.get(key)
        if shape is None:
            raise Cannot(key)
        if any(key in sizes for sizes in self.shapes.values()):  # n of a matrix with n rows
            return np.array([[float(self.size(key))]])
        rows, columns = (self.size(s) for s in shape)
        family, index = self._index(node)
        point = self.point if key in self.random else None
        if key in self.random and point is None:
            raise Cannot(f"{key} outside of an expectation")
        seed = zlib.crc32(f"{family}/{self.number}/{index}/{point}".encode())
        made = np.random.default_rng(seed).uniform(0.4, 2.2, (rows, columns)) * np.random.default_rng(seed + 1).choice(
            [-1.0, 1.0], (rows, columns)
        )
        return _with_facts(made, self.facts.get(key, frozenset()))

    def _index(self, node: tree.Name) -> tuple[str, str]:
        """What the name is one of, and which: x_i is another vector for each i, and the same for i = 2 and j = 2."""
        if isinstance(node.sub, tree.Name) and key_of(node.sub) in self.bound:
            return f"{key_of(replace(node, sub=None))}_", f"{self.bound[key_of(node.sub)]}"
        parts = [] if node.sub is None else names_in(node.sub)
        return key_of(node), ",".join(f"{p}={self.bound[p]}" for p in parts if p in self.bound)


def _with_facts(made: Array, facts: frozenset[str]) -> Array:
    if "positive" in facts:
        made = np.abs(made)
    if made.shape[0] == made.shape[1] and facts & {"symmetric", "psd", "positive definite"}:
        made = made @ made.T + np.eye(len(made)) if facts & {"psd", "positive definite"} else made + made.T
    if "diagonal" in facts:
        made = made * np.eye(*made.shape)
    if "orthogonal" in facts:
        made = np.linalg.qr(made)[0]
    return made


def names_in(node: Node) -> list[str]:
    return [key_of(n) for n in walk(node) if isinstance(n, tree.Name)]
