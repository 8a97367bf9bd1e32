"""Reads the hoisted lines of a page from left to right, keeping the best hypotheses.

A box is painted as the glyphs of its row, then each positioned box inside it (scripts, both sides of a fraction,
limits, tall fences), in order, each the same way. So every token either goes on with the row of the innermost open
box, or opens the next piece of that box or of one around it, or starts the next box, or the next formula. What each
choice costs comes from the gaps of the dump (`gaps`), from what usually hangs where (`prior`) and from the holes in
the prose that the formulas must fill, in order (`holes`). All hypotheses have read the same tokens when they are
compared; those that cannot differ any more in what they may do next are merged.
"""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.mathtext.dump.costs import (
    BEAM,
    FRESH,
    LEAK,
    MARGIN,
    MOST_LEAKED,
    MOST_SKIPPED,
    NEW,
    OVER_CUT,
    RAW,
    RAW_TOKEN,
    SEAM,
    START,
    WIDE_SIGN,
)
from evaluator.mathtext.dump.frames import Frame, bracket_faults, headless_cost, open_ended, tail_cost
from evaluator.mathtext.dump.holes import Hole, Kind, misfit
from evaluator.mathtext.dump.hypotheses import Hypothesis, Placed, Places, cheaper, unlink
from evaluator.mathtext.dump.pieces import Pieces
from evaluator.mathtext.dump.prior import Vocabulary
from evaluator.mathtext.dump.rows import cuts, may_end
from evaluator.mathtext.dump.tokens import Token
from evaluator.mathtext.glyph_classes import BIG
from evaluator.mathtext.layout import Glyph, Row


def read_page(tokens: Sequence[Token], holes: Sequence[Hole], vocabulary: Vocabulary, beam: int = BEAM) -> list[Placed]:
    """The cheapest reading of all tokens of a page that a beam of this width finds."""
    return _Reader(tokens, holes, vocabulary, beam).read()


class _Reader(Pieces):
    def __init__(self, tokens: Sequence[Token], holes: Sequence[Hole], vocabulary: Vocabulary, beam: int) -> None:
        super().__init__(tokens, vocabulary)
        self._holes, self._beam = holes, beam
        self._beams: list[dict[object, Hypothesis]] = [{} for _ in range(len(tokens) + 1)]
        self._between: list[Places] = [{} for _ in range(len(tokens) + 1)]
        self._entered: dict[int, Places] = {}
        self._last: Places = {}
        self._skipping = [0.0]
        for hole in holes:
            self._skipping.append(self._skipping[-1] + hole.empty)

    def read(self) -> list[Placed]:
        last = len(self._tokens)
        if last:
            self._between[0] = {-1: (0.0, None)}
            self._begin(0)
        for index in range(1, last):
            for hypothesis in self._best(index):
                if last - index <= MOST_LEAKED:
                    self._end(hypothesis, index)
                self._consume(hypothesis, index)
            self._begin(index)
        for hypothesis in self._best(last) if last else ():
            self._end(hypothesis, last)
        self._last.update(cheaper(self._between[last], self._last))
        ends = [(cost + self._skipping[-1] - self._skipping[hole + 1], hole) for hole, (cost, _) in self._last.items()]
        return unlink(self._last[min(ends)[1]][1]) if ends else []

    def _end(self, hypothesis: Hypothesis, index: int) -> None:
        """Close everything before token `index`; what is left of the page leaked in from the next one."""
        frame = hypothesis.frame
        waiting = [hypothesis if frame.stop is not None else hypothesis._replace(frame=frame._replace(stop=index))]
        while waiting:
            current = waiting.pop()
            if current.frame.pending is not None:
                continue
            *_, last = self._places(current)
            closed = self._closed(*last)
            if closed is None:
                continue
            if closed.frame.parent is None:
                self._done(closed, index, LEAK * (len(self._tokens) - index), self._last)
            else:
                waiting.extend(self._return(closed))

    def _best(self, index: int) -> list[Hypothesis]:
        """The hypotheses to go on with: the cheapest, and some that just began a formula and cannot be compared yet."""
        waiting = sorted(self._beams[index].values(), key=lambda h: h.cost)
        self._beams[index] = {}
        kept = [h for h in waiting[: self._beam] if h.cost <= waiting[0].cost + MARGIN]
        fresh = [h for h in waiting[len(kept) :] if index - h.begun <= NEW]
        return kept + fresh[:FRESH]

    def _offer(self, index: int, hypothesis: Hypothesis) -> None:
        """Keep a hypothesis that has read all tokens before `index`."""
        key = hypothesis.frame.key()
        known = self._beams[index].get(key)
        if known is None or hypothesis.cost < known.cost:
            self._beams[index][key] = hypothesis

    def _consume(self, hypothesis: Hypothesis, index: int) -> None:
        frame = hypothesis.frame
        if frame.stop is not None:
            self._hang(hypothesis, index)
            return
        cut = frame.parent is None and cuts(self._tokens, frame.start, index)
        if self._may_extend(frame, index, cut):
            price = self._growth(frame, index) + (OVER_CUT if cut else 0.0)
            self._offer(index + 1, hypothesis._replace(cost=hypothesis.cost + price))
        if cut or may_end(self._tokens, frame.start, index):
            self._hang(hypothesis._replace(frame=frame._replace(stop=index)), index)

    def _hang(self, hypothesis: Hypothesis, index: int) -> None:
        """Use token `index` as the start of a piece of the innermost box, or of one around it."""
        frame = hypothesis.frame
        if frame.pending is not None:
            self._complete(hypothesis, index)
            return
        self._grow_last(hypothesis, index)
        for here, gap in self._places(hypothesis):
            self._open(here, gap, index)
        closed = self._closed(here, gap)
        if closed is None:
            return
        if closed.frame.parent is not None:
            for returned in self._return(closed):
                self._hang(returned, index)
        else:
            self._next_box(closed, index)

    def _next_box(self, hypothesis: Hypothesis, index: int) -> None:
        row, token = hypothesis.frame.row, self._tokens[index]
        if not row:
            return
        if open_ended(row):
            straight = token.gap == "\n" or self._tokens[index - 1].char == _last_char(row)
            seam = 0.1 if straight else SEAM[token.gap]
            if token.gap != "\n" and not straight and _last_char(row) not in "⋅∘∗":
                seam += WIDE_SIGN
            following = hypothesis._replace(cost=hypothesis.cost + seam, chain=(*hypothesis.chain, *row))
            self._start_box(following, index)
        self._done(hypothesis, index, 0.0, self._between[index])

    def _start_box(self, hypothesis: Hypothesis, index: int) -> None:
        frame = Frame(None, "top", index, None, index)
        started = hypothesis._replace(frame=frame)
        if self._tokens[index].char not in BIG:
            self._offer(index + 1, started)
        if self._tokens[index].char in BIG or self._accent_at(index) or self._limits_ahead[index]:
            self._hang(started._replace(frame=frame._replace(stop=index)), index)

    def _done(self, hypothesis: Hypothesis, index: int, extra: float, places: Places) -> None:
        """The formula ends before token `index`: note it for every hole that it may fill."""
        row = (*hypothesis.chain, *hypothesis.frame.row)
        entered = self._entered[hypothesis.begun]
        price = hypothesis.cost - min(cost for cost, _ in entered.values())
        price += extra + 1.5 * bracket_faults(row) + (3.0 if open_ended(row) else 0.0)
        price += headless_cost(row) + tail_cost(row)
        misfits: dict[Kind, float] = {}
        for hole, (cost, done) in entered.items():
            if hole in places and cost + price >= places[hole][0]:
                continue
            kind = self._holes[hole].kind
            if kind not in misfits:
                misfits[kind] = misfit(kind, row)
            total = cost + price + misfits[kind]
            if hole not in places or total < places[hole][0]:
                places[hole] = (total, (done, Placed(self._holes[hole], hypothesis.begun, index, row)))

    def _begin(self, index: int) -> None:
        """Start a formula at token `index`, in any hole from that of the last one on."""
        if not self._between[index]:
            return
        price = START[self._tokens[index].gap] if index else 0.6
        entered: Places = {}
        for hole, (cost, done) in self._between[index].items():
            for target in range(max(hole, 0), len(self._holes)):
                step = self._entry(hole, target)
                if step > MOST_SKIPPED:
                    break
                if target not in entered or cost + price + step < entered[target][0]:
                    entered[target] = (cost + price + step, done)
        if not entered:
            return
        self._entered[index] = entered
        cheapest = min(cost for cost, _ in entered.values())
        self._start_box(Hypothesis(cheapest, Frame(None, "top", index, None, index), (), index), index)
        self._give_up(index)

    def _entry(self, hole: int, target: int) -> float:
        """Cost of moving on from one hole to the next formula's."""
        place = self._holes[target]
        if target == hole:
            return place.repeat
        return place.filled + self._skipping[target] - self._skipping[hole + 1]

    def _give_up(self, index: int) -> None:
        """Leave the rest of this line unread."""
        tokens = self._tokens
        if tokens[index].gap != "\n":
            return
        end = next((i for i in range(index + 1, len(tokens)) if tokens[i].gap == "\n"), len(tokens))
        price = RAW + RAW_TOKEN * (end - index)
        given: Places = {
            hole: (cost + price, (done, Placed(self._holes[hole], index, end, None)))
            for hole, (cost, done) in self._entered[index].items()
        }
        self._between[end].update(cheaper(given, self._between[end]))


def _last_char(row: Row) -> str:
    last = row[-1]
    return last.char if isinstance(last, Glyph) else ""
