"""fit_holes.py OUT.json PAGES.pdf PAGES.txt [PAGES.pdf PAGES.txt ...]: learn where the prose of a dump misses formulas.

Each dump was made of the PDF beside it. What our PDF reader finds between two words of the PDF is missing between the
same two words of the dump; places whose neighbours are not the same in both are left out. Logistic regression on the
clues of a place, by kind of place; counts for the formulas in it. How many nats a place costs in documents that were
not learned from is printed, every sixth document held out in turn.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from math import log
from pathlib import Path
from typing import NamedTuple

import numpy as np
from recovery import passage_of

from evaluator.mathtext.dump.holes import ABOVE, ASIDE, KINDS, Hole, Kind, clues, find_holes, sort_of
from evaluator.mathtext.dump.pages import Page, split_pages
from evaluator.mathtext.dump.struts import taken_out
from evaluator.mathtext.typeset import NotTypeset, typeset
from evaluator.model import Formula

FOLDS = 6
SELDOM = 5  # places that have a clue which is learned
RIDGE = 1.0
UNSEEN = 0.5  # added to each count
ALIGNED = re.compile(r"\\begin\{(?:aligned|gathered|split)\}")
WORD = re.compile(r"[^\W_]+|[.,;:!?()]")  # bullets and pictures are not the same in both


class Known(NamedTuple):
    """A place of which it is known how many formulas it misses."""

    document: int
    kind: Kind
    clues: tuple[str, ...]
    sorts: tuple[str, ...]  # of formulas
    count: int


class Word(NamedTuple):
    stretch: int
    line: int
    start: int
    end: int


def printed(pdf: Path) -> tuple[list[str], dict[int, list[Formula]]]:
    """The words of the document, and the formulas before each word."""
    passage = passage_of(pdf)
    words, formulas, at = list[str](), defaultdict[int, list[Formula]](list), 0
    for formula in sorted(passage.formulas, key=lambda f: f.at.start):
        words += WORD.findall(passage.markdown[at : formula.at.start])
        formulas[len(words)].append(formula)
        at = formula.at.end
    return words + WORD.findall(passage.markdown[at:]), formulas


def known(document: int, pdf: Path, dump: Path) -> Iterator[Known]:
    words, formulas = printed(pdf)
    pages = split_pages(taken_out(dump.read_text(encoding="utf-8"))[0])
    found = [
        (m[0], Word(stretch, line, m.start(), m.end()))
        for stretch, page in enumerate(pages)
        for line, each in enumerate(page.prose)
        for m in WORD.finditer(each.text)
    ]
    same = SequenceMatcher(None, words, [word for word, _ in found], autojunk=False)
    origin = {j + k: i + k for i, j, n in same.get_matching_blocks() for k in range(n)}
    holes = [find_holes(page.prose) for page in pages]
    for behind in range(1, len(found)):
        if origin.get(behind, -1) != origin.get(behind - 1, -9) + 1:
            continue
        (_, before), (_, after) = found[behind - 1], found[behind]
        here = formulas.get(origin[behind], [])
        if before.stretch == after.stretch:
            between = [h for h in holes[after.stretch] if _between(before, after, h)]
            yield from _of_places(document, pages[after.stretch], between, here)
        elif pages[before.stretch].number != pages[after.stretch].number:
            number = pages[before.stretch].number
            on_it = [f for f in here if f.span.page == number]
            yield from _of_places(document, pages[before.stretch], holes[before.stretch][-1:], on_it)
            on_next = [f for f in here if f.span.page != number]
            yield from _of_places(document, pages[after.stretch], holes[after.stretch][:1], on_next)


def _between(before: Word, after: Word, hole: Hole) -> bool:
    at = (hole.line, hole.column)
    return (before.line, before.end) <= at <= (after.line, after.start) and at > (before.line, 0)


def _of_places(document: int, page: Page, between: Sequence[Hole], here: Sequence[Formula]) -> Iterator[Known]:
    """Of several places for a formula it is not known which misses it."""
    if len(between) > 1 and here:
        return
    texts = [line.text for line in page.prose]
    widest = max(map(len, texts), default=0)
    for hole in between:
        seen = tuple(clues(hole.kind, texts, hole.line, hole.column, widest))
        count = sum(1 + (f.latex.count(r"\\") if ALIGNED.search(f.latex) else 0) for f in here)
        yield Known(document, hole.kind, seen, tuple(_sorts(here)), count)


def _sorts(formulas: Sequence[Formula]) -> Iterator[str]:
    for formula in formulas:
        try:
            sort = sort_of(typeset(formula.latex))
        except NotTypeset:
            continue
        yield (ABOVE if formula.display else ASIDE) if sort in (ABOVE, ASIDE) else sort


def fitted(places: Sequence[Known]) -> dict[str, float]:
    """The weight of each clue."""
    names = [name for name, count in Counter(c for p in places for c in p.clues).items() if count >= SELDOM]
    seen, filled = _matrix(places, names), np.array([p.count > 0 for p in places], float)
    weights = np.zeros(len(names))
    for _ in range(30):
        chance = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (filled - chance) - RIDGE * weights
        bend = (seen.T * (chance * (1 - chance))) @ seen + RIDGE * np.eye(len(names))
        weights += np.linalg.solve(bend, slope)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def _matrix(places: Sequence[Known], names: Sequence[str]) -> np.ndarray:
    index = {name: i for i, name in enumerate(names)}
    seen = np.zeros((len(places), len(names)))
    for i, place in enumerate(places):
        for clue in place.clues:
            if clue in index:
                seen[i, index[clue]] = 1
    return seen


def nats(places: Sequence[Known], weights: dict[str, float]) -> float:
    speaks = np.array([sum(weights.get(c, 0.0) for c in p.clues) for p in places])
    right = np.array([1 if p.count else -1 for p in places])
    return float(np.log1p(np.exp(-right * speaks)).sum())


def repeats(places: Sequence[Known]) -> float:
    """What each further formula costs where one is."""
    first, more = sum(p.count > 0 for p in places), sum(max(0, p.count - 1) for p in places)
    return round(log((first + more + 2 * UNSEEN) / (more + UNSEEN)), 3)


def rows(places: Sequence[Known]) -> dict[str, dict[str, float]]:
    """What a formula of a sort costs in a place of each kind: nats beside its share of all formulas."""
    by_kind = {kind: Counter(sort for p in places if p.kind == kind for sort in p.sorts) for kind in KINDS}
    total = sum(by_kind.values(), Counter[str]())
    return {
        kind: {
            sort: round(-log(_share(found, sort, len(total)) / _share(total, sort, len(total))), 3) for sort in total
        }
        for kind, found in by_kind.items()
    }


def _share(counts: Counter[str], sort: str, sorts: int) -> float:
    return (counts[sort] + UNSEEN) / (counts.total() + UNSEEN * sorts)


def main(out: Path, paths: Sequence[Path]) -> None:
    places = [p for i, pair in enumerate(zip(paths[::2], paths[1::2], strict=True)) for p in known(i, *pair)]
    of_kind = {kind: [p for p in places if p.kind == kind] for kind in KINDS}
    for kind, mine in of_kind.items():
        lost = 0.0
        for fold in range(FOLDS):
            learned = fitted([p for p in mine if p.document % FOLDS != fold])
            lost += nats([p for p in mine if p.document % FOLDS == fold], learned)
        filled = sum(p.count > 0 for p in mine)
        print(f"{kind:8s} {len(mine):5d} places, {filled:5d} filled; held out {lost / len(mine):.3f} nats a place")
    said = {
        "clues": {kind: fitted(mine) for kind, mine in of_kind.items()},
        "repeat": {kind: repeats(mine) for kind, mine in of_kind.items()},
        "rows": rows(places),
    }
    out.write_text(json.dumps(said, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 4 or len(sys.argv) % 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), [Path(a) for a in sys.argv[2:]])
