"""The whole way from a dump to Markdown with LaTeX."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evaluator.mathtext.dump.assemble import assemble
from evaluator.mathtext.dump.bars import with_bars
from evaluator.mathtext.dump.clues import Memory
from evaluator.mathtext.dump.consensus import Choice, agreed
from evaluator.mathtext.dump.forward import Sizes
from evaluator.mathtext.dump.glyphs import Glyphs, glyphs_of
from evaluator.mathtext.dump.holes import Hole, find_holes
from evaluator.mathtext.dump.memory import learn
from evaluator.mathtext.dump.page_reading import PageReading
from evaluator.mathtext.dump.pages import Page, split_pages
from evaluator.mathtext.dump.placing import Placed, place
from evaluator.mathtext.dump.search import FULL, SKETCH, Effort, arcs
from evaluator.mathtext.dump.settings import sizes_of
from evaluator.mathtext.dump.states import Options
from evaluator.mathtext.dump.struts import on_page
from evaluator.mathtext.dump.weighing import as_searched, weigh
from evaluator.mathtext.dump.weights import learned
from evaluator.mathtext.each import Each, in_turn
from evaluator.model import Passage, ReadingProblem

_WORD = re.compile(r"(?<![^\W_])[A-Za-z]{2,}")  # not the end of "2nd"
MOST_GLYPHS = 3000  # of the formulas of a page; a dense page has 600


Job = tuple[Glyphs, Sequence[Hole], Memory | None, Sizes | None, Effort]


@dataclass(frozen=True)
class Restored:
    """The document in reading order. `passage.pieces` and its formulas point into the dump."""

    passage: Passage
    problems: tuple[ReadingProblem, ...]


def restore(text: str, each: Each = in_turn, struts: Sequence[int] = ()) -> Restored:
    """Put the hoisted formulas of a dump (`--- Page N ---` marks) back as LaTeX. `struts`: where U+200B stood, if kept.

    `each` is how pages are read: in processes with a budget, where one is to be had. Every page is read twice; the
    second time it is known what the document usually hangs below and above its letters.
    """
    pages = split_pages(text)
    glyphs = [_glyphs(text, page, struts) for page in pages]
    holes = [find_holes(page.prose) for page in pages]
    first = _read(glyphs, holes, None, None, SKETCH, each)
    memory = learn((g, (p.arc for p in placed)) for g, placed in zip(glyphs, first, strict=True))
    sizes = sizes_of([(g, one) for g, placed in zip(glyphs, first, strict=True) for one in placed])
    placed = _read(glyphs, holes, memory, sizes, FULL, each)
    readings = [PageReading(*parts) for parts in zip(pages, glyphs, holes, _agreed(glyphs, placed), strict=True)]
    passage, problems = assemble(text, readings, words_of(pages))
    return Restored(passage, problems)


def _glyphs(text: str, page: Page, struts: Sequence[int]) -> Glyphs:
    if not page.formulas:
        return glyphs_of("")
    start, last = page.formulas[0].start, page.formulas[-1]
    end = last.start + len(last.text)
    return glyphs_of(text[start:end], start, on_page(struts, text, start, end))


def _read(
    glyphs: Sequence[Glyphs],
    holes: Sequence[Sequence[Hole]],
    memory: Memory | None,
    sizes: Sizes | None,
    effort: Effort,
    each: Each,
) -> list[list[Placed]]:
    jobs = [(g, h, memory, sizes, effort) for g, h in zip(glyphs, holes, strict=True)]
    return [placed or [] for placed in each(read_page, jobs)]


def read_page(job: Job) -> list[Placed]:
    """The formulas of one page in their holes."""
    glyphs, holes, memory, sizes, effort = job
    count = len(glyphs.starts)
    if not 0 < count <= MOST_GLYPHS or not holes:
        return []
    weights = learned(bool(glyphs.struts))
    found = arcs(Options(glyphs, weights.of.get, weights.chains, memory), count, effort)
    weighed = with_bars(weigh(found, glyphs, sizes), glyphs) if sizes else as_searched(found, glyphs)
    return [one._replace(arc=replace(one.arc, last=None)) for one in place(weighed, holes, glyphs.chars[:count])]


def _agreed(glyphs: Sequence[Glyphs], placed: Sequence[Sequence[Placed]]) -> list[list[Placed]]:
    """The formulas in the readings that the document as a whole speaks for."""
    choices = [
        Choice("".join(page.chars[one.arc.start : one.arc.end]), ((0.0, one.row), *one.others))
        for page, formulas in zip(glyphs, placed, strict=True)
        for one in formulas
        if one.row
    ]
    found = iter(agreed(choices))
    return [[one.read_as(next(found).readings) if one.row else one for one in formulas] for formulas in placed]


def words_of(pages: Sequence[Page]) -> frozenset[str]:
    """Of two letters only in small ones: `Xw` is a product that somebody typed."""
    found = (w for page in pages for line in page.prose for w in _WORD.findall(line.text))
    return frozenset(w.lower() for w in found if len(w) > 2 or w.islower())
