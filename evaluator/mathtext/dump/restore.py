"""The whole way from a dump to Markdown with LaTeX."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evaluator.mathtext.dump.assemble import assemble
from evaluator.mathtext.dump.beam import read_page
from evaluator.mathtext.dump.costs import BEAM
from evaluator.mathtext.dump.holes import Hole, find_holes
from evaluator.mathtext.dump.hypotheses import Placed
from evaluator.mathtext.dump.page_reading import PageReading
from evaluator.mathtext.dump.pages import Page, split_pages
from evaluator.mathtext.dump.prior import Vocabulary, learn
from evaluator.mathtext.dump.tokens import Token, tokenise
from evaluator.mathtext.each import Each, in_turn
from evaluator.model import Passage, ReadingProblem

SKETCH = 40  # width of the first reading, which only learns what hangs below and above
_WORD = re.compile(r"[A-Za-z]{2,}")


Job = tuple[Sequence[Token], Sequence[Hole], Vocabulary, int]


@dataclass(frozen=True)
class Restored:
    """The document in reading order. `passage.pieces` and its formulas point into the dump."""

    passage: Passage
    problems: tuple[ReadingProblem, ...]


def restore(text: str, each: Each = in_turn) -> Restored:
    """Put the hoisted formulas of a dump (`--- Page N ---` marks, U+200B kept or removed) back as LaTeX.

    `each` is how pages are read: in processes with a budget, where one is to be had.
    """
    pages = split_pages(text)
    tokens = [tokenise(page.formulas) for page in pages]
    holes = [find_holes(page.prose) for page in pages]
    narrow_breaks = _small_print([t for page in tokens for t in page])
    first = _read(tokens, holes, Vocabulary(narrow_breaks=narrow_breaks), SKETCH, each)
    vocabulary = learn((p.row for placed in first for p in placed if p.row), narrow_breaks)
    placed = _read(tokens, holes, vocabulary, BEAM, each)
    readings = [PageReading(*parts) for parts in zip(pages, tokens, holes, placed, strict=True)]
    passage, problems = assemble(text, readings, _words(pages))
    return Restored(passage, problems)


def _read(
    tokens: Sequence[Sequence[Token]], holes: Sequence[Sequence[Hole]], vocabulary: Vocabulary, beam: int, each: Each
) -> list[list[Placed]]:
    jobs = [(t, h, vocabulary, beam) for t, h in zip(tokens, holes, strict=True)]
    return [placed or [] for placed in each(_read_job, jobs)]


def _read_job(job: Job) -> list[Placed]:
    return read_page(*job)


def _small_print(tokens: Sequence[Token]) -> bool:
    """Whether scripts are small enough for even a narrow one to end the line: the next line then starts blank."""
    trailing = sum(t.trailing for t in tokens)
    leading = sum(t.leading for t in tokens if t.gap == "\n")
    return leading > max(1, 2 * trailing)


def _words(pages: Sequence[Page]) -> frozenset[str]:
    return frozenset(w.lower() for page in pages for line in page.prose for w in _WORD.findall(line.text))
