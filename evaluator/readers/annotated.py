"""Annotated logs: Markdown with LaTeX, and text dumps whose formulas have to be put back first."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from evaluator.errors import Truncated
from evaluator.mathtext.dump import restore
from evaluator.mathtext.dump.pages import PAGE_MARK, split_pages
from evaluator.mathtext.dump.struts import taken_out
from evaluator.mathtext.each import Each, in_turn
from evaluator.model import Confidence, Source, Transcript
from evaluator.readers.dialect import marking
from evaluator.readers.dialects import Dialect
from evaluator.readers.flattened import doubted
from evaluator.readers.ids import slug
from evaluator.readers.passages import verbatim
from evaluator.readers.turns import conversations, guessed


def is_dump(text: str) -> bool:
    return PAGE_MARK.search(text) is not None


def is_log(text: str, own: Sequence[Dialect] = ()) -> bool:
    """Whether marks say who speaks."""
    return marking(text, own).dialect is not None


def speaks(text: str, own: Sequence[Dialect] = ()) -> bool:
    """Whether marks say who speaks, or else its shape lets us guess."""
    if is_log(text, own):
        return True
    return all(t.speakers is not Confidence.doubtful for c in guessed(verbatim(text)) for t in c.turns)


def dump_speaks(text: str, own: Sequence[Dialect] = ()) -> bool:
    """The same for a dump: its prose tells, without the formulas."""
    return speaks("\n".join(line.text for page in split_pages(text) for line in page.prose), own)


def read_dump(name: str, text: str, each: Each = in_turn, own: Sequence[Dialect] = ()) -> Transcript:
    last = text.rstrip("\n").rsplit("\n", 1)[-1]
    if last.startswith("--- Page") and not PAGE_MARK.fullmatch(last.rstrip()):
        raise Truncated(name, "it ends inside a page mark; the file was cut off", f"line {text.count(chr(10)) + 1}")
    source = _source(name, "dump", text)
    text, struts = taken_out(text)
    restored = restore(text, each, struts)
    marks = marking(restored.passage.markdown, own)
    found, notes = doubted(conversations(restored.passage, marks) or guessed(restored.passage), text, from_pages=True)
    return Transcript(
        id=slug(name),
        source=source.model_copy(update={"dialect": marks.dialect}),
        text=text,
        conversations=found,
        problems=(*restored.problems, *notes),
    )


def read_markdown(name: str, text: str, own: Sequence[Dialect] = ()) -> Transcript:
    document, marks = verbatim(text), marking(text, own)
    found, notes = doubted(conversations(document, marks) or guessed(document), text, from_pages=False)
    source = _source(name, "markdown", text).model_copy(update={"dialect": marks.dialect})
    return Transcript(id=slug(name), source=source, text=text, conversations=found, problems=notes)


def _source(name: str, format: str, text: str) -> Source:
    return Source(name=name, format=format, sha256=hashlib.sha256(text.encode()).hexdigest(), producer=None)
