"""Sources to transcripts. Formats are recognised by what is in the file; its name only helps to word an error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

from evaluator.errors import InputError, UnknownFormat
from evaluator.model import Transcript
from evaluator.readers import annotated, deepseek_export, deepseek_share, openai
from evaluator.readers.decoding import decode
from evaluator.readers.json_text import load, looks_like_json

Recogniser = Callable[[Any], bool]
Reader = Callable[[str, str, Any], Transcript]
_JSON: tuple[tuple[Recogniser, Reader], ...] = (
    (deepseek_export.recognises, deepseek_export.read),
    (deepseek_share.recognises, deepseek_share.read),
    (openai.recognises, openai.read),
)

__all__ = ["read", "read_bytes"]


def read(path: Path) -> Transcript:
    """The transcript in a file. Raises an InputError that names the file, the place and what to do."""
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        raise InputError(str(path), "a folder, not a file") from None
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be opened") from error
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> Transcript:
    """The transcript in a file's content; `name` is what errors call it."""
    text = decode(name, data)
    if looks_like_json(text) and (PurePath(name).suffix == ".json" or not annotated.is_log(text)):
        return _read_json(name, text)
    if annotated.is_dump(text):
        return annotated.read_dump(name, text)
    if annotated.is_log(text):
        return annotated.read_markdown(name, text)
    if PurePath(name).suffix == ".json":
        raise UnknownFormat(name, "named .json, but it does not hold JSON")
    raise UnknownFormat(name, "no known format: neither chat JSON nor a log with `prompt:` and `output:` lines")


def _read_json(name: str, text: str) -> Transcript:
    value = load(name, text)
    for recognises, read_value in _JSON:
        if recognises(value):
            return read_value(name, text, value)
    raise UnknownFormat(
        name, "JSON, but not a known chat export (OpenAI messages, DeepSeek account export, DeepSeek share page)"
    )
