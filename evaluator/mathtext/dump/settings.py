"""How the browser was set that printed a document: found from its formulas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from evaluator.mathtext.dump.forward import SETTINGS, Sizes, log_likelihood
from evaluator.mathtext.dump.glyphs import Glyphs
from evaluator.mathtext.dump.placing import Placed
from evaluator.mathtext.layout_latex import Writer
from evaluator.mathtext.typeset import NotTypeset, typeset

SAMPLE: Final = 80  # formulas that are printed on trial
SHORTEST: Final = 3  # glyphs of a formula that tells something
POOR: Final = -0.7  # nats a gap of a document that was not printed from KaTeX


def sizes_of(read: Sequence[tuple[Glyphs, Placed]]) -> Sizes | None:
    """The sizes that explain a first reading best; None where none does: then something else typeset the formulas."""
    telling = [(g, p) for g, p in read if p.row and p.arc.end - p.arc.start >= SHORTEST]
    sample = telling[:: max(1, len(telling) // SAMPLE)]
    scores = {sizes: _score(sample, sizes) for sizes in SETTINGS}
    best = max(scores, key=lambda sizes: scores[sizes])
    return best if scores[best] > POOR else None


def _score(sample: Sequence[tuple[Glyphs, Placed]], sizes: Sizes) -> float:
    """Mean likelihood of a gap, in nats."""
    total, gaps = 0.0, 0
    for glyphs, placed in sample:
        span = slice(placed.arc.start, placed.arc.end)
        try:
            row = typeset(Writer(frozenset()).row(placed.row or ()))
        except NotTypeset:
            continue
        display = placed.hole.kind == "display"
        found = log_likelihood(row, display, sizes, glyphs, span)
        if found is not None:
            total, gaps = total + found, gaps + placed.arc.end - placed.arc.start - 1
    return total / gaps if gaps else POOR
