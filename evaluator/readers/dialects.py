"""The table of dialects: by which words a log marks who speaks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, get_args

from evaluator.errors import ConfigError

Role = Literal["prompt", "output", "comment", "thinking"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
# A heading, bold, an icon, the number of a section. No bullet: models list "Input: ..." and "Output: ...".
_LEAD: Final = r"^[\s#>*_]*(?:[^\w\s#>*_\[(:•·–—-]{1,3}\s+)?(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?[*_]*"
_OPEN: Final = r"\$?\[(?:\\(?:text|mathrm|textbf)\s?\{)?"
_SHUT: Final = r"\}?\]\$?"
_KEYS: Final = frozenset({"name", "spoken", "least", *ROLES})


@dataclass(frozen=True)
class Dialect:
    """For each role the pattern of its mark alone on a line, with a title behind it, and with text behind it.

    One without a mark for prompts says only where answers begin: what stands before them is what was asked.
    """

    name: str
    alone: dict[Role, re.Pattern[str]]
    titled: dict[Role, re.Pattern[str]]
    led: dict[Role, re.Pattern[str]]
    inside: re.Pattern[str] | None = None  # where a mark may stand inside of a line: only where it needs no colon

    least: int = 1  # exchanges that make it out: words that anybody may write need more than one
    own_remarks: bool = False  # its word for a remark is its own, and no other that models use, too

    @property
    def marks_prompts(self) -> bool:
        return "prompt" in self.alone


@cache
def dialects() -> tuple[Dialect, ...]:
    """All of `dialects.toml`, in its order."""
    return read_dialects(_table(), _table()["dialect"], "dialects.toml")


def users_own(entries: object, where: str) -> tuple[Dialect, ...]:
    """Dialects that a user wrote down, as a list or as tables under their names; `where` says in which file.

    Raises `ConfigError` for one that cannot be read.
    """
    if isinstance(entries, dict) and all(isinstance(entry, dict) for entry in entries.values()):
        entries = [{"name": name, **entry} for name, entry in entries.items()]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ConfigError(f"{where}: dialects are a list of tables with name, prompt and output")
    return read_dialects(_table(), entries, where)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("dialects.toml").read_text(encoding="utf-8"))


def read_dialects(table: Mapping[str, Any], entries: list[dict[str, Any]], where: str) -> tuple[Dialect, ...]:
    """The entries with what the table says of models, numbers and roles that they leave out."""
    return tuple(_dialect(table, entry, where) for entry in entries)


def _dialect(table: Mapping[str, Any], entry: Mapping[str, Any], where: str) -> Dialect:
    unknown = sorted(set(entry) - _KEYS)
    if unknown or not isinstance(entry.get("name"), str) or "output" not in entry:
        found = f"an unknown key {unknown[0]}" if unknown else "no name or no output"
        raise ConfigError(f"{where}: a dialect has name, prompt, output, comment and thinking; here is {found}")
    words = {**table["default"], **{role: entry[role] for role in ROLES if role in entry}}
    filled = {role: _filled(table, w) for role, w in words.items()}
    ends = r"(?:[*_]*\s*:[\s*_]*|[*_]*\s+)" if entry.get("spoken") else r"[*_]*\s*:[\s*_]*"
    try:
        return Dialect(
            entry["name"],
            {r: re.compile(rf"{_LEAD}(?:{w})[\s*_]*(:?)[\s*_]*$", re.IGNORECASE) for r, w in filled.items()},
            {r: re.compile(rf"^#{{1,6}}\s*[*_]*(?:{w})[*_]*\s*:\s*\S.*$", re.IGNORECASE) for r, w in filled.items()},
            {r: re.compile(_led(r, w, ends), re.IGNORECASE) for r, w in filled.items()},
            _inside(filled["prompt"], filled["output"]) if entry.get("spoken") else None,
            int(entry.get("least", 1)),
            "comment" in entry,
        )
    except (re.error, TypeError) as error:
        raise ConfigError(f"{where}: the dialect {entry['name']!r} is no regular expression: {error}") from error


def _led(role: Role, words: str, ends: str) -> str:
    """A mark with text behind it; remarks also stand behind "[Annotation]", which may be set as a formula."""
    bracketed = rf"|{_OPEN}(?:{words}){_SHUT}[\s*_:]*" if role == "comment" else ""
    return rf"{_LEAD}(?:(?:{words}){ends}{bracketed})(?=\S)"


def _inside(asks: str, answers: str) -> re.Pattern[str]:
    """Behind the end of a sentence or the name of a file, and before something that opens a sentence."""
    return re.compile(rf"(?:(?<=[.?!:])|(?<=\.(?:png|pdf|jpg)))\s+(?=(?i:{asks}|{answers})\s+[A-Z\[$(*])")


def _filled(table: Mapping[str, Any], words: str) -> str:
    for name in ("model", "says", "n"):
        words = words.replace(f"{{{name}}}", table[name])
    return words
