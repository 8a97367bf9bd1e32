"""Sizes of tensors, `32 \\times 32 \\times 16`: a list in order, where arithmetic would see a product."""

from __future__ import annotations

import re
from typing import Final

from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness

_TIMES: Final = re.compile(r"\\times|×")
_SIZE: Final = re.compile(r"\s*(?:\d+|\\?[A-Za-z]+(?:_(?:\w|\{[\w\\{} ]+\}))?)\s*")
_SURELY: Final = 3  # sizes of a tensor; `3 \times 4` may be a product


def sizes(text: str) -> tuple[str, ...] | None:
    """The sizes that a text lists, and nothing else."""
    parts = _TIMES.split(text.strip().strip("$()"))
    if len(parts) < 2 or not all(_SIZE.fullmatch(part) for part in parts):
        return None
    return tuple("".join(part.split()) for part in parts)


def compare(gold: str, answer: str) -> Outcome | None:
    """None unless both list the same sizes, perhaps in another order."""
    one, other = sizes(gold), sizes(answer)
    if one is None or other is None or sorted(one) != sorted(other):
        return None
    if one == other:
        return Equal(certainty="identical", method="the same sizes in the same order")
    if len(one) < _SURELY:
        return Unknown(cause=Cause.no_decision, reason="it depends on whether these are sizes or a product")
    witness = Witness(expected=" x ".join(one), found=" x ".join(other))
    return Different(witness=witness, method="sizes in order", diagnosis="The sizes stand in another order.")
