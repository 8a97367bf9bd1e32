"""The whole way from a dump to Markdown with LaTeX."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

from evaluator.mathtext.dump.assemble import assemble
from evaluator.mathtext.dump.beam import read_page
from evaluator.mathtext.dump.costs import BEAM
from evaluator.mathtext.dump.holes import Hole, find_holes
from evaluator.mathtext.dump.hypotheses import Placed
from evaluator.mathtext.dump.page_reading import PageReading
from evaluator.mathtext.dump.pages import Page, split_pages
from evaluator.mathtext.dump.prior import Vocabulary, learn
from evaluator.mathtext.dump.tokens import Token, tokenise
from evaluator.model import Passage, ReadingProblem

WORTH_PROCESSES = 600  # tokens from which pages are read side by side, one process a core
SKETCH = 40  # width of the first reading, which only learns what hangs below and above
_WORD = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True)
class Restored:
    """The document in reading order. `passage.pieces` and its formulas point into the dump."""

    passage: Passage
    problems: tuple[ReadingProblem, ...]


def restore(text: str) -> Restored:
    """Put the hoisted formulas of a dump (`--- Page N ---` marks, U+200B kept or removed) back as LaTeX."""
    pages = split_pages(text)
    tokens = [tokenise(page.formulas) for page in pages]
    holes = [find_holes(page.prose) for page in pages]
    narrow_breaks = _small_print([t for page in tokens for t in page])
    first = _read(tokens, holes, Vocabulary(narrow_breaks=narrow_breaks), SKETCH)
    vocabulary = learn((p.row for placed in first for p in placed if p.row), narrow_breaks)
    placed = _read(tokens, holes, vocabulary, BEAM)
    readings = [PageReading(*parts) for parts in zip(pages, tokens, holes, placed, strict=True)]
    passage, problems = assemble(text, readings, _words(pages))
    return Restored(passage, problems)


def _read(
    tokens: Sequence[Sequence[Token]], holes: Sequence[Sequence[Hole]], vocabulary: Vocabulary, beam: int
) -> list[list[Placed]]:
    jobs = [(t, h, vocabulary, beam) for t, h in zip(tokens, holes, strict=True)]
    if sum(map(len, tokens)) < WORTH_PROCESSES:
        return [read_page(*job) for job in jobs]
    try:
        with ProcessPoolExecutor(mp_context=get_context("forkserver")) as pool:
            return list(pool.map(_read_job, jobs))
    except BrokenProcessPool:  # a script without a main guard cannot have helpers
        return [read_page(*job) for job in jobs]


def _read_job(job: tuple[Sequence[Token], Sequence[Hole], Vocabulary, int]) -> list[Placed]:
    return read_page(*job)


def _small_print(tokens: Sequence[Token]) -> bool:
    """Whether scripts are small enough for even a narrow one to end the line: the next line then starts blank."""
    trailing = sum(t.trailing for t in tokens)
    leading = sum(t.leading for t in tokens if t.gap == "\n")
    return leading > max(1, 2 * trailing)


def _words(pages: Sequence[Page]) -> frozenset[str]:
    return frozenset(w.lower() for page in pages for line in page.prose for w in _WORD.findall(line.text))
