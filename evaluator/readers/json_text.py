"""JSON from strangers: parsed once, with errors that name the place."""

from __future__ import annotations

import json
from typing import Any

from evaluator.errors import InputError, Truncated

DEEPEST = 200  # levels of nesting; chat exports have about ten


def load(name: str, text: str) -> Any:
    """The value of a JSON document, or of JSON lines as a list. Raises InputError (Truncated when it ends early)."""
    if _depth(text) > DEEPEST:
        raise InputError(name, f"JSON nested deeper than {DEEPEST} levels")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and (lines := _lines(text)):
            return lines
        place = f"line {error.lineno}, column {error.colno}"
        if error.pos >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated"):
            raise Truncated(name, "the JSON ends in the middle; the file was cut off", place) from error
        raise InputError(name, f"not valid JSON: {error.msg}", place) from error


def _lines(text: str) -> list[Any]:
    """The values of JSON lines; empty where a line is none."""
    try:
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    except json.JSONDecodeError:
        return []


def _depth(text: str) -> int:
    """The deepest nesting of brackets outside strings."""
    depth = deepest = 0
    quoted = escaped = False
    for char in text:
        if quoted:
            quoted = escaped or char != '"'
            escaped = char == "\\" and not escaped
        elif char == '"':
            quoted = True
        elif char in "[{":
            depth += 1
            deepest = max(deepest, depth)
            if deepest > DEEPEST:
                return deepest
        elif char in "]}":
            depth -= 1
    return deepest


def looks_like_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[")
