"""What the sizes and the values of a name are kept under."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from evaluator.mathtext.spelling import spelling
from evaluator.mathtext.tree import Name, Number

RUNNING: Final = "iota"  # indices of sums, by how deep the sum stands


def running(depth: int) -> Name:
    """The index of a sum in so many others."""
    return Name(RUNNING, Number(str(depth)))


def key_of(name: Name) -> str:
    """The spelling; that of x_i whatever the index of the sum is called, for all of them are one kind of thing."""
    if isinstance(name.sub, Name) and name.sub.base == RUNNING:
        return spelling(replace(name, sub=Name("i")))
    return spelling(name)
