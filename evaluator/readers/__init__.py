"""Sources to transcripts. Formats are recognised by what is in the file; its name only helps to word an error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

from evaluator.errors import InputError, UnknownFormat
from evaluator.mathtext.each import Each, in_turn
from evaluator.model import Transcript
from evaluator.readers import (
    annotated,
    archive,
    chatgpt_export,
    claude_export,
    deepseek_export,
    deepseek_share,
    message_tree,
    mistral_export,
    openai,
    pdf,
    sharegpt,
)
from evaluator.readers.aside import NOTHING, Aside, aside_of
from evaluator.readers.decoding import decode
from evaluator.readers.document import Document
from evaluator.readers.json_text import load, looks_like_json

Recogniser = Callable[[Any], bool]
Reader = Callable[[str, str, Any], Transcript]
_JSON: tuple[tuple[Recogniser, Reader], ...] = (
    (deepseek_export.recognises, deepseek_export.read),
    (deepseek_share.recognises, deepseek_share.read),
    (chatgpt_export.recognises, chatgpt_export.read),
    (claude_export.recognises, claude_export.read),
    (mistral_export.recognises, mistral_export.read),
    (sharegpt.recognises, sharegpt.read),
    (message_tree.recognises, message_tree.read),
    (openai.recognises, openai.read),
)

_JSON_NAMES = (".json", ".jsonl")
__all__ = ["Document", "read", "read_bytes", "read_conversation", "recognise"]


def read(path: Path, each: Each = in_turn) -> Transcript:
    """Any document as a transcript; where nobody says who speaks it is one turn whose speaker is unknown.

    `each` is how pages with formulas to rebuild are read. Raises an InputError that names the file, the place and what
    to do.
    """
    return _document(path).read(each)


def read_conversation(path: Path, each: Each = in_turn) -> Transcript:
    """The same for what is to be graded: refused, before any formula is rebuilt, where nobody says who speaks."""
    document = _document(path)
    document.require_speakers(each)
    return document.read(each)


def read_bytes(name: str, data: bytes) -> Transcript:
    """The transcript in a file's content; `name` is what errors call it."""
    return recognise(name, data).read()


def _document(path: Path) -> Document:
    return recognise(path.name, _bytes(path), aside_of(path))


def recognise(name: str, data: bytes, aside: Aside = NOTHING) -> Document:
    """The document in a file's content, not read yet."""
    if pdf.recognises(data):
        return pdf.document(name, data, aside)
    if archive.recognises(data):
        _, data = archive.chats(name, data)
        text = decode(name, data).text
        return Document(name, lambda _: _read_json(name, text))
    decoded = decode(name, data)
    text, own = decoded.text, aside.dialects
    if looks_like_json(text) and (PurePath(name).suffix in _JSON_NAMES or not annotated.is_log(text, own)):
        return Document(name, lambda _: _read_json(name, text), notes=decoded.notes)
    if PurePath(name).suffix in _JSON_NAMES:
        raise UnknownFormat(name, f"named {PurePath(name).suffix}, but it does not hold JSON")
    if annotated.is_dump(text):
        return Document(
            name,
            lambda each: annotated.read_dump(name, text, each, own),
            lambda _: annotated.dump_speaks(text, own),
            decoded.notes,
        )
    return Document(
        name,
        lambda _: annotated.read_markdown(name, text, own),
        lambda _: annotated.speaks(text, own),
        decoded.notes,
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except IsADirectoryError:
        raise InputError(str(path), "a folder, not a file") from None
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be opened") from error


def _read_json(name: str, text: str) -> Transcript:
    value = load(name, text)
    for recognises, read_value in _JSON:
        if recognises(value):
            return read_value(name, text, value)
    raise UnknownFormat(
        name,
        "JSON, but not a known chat export (of DeepSeek, ChatGPT, Claude or Le Chat; OpenAI messages; ShareGPT)",
    )
