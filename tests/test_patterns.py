"""Every regular expression of the package comes to an end on text that was made to keep it busy.

A transcript is hostile input, and a pattern in which two neighbours can take the same characters tries every way to
share them out. Squares of the length are let pass here (they are what a search of a long line costs), more is not.
"""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping

import pytest

import evaluator

_LENGTH = 1_000  # at the cube of it a pattern is busy for minutes
_REPEATED = (
    *(" ", "\n", "a", "1", "_", "*", "(", "{", "\\", "#", "|"),
    *("a ", "1 ", "1,", "a.", "a_", ", ", "- ", "\\,", "()"),
)
_ENDS = ("", "!")


def _kept_in(value: object, depth: int = 3) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth and not isinstance(value, str):
        inner: Iterable[object] = ()
        if isinstance(value, Mapping):
            inner = value.values()
        elif isinstance(value, (tuple, list, frozenset, set)):
            inner = value
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            inner = [getattr(value, f.name) for f in dataclasses.fields(value)]
        for each in inner:
            yield from _kept_in(each, depth - 1)


def _patterns() -> dict[str, list[re.Pattern[str]]]:
    """Those that the modules of the package keep, by module."""
    found: dict[str, list[re.Pattern[str]]] = {}
    for module in pkgutil.walk_packages(evaluator.__path__, "evaluator."):
        if not module.name.endswith("__main__"):
            kept = [p for value in vars(importlib.import_module(module.name)).values() for p in _kept_in(value)]
            if kept:
                found[module.name] = kept
    return found


PATTERNS = _patterns()


def test_the_patterns_are_found() -> None:
    assert sum(len(kept) for kept in PATTERNS.values()) > 300


@pytest.mark.timeout(60)
@pytest.mark.parametrize("module", PATTERNS)
def test_no_pattern_is_kept_busy(module: str) -> None:
    for pattern in PATTERNS[module]:
        for piece in _REPEATED:
            for end in _ENDS:
                text = piece * (_LENGTH // len(piece)) + end
                for found in (pattern.match(text), pattern.search(text), pattern.fullmatch(text)):
                    assert found is None or found.end() <= len(text)
