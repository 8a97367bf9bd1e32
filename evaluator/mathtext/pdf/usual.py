"""What is usual in a document, against which headings, paragraphs and columns stand out."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from evaluator.mathtext.pdf.lines import Line

_CLOSEST: Final = 0.15  # the share of all distances that may be smaller still: indices, notes, lines of tables
_SAME: Final = 1.2  # how much distances of lines of one paragraph differ, with what stands high or low in them


@dataclass(frozen=True)
class Usual:
    """Size of the body text, the distance of its lines, and where they end."""

    size: float
    leading: float
    right: float
    left: float


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
    return Usual(size, statistics.median_low(within) if within else 1.5 * size, right, left)
