"""Annotated logs: Markdown with LaTeX, and text dumps whose formulas have to be put back first."""

from __future__ import annotations

import hashlib

from evaluator.errors import Truncated, UnknownFormat
from evaluator.mathtext.dump import restore
from evaluator.mathtext.dump.pages import PAGE_MARK
from evaluator.model import Conversation, Source, Transcript
from evaluator.readers.dialect import find_marks
from evaluator.readers.ids import slug
from evaluator.readers.passages import verbatim
from evaluator.readers.turns import conversations


def is_dump(text: str) -> bool:
    return PAGE_MARK.search(text) is not None


def is_log(text: str) -> bool:
    """Whether the text has at least one prompt with an output."""
    kinds = {mark.kind for mark in find_marks(text)}
    return {"prompt", "output"} <= kinds


def read_dump(name: str, text: str) -> Transcript:
    last = text.rstrip("\n").rsplit("\n", 1)[-1]
    if last.startswith("--- Page") and not PAGE_MARK.fullmatch(last.rstrip()):
        raise Truncated(name, "it ends inside a page mark; the file was cut off", f"line {text.count(chr(10)) + 1}")
    restored = restore(text)
    found = conversations(restored.passage)
    if not found:
        raise UnknownFormat(name, "a text dump without `prompt:` and `output:` lines: nobody says who speaks")
    return Transcript(
        id=slug(name),
        source=_source(name, "dump", text),
        text=text,
        conversations=found,
        problems=restored.problems,
    )


def read_markdown(name: str, text: str) -> Transcript:
    found: tuple[Conversation, ...] = conversations(verbatim(text))
    return Transcript(id=slug(name), source=_source(name, "markdown", text), text=text, conversations=found)


def _source(name: str, format: str, text: str) -> Source:
    return Source(name=name, format=format, sha256=hashlib.sha256(text.encode()).hexdigest(), producer=None)
