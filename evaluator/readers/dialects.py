"""The table of dialects: by which words a log marks who speaks."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal, get_args

Role = Literal["prompt", "output", "comment", "thinking"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)


@dataclass(frozen=True)
class Dialect:
    """For each role the pattern of its mark alone on a line, and with text behind it."""

    name: str
    alone: dict[Role, re.Pattern[str]]
    led: dict[Role, re.Pattern[str]]


@cache
def dialects() -> tuple[Dialect, ...]:
    """All of `dialects.toml`, in its order."""
    table = tomllib.loads(files(__package__).joinpath("dialects.toml").read_text(encoding="utf-8"))
    model, number = table["model"], table["n"]
    made = []
    for entry in table["dialect"]:
        words: dict[Role, str] = {r: entry[r].replace("{model}", model).replace("{n}", number) for r in ROLES}
        alone = {r: re.compile(rf"^[\s#>*_]*(?:{w})[\s*_]*(:?)[\s*_]*$", re.IGNORECASE) for r, w in words.items()}
        led = {r: re.compile(rf"^[\s#>*_]*(?:{w})[*_]*\s*:[\s*_]*(?=\S)", re.IGNORECASE) for r, w in words.items()}
        made.append(Dialect(entry["name"], alone, led))
    return tuple(made)
