"""A page of a dump with its formulas read and placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluator.mathtext.dump.glyphs import Glyphs
from evaluator.mathtext.dump.holes import Hole
from evaluator.mathtext.dump.pages import Page
from evaluator.mathtext.dump.placing import Placed

SURE_HOLE = 3.0  # nats of leaving a hole empty from which on a formula surely belongs there: one in twenty is empty


@dataclass(frozen=True)
class PageReading:
    page: Page
    glyphs: Glyphs
    holes: Sequence[Hole]
    placed: Sequence[Placed]

    @property
    def certain_holes(self) -> list[Hole]:
        """Places where a formula is surely missing."""
        return [h for h in self.holes if h.empty >= SURE_HOLE]

    @property
    def misplaced(self) -> bool:
        """Whether formulas may stand in the wrong holes: a plain hole stayed empty, or glyphs could not be read."""
        filled = {p.hole for p in self.placed}
        left_empty = any(h not in filled for h in self.certain_holes)
        given_up = bool(self.glyphs.starts) and not self.placed
        return left_empty or given_up or any(p.row is None for p in self.placed)
