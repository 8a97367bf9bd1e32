"""A passage with a placeholder for every formula, and the way from its offsets to the placeholders' text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from evaluator.model import Formula, Passage
from evaluator.report.visible import whole

HOLE: Final = re.compile(
    "\\$\ufdd0([0-9]+)\ufdd0\\$"
)  # between dollars, as the formula was: emphasis looks at neighbours


@dataclass(frozen=True)
class Holes:
    """`text` is the markdown with placeholders; `shifts[i]` is how far offsets from `starts[i]` on have moved."""

    text: str
    formulas: tuple[Formula, ...]
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    @classmethod
    def of(cls, said: Passage) -> Holes:
        """Formulas that overlap an earlier one are left as text."""
        source = whole(said.markdown)
        pieces: list[str] = []
        formulas: list[Formula] = []
        starts, shifts = [0], [0]
        done = moved = 0
        for each in sorted(said.formulas, key=lambda f: (f.at.start, f.at.end)):
            if each.at.start < done or each.at.end > len(source) or each.at.start == each.at.end:
                continue
            hole = f"$\ufdd0{len(formulas)}\ufdd0$"
            pieces += [source[done : each.at.start], hole]
            moved += len(hole) - (each.at.end - each.at.start)
            formulas.append(each)
            starts.append(each.at.end)
            shifts.append(moved)
            done = each.at.end
        pieces.append(source[done:])
        return cls("".join(pieces), tuple(formulas), tuple(starts), tuple(shifts))

    def place(self, offset: int) -> int:
        """Where an offset of the passage lies in `text`; within a formula, where its placeholder begins."""
        index = bisect_right(self.starts, offset) - 1
        at = offset + self.shifts[index]
        if index < len(self.formulas):
            at = min(at, self.formulas[index].at.start + self.shifts[index])
        return at

    def end(self, offset: int) -> int:
        """The same for the end of a stretch: within a formula, where its placeholder ends."""
        index = bisect_right(self.starts, offset) - 1
        if index < len(self.formulas) and offset > self.formulas[index].at.start:
            return self.formulas[index].at.end + self.shifts[index + 1]
        return offset + self.shifts[index]
