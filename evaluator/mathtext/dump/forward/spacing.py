"""The space between two neighbours of a row, by their kinds: chapter 18 of the TeXbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from evaluator.mathtext.dump.forward.styles import Style

THIN, MEDIUM, THICK = 3 / 18, 4 / 18, 5 / 18  # em

_USUAL: Final = {
    "ord": {"op": THIN, "bin": MEDIUM, "rel": THICK, "inner": THIN},
    "op": {"ord": THIN, "op": THIN, "rel": THICK, "inner": THIN},
    "bin": {"ord": MEDIUM, "op": MEDIUM, "open": MEDIUM, "inner": MEDIUM},
    "rel": {"ord": THICK, "op": THICK, "open": THICK, "inner": THICK},
    "open": {},
    "close": {"op": THIN, "bin": MEDIUM, "rel": THICK, "inner": THIN},
    "punct": dict.fromkeys(("ord", "op", "rel", "open", "close", "punct", "inner"), THIN),
    "inner": {"ord": THIN, "op": THIN, "bin": MEDIUM, "rel": THICK, "open": THIN, "punct": THIN, "inner": THIN},
}  # fmt: skip
_TIGHT: Final = {
    "ord": {"op": THIN}, "op": {"ord": THIN, "op": THIN}, "close": {"op": THIN}, "inner": {"op": THIN}
}  # fmt: skip
_NO_OPERAND: Final = frozenset({"", "bin", "open", "rel", "op", "punct"})


def space(before: str, after: str, style: Style) -> float:
    """In pixels."""
    table = _TIGHT if style.tight else _USUAL
    return table.get(before, {}).get(after, 0.0) * style.pixels


def settled(kinds: Sequence[str]) -> list[str]:
    """A binary operator without an operand on either side is an ordinary sign."""
    out = list(kinds)
    for i, kind in enumerate(out):
        before = out[i - 1] if i else ""
        if kind == "bin" and before in _NO_OPERAND:
            out[i] = "ord"
        elif kind in ("rel", "close", "punct") and before == "bin":
            out[i - 1] = "ord"
    if out and out[-1] == "bin":
        out[-1] = "ord"
    return out
