"""Bytes to text, or a sentence about what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evaluator.errors import EmptyInput, InputError, NotText, UnknownFormat
from evaluator.model import ReadingProblem, Span

LARGEST = 100 * 2**20  # bytes; the longest term's chats of a student are a few megabytes
LONGEST_LINE = 5 * 2**20  # characters; a line this long is data, not a transcript

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")  # all but tab, line end and form feed
_MOST_CONTROLS = 0.05  # of all characters; real dumps that have any have at most 0.3 %

_BINARY = {
    b"\x1f\x8b": "a gzip archive. Unpack it first",
    b"\x89PNG": "an image, and text in images is not read",
    b"\xff\xd8\xff": "an image, and text in images is not read",
}


@dataclass(frozen=True)
class Decoded:
    """The text of a source, and what was changed in it."""

    text: str
    notes: tuple[ReadingProblem, ...] = ()


def decode(name: str, data: bytes) -> Decoded:
    """The text of a source. Raises an InputError that names the file, the place and the remedy."""
    if len(data) > LARGEST:
        raise InputError(name, f"it has {len(data) // 2**20} MB; at most {LARGEST // 2**20} MB are read")
    for magic, what in _BINARY.items():
        if data.startswith(magic):
            raise UnknownFormat(name, f"this is {what}")
    text = _utf8(name, data)
    if not text.strip():
        raise EmptyInput(name, "the file is empty")
    longest = max(map(len, text.splitlines()), default=0)
    if longest > LONGEST_LINE and text.lstrip()[:1] not in "[{":
        raise UnknownFormat(name, f"a line of {longest} characters; a transcript has none over {LONGEST_LINE}")
    return _without_controls(name, text.replace("\r\n", "\n").replace("\r", "\n"))


def _without_controls(name: str, text: str) -> Decoded:
    """Control characters, which dumps of damaged fonts hold, become U+FFFD; a file full of them is not text."""
    found = [m.start() for m in _CONTROL.finditer(text)]
    if not found:
        return Decoded(text)
    if len(found) > len(text) * _MOST_CONTROLS:
        raise NotText(name, f"{len(found)} control characters: this is not text", f"character {found[0]}")
    what = f"{len(found)} control characters were replaced by \ufffd, the first at character {found[0]}"
    note = ReadingProblem(what=what, span=Span(start=found[0], end=found[0] + 1))
    return Decoded(_CONTROL.sub("\ufffd", text), (note,))


def _utf8(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "another encoding"
        why = f"not UTF-8 text but {hint}; save it as UTF-8"
        raise NotText(name, why, f"byte {error.start}") from error
