"""A source whose format is known and that is not read yet: reading may take long, and saying who speaks does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evaluator.errors import UnknownFormat
from evaluator.mathtext.each import Each, in_turn
from evaluator.model import ReadingProblem, Transcript


@dataclass(frozen=True)
class Document:
    """`make` reads it; `speaks` tells, without rebuilding formulas, whether it says who speaks."""

    name: str
    make: Callable[[Each], Transcript]
    speaks: Callable[[Each], bool] = lambda _each: True
    notes: tuple[ReadingProblem, ...] = ()

    def read(self, each: Each = in_turn) -> Transcript:
        """`each` is how pages with formulas to rebuild are read."""
        made = self.make(each)
        return made.model_copy(update={"problems": (*self.notes, *made.problems)}) if self.notes else made

    def require_speakers(self, each: Each = in_turn) -> None:
        """Raises `UnknownFormat` where nobody says who speaks."""
        if not self.speaks(each):
            raise UnknownFormat(self.name, "nobody says who speaks: there are no lines such as `prompt:` and `output:`")
