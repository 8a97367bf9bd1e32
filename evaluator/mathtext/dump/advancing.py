"""Going along the row of a box: growing it while it is read, and passing its places once its pieces come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluator.mathtext.dump.costs import (
    LONG_SCRIPT,
    LONGEST_ROW,
    MARGIN,
    MOST_LINES,
    NOT_CUT,
    OVER_CUT,
    SHORT,
    SMALL,
    SPRAWL,
    UNCLOSED,
    WRAPPED,
)
from evaluator.mathtext.dump.frames import Frame
from evaluator.mathtext.dump.gaps import NOTHING, Gap, gap_cost
from evaluator.mathtext.dump.hypotheses import Hypothesis
from evaluator.mathtext.dump.lookahead import Lookahead
from evaluator.mathtext.dump.prior import Vocabulary
from evaluator.mathtext.dump.rows import cuts, glyph_cost
from evaluator.mathtext.dump.tokens import Token
from evaluator.mathtext.glyph_classes import BIG, EMPTY
from evaluator.mathtext.layout import Glyph


class Rows(Lookahead):
    """The rows of half-read boxes: how they grow, and how far things are hung on them."""

    def __init__(self, tokens: Sequence[Token], vocabulary: Vocabulary) -> None:
        super().__init__(tokens)
        self._vocabulary = vocabulary

    def _growth(self, frame: Frame, index: int) -> float:
        """Price of one more token in the row of a box."""
        price = self._debt(index)
        if frame.role in SMALL:
            price += SPRAWL * (self._tokens[index].gap == "\n") + LONG_SCRIPT * (index - frame.start > SHORT)
        return price

    def _may_extend(self, frame: Frame, index: int, cut: bool) -> bool:
        row = self._tokens[frame.start : index + 1]
        if self._tokens[index].char in BIG or len(row) > LONGEST_ROW:
            return False
        lines = sum(t.gap == "\n" for t in row[1:])
        whole = not cut or lines > 0 or self._fences_ahead[index] or self._goes_on(index)
        return lines <= MOST_LINES and whole

    def _places(self, hypothesis: Hypothesis) -> Iterator[tuple[Hypothesis, Gap]]:
        """The hypothesis with its innermost box advanced to each place that it can afford."""
        _, frame, chain, begun = hypothesis
        assert frame.stop is not None
        cost, limit = hypothesis.cost, hypothesis.cost + MARGIN
        while True:
            gap = self._gap(frame.place, frame.start, frame.stop)
            yield Hypothesis(cost, frame, chain, begun), gap
            if frame.place == frame.stop:
                return
            cost += gap_cost(gap, frame.held, self._vocabulary.narrow_breaks)
            if not gap.first:
                cost -= self._debt(frame.place)
            elif not frame.held.items and frame.parent is None and frame.start > hypothesis.begun:
                cost += WRAPPED * self._wraps(frame.start)
            step, frame = self._step(frame)
            cost += step
            if cost > limit:
                return

    def _step(self, frame: Frame) -> tuple[float, Frame]:
        """Put the row glyph behind the current place into the row."""
        token = self._tokens[frame.place]
        after = frame._replace(place=frame.place + 1, held=NOTHING)
        if token.char == EMPTY:
            return 0.0, after
        cost = glyph_cost(self._tokens, frame.place, frame.row)
        inner = frame.parent is None and not frame.fences and frame.place + 1 != frame.stop
        if frame.parent is None and frame.place > frame.start and cuts(self._tokens, frame.start, frame.place + 1):
            cost += (NOT_CUT if inner else 0.0) - (OVER_CUT if frame.place + 1 != frame.stop else 0.0)
        return cost, after._replace(row=(*frame.row, Glyph(token.char, token.gap == " ")))

    def _closed(self, hypothesis: Hypothesis, gap: Gap) -> Hypothesis | None:
        """The hypothesis with its innermost box, advanced to its end, finished."""
        frame = hypothesis.frame
        if frame.place != frame.stop or not frame.row:
            return None
        price = gap_cost(gap, frame.held, self._vocabulary.narrow_breaks) + UNCLOSED * len(frame.fences)
        return hypothesis._replace(cost=hypothesis.cost + price)
