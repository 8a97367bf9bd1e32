r"""Sizes of tensors and spaces, `32 \times 32 \times 16` and `\mathbb{R}^{m \times n}`: a list in order, no product."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness

_TIMES: Final = re.compile(r"\\times|×")
_SIZE: Final = re.compile(r"\s*(?:\d+|\\?[A-Za-z]+(?:_(?:\w|\{[\w\\{} ]+\}))?)\s*")
_SPACE: Final = re.compile(
    r"(?:(?P<name>[^=<>]*)\\in)?\s*(?:\\mathbb\s*\{?\s*(?P<bb>[RCZN])\s*\}?|(?P<sign>[ℝℂℤℕ]))\s*\^(?P<sizes>.+)"
)
_FIELDS: Final = dict(zip("ℝℂℤℕ", "RCZN", strict=True))
_LIST: Final = re.compile(r"(?:\\left)?[(\[](?P<items>[^()\[\]]*?,[^()\[\]]*?)(?:\\right)?[)\]]")
_SURELY: Final = 3  # sizes of a tensor; `3 \times 4` may be a product


@dataclass(frozen=True)
class Sizes:
    """In order; `field` is that of a space, `name` what lies in it, and `listed` says that they stand in a bracket."""

    parts: tuple[str, ...]
    field: str = ""
    name: str = ""
    listed: bool = False

    def are_shown(self) -> bool:
        """Whether they can be nothing else."""
        return bool(self.field) or len(self.parts) >= _SURELY


def sizes(text: str) -> Sizes | None:
    """The sizes that a text lists, and nothing else."""
    text = text.strip().strip("$").strip()
    if (space := _SPACE.fullmatch(text)) is not None:
        parts = _TIMES.split(space["sizes"].strip().removeprefix("{").removesuffix("}"))
        field = space["bb"] or _FIELDS[space["sign"]]
        return Sizes(_plain(parts), field, "".join((space["name"] or "").split())) if _are_sizes(parts) else None
    if (row := _LIST.fullmatch(text)) is not None:
        parts = row["items"].split(",")
        return Sizes(_plain(parts), listed=True) if _are_sizes(parts) else None
    parts = _TIMES.split(text.strip("()"))
    return Sizes(_plain(parts)) if len(parts) > 1 and _are_sizes(parts) else None


def compare(gold: str, answer: str) -> Outcome | None:
    """None unless both list sizes: of spaces, or of tensors the same ones, perhaps in another order."""
    one, other = sizes(gold), sizes(answer)
    if one is None or other is None or (one.listed and other.listed):
        return None
    if one.name and other.name and one.name != other.name:
        return None
    if one.parts == other.parts:
        fields = {side.field for side in (one, other) if side.field}
        return Equal(certainty="identical", method="the same sizes in the same order") if len(fields) < 2 else None
    spaces = bool(one.field and other.field)
    if not spaces and sorted(one.parts) != sorted(other.parts):
        return None
    if not (one.are_shown() or other.are_shown() or one.listed or other.listed):
        return Unknown(cause=Cause.no_decision, reason="it depends on whether these are sizes or a product")
    return _apart(one, other)


def _apart(one: Sizes, other: Sizes) -> Different:
    witness = Witness(expected=" x ".join(one.parts), found=" x ".join(other.parts))
    turned = sorted(one.parts) == sorted(other.parts)
    diagnosis = "The sizes stand in another order." if turned else None
    return Different(witness=witness, method="sizes in order", diagnosis=diagnosis)


def _are_sizes(parts: list[str]) -> bool:
    return all(_SIZE.fullmatch(part) for part in parts)


def _plain(parts: list[str]) -> tuple[str, ...]:
    return tuple("".join(part.split()) for part in parts)
