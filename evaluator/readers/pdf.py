"""PDF: pages printed from a chat, or typeset; formulas are rebuilt from their glyphs."""

from __future__ import annotations

import hashlib
import re

import pypdfium2

from evaluator.errors import EmptyInput, InputError
from evaluator.mathtext.each import Each
from evaluator.mathtext.pdf.document import assemble
from evaluator.mathtext.pdf.extract import pages, producer
from evaluator.mathtext.pdf.page_lines import page_lines
from evaluator.model import Confidence, ReadingProblem, Source, Transcript
from evaluator.readers.annotations import Remark, remarks
from evaluator.readers.aside import NOTHING, Aside
from evaluator.readers.dialect import marking
from evaluator.readers.document import Document
from evaluator.readers.flattened import doubted
from evaluator.readers.ids import slug
from evaluator.readers.remarked import with_remarks
from evaluator.readers.turns import by_lines, conversations, guessed

MAGIC = b"%PDF-"
_PAGE = re.compile(r"^#{1,6}\s*page\s+(\d{1,5})\s*$", re.IGNORECASE | re.MULTILINE)


def recognises(data: bytes) -> bool:
    """The mark may stand behind a few bytes of something else."""
    return MAGIC in data[:1024]


def document(name: str, data: bytes, aside: Aside = NOTHING) -> Document:
    """The file as something to read: pages are read at once, for that is as fast as looking who speaks."""

    known: list[Transcript] = []

    def read_once(each: Each) -> Transcript:
        if not known:
            known.append(_within_budget(name, data, aside, each))
        return known[0]

    def speaks(each: Each) -> bool:
        return all(turn.speakers is not Confidence.doubtful for turn in read_once(each).turns())

    return Document(name, read_once, speaks)


def _within_budget(name: str, data: bytes, aside: Aside, each: Each) -> Transcript:
    (made,) = each(_attempt, [(name, data, aside)])
    if made is None:
        raise InputError(name, "its pages take more time or memory than a file may take, or our reader fails on them")
    if isinstance(made, InputError):
        raise made
    return made


def _attempt(file: tuple[str, bytes, Aside]) -> Transcript | InputError:
    """Runs where there is a budget; errors come back as values, with what they say."""
    try:
        return read(*file)
    except InputError as error:
        return error


def read(name: str, data: bytes, aside: Aside = NOTHING) -> Transcript:
    """The OCR of pages that are pictures is Markdown with a heading `Page N` before each.

    Raises an `InputError` for a file that is damaged, encrypted or has no text."""
    try:
        document = assemble((page_lines(page) for page in pages(data)), pages_beside(aside.ocr))
        made_by = producer(data)
    except pypdfium2.PdfiumError as error:
        raise InputError(name, f"cannot be opened as a PDF: {error}") from error
    passage = document.passage
    marked = _remarks(data)
    if not passage.markdown.strip():
        raise EmptyInput(name, "a PDF without text: its pages are pictures")
    digest = hashlib.sha256(data).hexdigest()
    lines = [(p.start, p.end, p.asked) for p in document.places]
    marks = marking(passage.markdown, aside.dialects)
    said = conversations(passage, marks) or by_lines(passage, lines) or guessed(passage)
    said, flat = doubted(said, passage.markdown, from_pages=True)
    text, said = with_remarks(document, said, marked or ())
    lost = (ReadingProblem(what="the remarks on its pages could not be read"),) if marked is None else ()
    return Transcript(
        id=slug(name),
        source=Source(name=name, format="pdf", sha256=digest, producer=made_by, dialect=marks.dialect),
        text=text,
        conversations=said,
        problems=(*document.problems, *lost, *flat),
    )


def pages_beside(markdown: str) -> dict[int, str]:
    """The Markdown of each page by its number."""
    marks = list(_PAGE.finditer(markdown))
    if not marks:
        return {}
    ends = [*(m.start() for m in marks[1:]), len(markdown)]
    return {int(m[1]): markdown[m.end() : end].strip() for m, end in zip(marks, ends, strict=True)}


def _remarks(data: bytes) -> tuple[Remark, ...] | None:
    try:
        return remarks(data)
    except ValueError:
        return None
