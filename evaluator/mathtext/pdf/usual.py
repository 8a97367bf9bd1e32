"""What is usual in a document, against which headings, paragraphs and columns stand out."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from evaluator.mathtext.pdf.lines import Line

_CLOSEST: Final = 0.15  # the share of all distances that may be smaller still: indices, notes, lines of tables
_HEADING: Final = 1.14  # of the usual size
_PARAGRAPH: Final = 3  # lines of one size in a row: a heading has two at most
_SAME: Final = 1.2  # how much distances of lines of one paragraph differ, with what stands high or low in them


@dataclass(frozen=True)
class Usual:
    """Size of the body text, the distance of its lines, where they end, and other sizes of whole paragraphs."""

    size: float
    leading: float
    right: float
    left: float
    others: frozenset[float]

    def is_heading(self, line: Line) -> bool:
        large = line.size > _HEADING * self.size and round(line.size, 1) not in self.others
        return large and not line.display and bool(line.text)


def usual_of(pages: Sequence[Sequence[Line]]) -> Usual:
    sizes = Counter[float]()
    for line in (x for lines in pages for x in lines):
        sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    body = [[x for x in lines if abs(x.size - size) < 0.1 * size and not x.display] for lines in pages]
    steps = [a.y - b.y for lines in body for a, b in pairwise(lines)]
    near = sorted(s for s in steps if 0.9 * size < s < 2.4 * size)
    within = [s for s in near if s < _SAME * near[int(_CLOSEST * len(near))]]  # lines of one paragraph are the closest
    rights = sorted(x.right for lines in body for x in lines)
    lefts = sorted(x.left for lines in body for x in lines)
    right = rights[int(0.97 * (len(rights) - 1))] if rights else 0.0
    left = lefts[int(0.03 * (len(lefts) - 1))] if lefts else 0.0
    leading = statistics.median_low(within) if within else 1.5 * size
    return Usual(size, leading, right, left, _of_paragraphs(pages))


def _of_paragraphs(pages: Sequence[Sequence[Line]]) -> frozenset[float]:
    """The sizes, to a tenth of a point, in which most of the text stands in paragraphs: that of a long thought, say,
    and that of the answer."""
    whole, inside = Counter[float](), Counter[float]()
    for lines in pages:
        for size, run in groupby((x for x in lines if not x.display), key=lambda x: round(x.size, 1)):
            lengths = [len(x.text) for x in run]
            whole[size] += sum(lengths)
            inside[size] += sum(lengths) if len(lengths) >= _PARAGRAPH else 0
    return frozenset(size for size, count in whole.items() if 2 * inside[size] > count)
