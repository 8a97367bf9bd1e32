"""What is usual in a document, against which headings, paragraphs and columns stand out."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from evaluator.mathtext.pdf.lines import Line


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
    near = [s for s in steps if 0.9 * size < s < 2.4 * size]
    rights = sorted(x.right for lines in body for x in lines)
    lefts = sorted(x.left for lines in body for x in lines)
    right = rights[int(0.97 * (len(rights) - 1))] if rights else 0.0
    left = lefts[int(0.03 * (len(lefts) - 1))] if lefts else 0.0
    return Usual(size, statistics.median_low(near) if near else 1.5 * size, right, left)
