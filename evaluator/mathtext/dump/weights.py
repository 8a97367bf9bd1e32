"""What the moves weigh, as it was learned (benchmarks/fit_dump.py writes the file)."""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from evaluator.mathtext.dump.frames import Key
from evaluator.mathtext.dump.pieces import Chains


@dataclass(frozen=True)
class Weights:
    of: dict[Key, float]
    chains: Chains


@cache
def learned(struts: bool) -> Weights:
    """Of dumps that keep the struts of KaTeX, or of those that drop them: each has its own."""
    name = "weights_with_struts.json.xz" if struts else "weights.json.xz"
    packed = (files("evaluator.mathtext.dump") / "data" / name).read_bytes()
    return unpack(json.loads(lzma.decompress(packed)))


def unpack(data: dict[str, Any]) -> Weights:
    of = {_key(key): weight for key, weight in data["weights"]}
    chains = {(first, gap): tuple(map(tuple, all_of)) for first, gap, all_of in data["chains"]}
    return Weights(of, chains)


def _key(parts: list[Any]) -> Key:
    return tuple(tuple(part) if isinstance(part, list) else part for part in parts)
