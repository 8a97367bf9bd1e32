"""Reads the hoisted lines of a page from left to right, keeping the best hypotheses.

A box is painted as the glyphs of its row, then each positioned box inside it (scripts, both sides of a fraction,
limits, tall fences), in order, each the same way. So every token either goes on with the row of the innermost open
box, or opens the next piece of that box or of one around it, or starts the next box, or the next formula. What each
choice costs comes from the gaps of the dump (`gaps`), from what usually hangs where (`prior`) and from the holes in
the prose that the formulas must fill, in order (`holes`). All hypotheses have read the same tokens when they are
compared; those that cannot differ any more in what they may do next are merged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from evaluator.mathtext.dump.frames import (
    Frame,
    Pending,
    bracket_faults,
    content_cost,
    headless_cost,
    open_ended,
    opens_bars,
    plain_char,
    tail_cost,
    width_of,
)
from evaluator.mathtext.dump.gaps import NARROW, NOTHING, WIDE, Gap, Held, gap_at, gap_cost, limit_word_at
from evaluator.mathtext.dump.glyphs import (
    ACCENTS,
    BARS,
    BIG,
    CLOSING,
    EMPTY,
    NOT_EQUAL,
    OPENING,
    PRIME,
    SLASH,
    breaks,
    takes_scripts,
)
from evaluator.mathtext.dump.holes import Hole, Kind, misfit
from evaluator.mathtext.dump.layout import Accent, Box, Fence, Fraction, Glyph, Operator, Radical, Row, Scripts
from evaluator.mathtext.dump.prior import NEVER, Vocabulary, script_costs
from evaluator.mathtext.dump.rows import cuts, glyph_cost, may_end
from evaluator.mathtext.dump.tokens import Token

BEAM = 96  # hypotheses kept at each token
NEW, FRESH = 12, 10  # tokens within which a formula counts as just begun; how many such are kept besides
MARGIN = 9.0  # hypotheses dearer than the best by more are dropped
LONGEST_ROW = 60  # glyphs in the row of one box; KaTeX cuts at relations, so real rows are short
MOST_LINES = 7  # lines that one row is spread over
DEEPEST = 7  # boxes inside boxes
LOOK_AHEAD, MOST_LIMIT_LINES = 16, 2  # tokens and lines within which the operator of a lower limit must come
MOST_SKIPPED = 14.0  # price of the holes that a formula may pass over
START = {"\n": 0.5, " ": 0.9, "": 5.0}  # a new formula, by what separates it from the one before
SEAM = {"\n": 0.0, " ": 0.3, "": 0.9}  # the next box of a formula on the line where the last one ended
WRAPPED = 2.5  # a box on a new line behind the relation of the last one, with nothing in between: a wrapped line
WIDE_SIGN = 2.0  # a relation is wide enough to break the line between what hangs before it and what follows
PIECE = {"\n": 0.0, " ": 0.4, "": 0.8}  # a piece on the line of what was painted before it
BEHIND_FENCE = 0.1  # a piece on the line of the tall fence before it
NUMERATOR = {"\n": 0.0, " ": 1.5, "": 2.5}  # a numerator on the line of its denominator
NESTED = (0.0, 0.4, 2.0)  # a script inside a script, and inside that
IN_SCRIPT = 1.5  # a fraction, a root or a sum inside a script
OVER_CUT = 1.0  # a row that goes on where KaTeX cuts, until a tall fence shows why
NOT_CUT = 2.5  # the same, and none does
FENCE_AHEAD = 24  # tokens within which that fence must open
DEBT = 0.8  # charged when a row goes on over a gap that something must fill, until it is filled
SPRAWL = 1.7  # a script or limit whose row is spread over lines
SHORT, LONG_SCRIPT = 7, 0.4  # glyphs of a usual script or limit; each further one
RAW, RAW_TOKEN = 5.0, 0.6  # giving a line up as unreadable
LEAK, MOST_LEAKED = 4.0, 2  # glyphs of the next page's first formula at the end of this page
PAIRS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉", "∣": "∣", "∥": "∥", "|": "|"}
EXPECTED_FENCE = 0.7  # behind an expectation or a growth class a bracket is all but certain
OPEN_FENCE, CLOSE_FENCE, ODD_FENCE, UNCLOSED = 0.8, 0.2, 2.5, 3.0
FRAMED = 0.6  # what makes a frame around a whole formula likelier than a root
UNSEEN_ROOT = 0.6  # a root that leaves no empty line
ODD_START = 3.0  # a script that starts like the middle of something
BOTH, BOTH_ON_BAR = 0.3, 1.3  # what makes a second script on one host likelier, above all on a norm
PRICES = {"script": 0.1, "denominator": 1.2, "root": 1.2, "lower": 0.3}


_SMALL = frozenset({"script", "sup", "lower", "upper", "beside"})


class Placed(NamedTuple):
    """Tokens `start:end` read as `row` (None: given up) and put into a hole."""

    hole: Hole
    start: int
    end: int
    row: Row | None


Done = tuple[Any, Placed] | None  # linked list of the finished formulas, last first
Places = dict[int, tuple[float, Done]]  # by hole: cost of everything read so far, with the last formula in that hole


class Hypothesis(NamedTuple):
    cost: float
    frame: Frame
    chain: Row  # the boxes of the current formula before the one being read
    begun: int  # token at which the current formula starts


def read_page(tokens: Sequence[Token], holes: Sequence[Hole], vocabulary: Vocabulary, beam: int = BEAM) -> list[Placed]:
    """The cheapest reading of all tokens of a page that a beam of this width finds."""
    return _Reader(tokens, holes, vocabulary, beam).read()


class _Reader:
    def __init__(
        self, tokens: Sequence[Token], holes: Sequence[Hole], vocabulary: Vocabulary, beam: int = BEAM
    ) -> None:
        self._tokens, self._holes, self._vocabulary, self._beam = tokens, holes, vocabulary, beam
        self._beams: list[dict[object, Hypothesis]] = [{} for _ in range(len(tokens) + 1)]
        self._skipping = [0.0]
        self._between: list[Places] = [{} for _ in range(len(tokens) + 1)]
        self._entered: dict[int, Places] = {}
        self._last: Places = {}
        self._gaps: dict[tuple[int, bool, bool], Gap] = {}
        self._limits_ahead = [self._limit_ahead(i) for i in range(len(tokens))]
        self._fences_ahead = [self._fence_ahead(i) for i in range(len(tokens))]
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
        self._last.update(_cheaper(self._between[last], self._last))
        ends = [(cost + self._skipping[-1] - self._skipping[hole + 1], hole) for hole, (cost, _) in self._last.items()]
        return _unlink(self._last[min(ends)[1]][1]) if ends else []

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

    # One token: the row goes on, or ends and something is hung.

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

    def _growth(self, frame: Frame, index: int) -> float:
        """Price of one more token in the row of a box."""
        price = self._debt(index)
        if frame.role in _SMALL:
            price += SPRAWL * (self._tokens[index].gap == "\n") + LONG_SCRIPT * (index - frame.start > SHORT)
        return price

    def _debt(self, index: int) -> float:
        token = self._tokens[index]
        return DEBT * ((token.gap == "\n") + token.trailing)

    def _may_extend(self, frame: Frame, index: int, cut: bool) -> bool:
        row = self._tokens[frame.start : index + 1]
        if self._tokens[index].char in BIG or len(row) > LONGEST_ROW:
            return False
        lines = sum(t.gap == "\n" for t in row[1:])
        whole = not cut or lines > 0 or self._fences_ahead[index] or self._goes_on(index)
        return lines <= MOST_LINES and whole

    def _goes_on(self, index: int) -> bool:
        """Whether this line shows room for a tall fence behind the cut: then it is inside a group, and no cut."""
        ahead = self._tokens[index : index + FENCE_AHEAD]
        line = next((i for i, t in enumerate(ahead) if t.gap == "\n"), len(ahead))
        return any(t.gap == " " and t.leading for t in ahead[1:line])

    def _fence_ahead(self, index: int) -> bool:
        """Whether a tall fence may open soon: inside one, KaTeX does not cut."""
        ahead = self._tokens[index : index + FENCE_AHEAD]
        return any(t.char in OPENING and t.gap == "\n" for t in ahead)

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

    def _wraps(self, start: int) -> bool:
        token, before = self._tokens[start], self._tokens[start - 1]
        return token.gap == "\n" and token.char != EMPTY and breaks(before.char)

    def _gap(self, place: int, start: int, stop: int) -> Gap:
        key = (place, place == start, place == stop)
        if key not in self._gaps:
            self._gaps[key] = gap_at(self._tokens, place, start, stop)
        return self._gaps[key]

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

    # A piece is hung.

    def _open(self, hypothesis: Hypothesis, gap: Gap, index: int) -> None:
        frame, token = hypothesis.frame, self._tokens[index]
        if gap.first or gap.last or gap.text:
            self._fence(hypothesis, index, _unseen(gap, frame.held))
        if token.char == SLASH and frame.row and frame.row[-1] == Glyph("=", getattr(frame.row[-1], "space", False)):
            self._offer(index + 1, hypothesis._replace(frame=frame.hung(Glyph(NOT_EQUAL), frame.held, 1)))
        if _depth(frame) < DEEPEST:
            self._open_scripts(hypothesis, gap, index)
            if gap.wide or gap.first:
                self._open_stacks(hypothesis, gap, index)
        if token.char in BIG and (gap.wide or gap.first):
            held = frame.held.plus(strut=False, width=WIDE)
            box = Operator(token.char, None, None, False)
            self._hung(hypothesis, index + 1, box, held, 0.6 + PIECE[token.gap])

    def _fence(self, hypothesis: Hypothesis, index: int, unseen: float) -> None:
        frame, token = hypothesis.frame, self._tokens[index]
        price, fences, char = PIECE[token.gap] / 4, frame.fences, token.char
        held = frame.held.plus(strut=False, width=NARROW, fenced=True)
        if fences and (char in CLOSING or char == PAIRS[fences[-1]]):
            cost = price + (CLOSE_FENCE if char == PAIRS[fences[-1]] else ODD_FENCE)
            cost += unseen + 3.0 * (open_ended(frame.row) or isinstance(frame.row[-1], Fence))
            closed = hypothesis._replace(frame=frame._replace(fences=fences[:-1]))
            self._hung(closed, index + 1, Fence(char, opens=False), held, cost)
        if (char in OPENING or char in BARS) and len(fences) < DEEPEST:
            opened = hypothesis._replace(frame=frame._replace(fences=fences + char))
            expected = frame.row and plain_char(frame.row[-1]) in ("E", "O", "Θ")
            cost = OPEN_FENCE + price + unseen - (EXPECTED_FENCE if expected else 0.0)
            self._hung(opened, index + 1, Fence(char, opens=True), held, cost)

    def _hung(self, hypothesis: Hypothesis, index: int, box: Box, held: Held, cost: float) -> None:
        frame = hypothesis.frame.hung(box, held)
        self._offer(index, hypothesis._replace(cost=hypothesis.cost + cost, frame=frame))

    def _open_scripts(self, hypothesis: Hypothesis, gap: Gap, index: int) -> None:
        frame = hypothesis.frame
        if not frame.row or (gap.first and not frame.held.items) or not _may_carry(frame.row[-1], frame.held):
            return
        if not (frame.held.items or gap.wide or gap.narrow or gap.joined):
            return
        extra = NESTED[min(_scripts_deep(frame), len(NESTED) - 1)]
        if not frame.held.items and (opens_bars(frame.row) or self._bar_follows(frame)):
            extra += 2.5
        if gap.joined and not frame.held.items:
            extra -= PIECE[gap.text]  # the end of the row prices a script that joins it
        self._child(hypothesis, "script", index, extra)

    def _bar_follows(self, frame: Frame) -> bool:
        """Whether the place is inside a double bar."""
        if frame.place == frame.stop or frame.row[-1:] == ():
            return False
        token = self._tokens[frame.place]
        return token.gap == "" and token.char in BARS and token.char == self._tokens[frame.place - 1].char

    def _open_stacks(self, hypothesis: Hypothesis, gap: Gap, index: int) -> None:
        sight = 0.0 if gap.empty else 0.7 if gap.leading or gap.first else 1.0
        if hypothesis.frame.held.items and not gap.empty:
            sight = 0.3
        sight += IN_SCRIPT * (_scripts_deep(hypothesis.frame) > 0)
        if not gap.last or hypothesis.frame.held.items:  # a box without row glyphs starts with an operator
            self._child(hypothesis, "denominator", index, sight)
            frame = hypothesis.frame
            frames = gap.empty and gap.first and frame.parent is None and not frame.row and not hypothesis.chain
            root = -FRAMED if frames else sight if gap.empty else sight + UNSEEN_ROOT
            self._child(hypothesis, "root", index, root)
        if hypothesis.frame.role != "lower" and self._limits_ahead[index]:
            self._child(hypothesis, "lower", index, IN_SCRIPT * (_scripts_deep(hypothesis.frame) > 0))
        if self._accent_at(index):
            self._accent(hypothesis, index)

    def _accent_at(self, index: int) -> bool:
        after = self._tokens[index + 1] if index + 1 < len(self._tokens) else None
        return after is not None and after.char in ACCENTS and after.gap == "" and self._tokens[index].char.isalpha()

    def _accent(self, hypothesis: Hypothesis, index: int) -> None:
        box = Accent((Glyph(self._tokens[index].char),), ACCENTS[self._tokens[index + 1].char])
        held = hypothesis.frame.held.plus(strut=False, width=NARROW)
        self._hung(hypothesis, index + 2, box, held, 0.2 + PIECE[self._tokens[index].gap])

    def _limit_ahead(self, index: int) -> bool:
        """Whether a lower limit may start at `index`: an operator opens one of the next two lines."""
        tokens, lines = self._tokens, 0
        for i in range(index + 1, min(index + LOOK_AHEAD, len(tokens))):
            if tokens[i].gap == "\n":
                if tokens[i].char in BIG or limit_word_at(tokens, i):
                    return True
                lines += 1
                if lines == MOST_LIMIT_LINES:
                    return False
        return False

    def _child(self, hypothesis: Hypothesis, role: str, index: int, extra: float, price: float | None = None) -> None:
        """Open a piece whose first token is `index`."""
        token = self._tokens[index]
        if role in _SMALL and token.char == EMPTY:
            return
        if price is None:
            behind_fence = token.gap != "\n" and self._tokens[index - 1].char in OPENING
            price = PRICES.get(role, 0.0) + extra + (BEHIND_FENCE if behind_fence else PIECE[token.gap])
        if role in _SMALL:
            price += self._odd_start(index)
        frame = Frame(hypothesis.frame, role, index, None, index)
        opened = hypothesis._replace(cost=hypothesis.cost + price, frame=frame)
        if token.char not in BIG:
            self._offer(index + 1, opened)
        if token.char in BIG or self._accent_at(index) or (role not in _SMALL and self._limits_ahead[index]):
            self._hang(opened._replace(frame=frame._replace(stop=index)), index)

    def _odd_start(self, index: int) -> float:
        """What speaks, from the first glyph on, against a script or limit that starts here."""
        char = self._tokens[index].char
        if char in OPENING:
            line = next(
                (i for i in range(index + 1, len(self._tokens)) if self._tokens[i].gap == "\n"), len(self._tokens)
            )
            return 0.0 if any(self._tokens[i].char == PAIRS[char] for i in range(index, line)) else ODD_START
        return ODD_START if char in CLOSING or (breaks(char) and char not in "−+±∗-") else 0.0

    # A piece is finished and goes into the box around it.

    def _return(self, hypothesis: Hypothesis) -> list[Hypothesis]:
        child = hypothesis.frame
        parent, row = child.parent, child.row
        assert parent is not None
        framed = child.role == "root" and parent.parent is None and not parent.row and parent.place == parent.start
        cost = hypothesis.cost + content_cost(row, "frame" if framed else child.role)
        if child.role in ("script", "sup"):
            placed = self._with_script(parent, row) if child.role == "script" else self._with_second(parent, row)
            return [hypothesis._replace(cost=cost + added, frame=frame) for added, frame in placed if added < NEVER]
        return [hypothesis._replace(cost=cost, frame=_with_piece(parent, row, child.role))]

    def _with_script(self, parent: Frame, row: Row) -> list[tuple[float, Frame]]:
        """The row below its host, and above it."""
        assert parent.stop is not None
        host, width = parent.row[-1], width_of(row)
        below, above = script_costs(host, row, self._vocabulary)
        gap = self._gap(parent.place, parent.start, parent.stop)
        sub = Scripts(host, row, None, gap.trailing or gap.empty)
        sup = Scripts(host, None, row, gap.last and gap.text == "")
        return [
            (below, parent.hung(sub, parent.held.plus(True, width, scripted=True), 1)),
            (above, parent.hung(sup, parent.held.plus(False, width, scripted=True), 1)),
        ]

    def _with_second(self, parent: Frame, row: Row) -> list[tuple[float, Frame]]:
        """The row above a host that has one below."""
        host = parent.row[-1]
        assert isinstance(host, Scripts)
        _, above = script_costs(host.host, row, self._vocabulary)
        held = parent.held._replace(width=max(parent.held.width, width_of(row)))
        above -= BOTH_ON_BAR if plain_char(host.host) in BARS else BOTH
        return [(above, parent.hung(replace(host, sup=row), held, 1))]

    def _complete(self, hypothesis: Hypothesis, index: int) -> None:
        """Read the other half of a piece: the numerator, or the operator of a lower limit."""
        frame, token = hypothesis.frame, self._tokens[index]
        assert frame.pending is not None
        if frame.pending.role == "lower":
            name = token.char if token.char in BIG else limit_word_at(self._tokens, index)
            if name:
                box = Operator(name, frame.pending.row, None, True)
                inner = frame._replace(pending=None)
                length = len(name.replace(" ", ""))
                held = frame.held.plus(True, WIDE)
                self._hung(hypothesis._replace(frame=inner), index + length, box, held, 0.2 * (token.char not in BIG))
            return
        self._child(hypothesis, "numerator", index, 0.0, NUMERATOR[token.gap])

    def _grow_last(self, hypothesis: Hypothesis, index: int) -> None:
        """A second script on the same host, or the limits of an operator."""
        frame = hypothesis.frame
        last = frame.row[-1] if frame.row and frame.held.items else None
        gap = PIECE[self._tokens[index].gap] * 0.7
        if isinstance(last, Scripts) and last.sup is None and frame.held.scripted:
            self._child(hypothesis, "sup", index, 0.0, gap)
        if isinstance(last, Operator) and last.upper is None:
            if last.lower is None and not last.limits:
                self._child(hypothesis, "beside", index, 0.0, gap)
            elif last.lower is not None and (last.symbol in BIG):
                self._child(hypothesis, "upper", index, 0.0, gap)

    # A top-level box is finished.

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
        self._between[end].update(_cheaper(given, self._between[end]))


def _cheaper(places: Places, known: Places) -> Places:
    return {hole: entry for hole, entry in places.items() if hole not in known or entry[0] < known[hole][0]}


def _unseen(gap: Gap, held: Held) -> float:
    """What speaks against a tall fence at a place where no room for it shows."""
    if held.items or gap.last or gap.empty or gap.leading or (gap.text == "\n" and not gap.first):
        return 0.0
    return 0.6 if gap.first else 1.5


def _unlink(done: Done) -> list[Placed]:
    found: list[Placed] = []
    while done is not None:
        done, placed = done
        found.append(placed)
    return found[::-1]


def _last_char(row: Row) -> str:
    last = row[-1]
    return last.char if isinstance(last, Glyph) else ""


def _with_piece(parent: Frame, row: Row, role: str) -> Frame:
    """The box around a finished piece, with the piece in it."""
    held = parent.held
    match role:
        case "numerator":
            below = parent.pending.row if parent.pending else ()
            return parent.hung(Fraction(below, row), held.plus(True, WIDE))._replace(pending=None)
        case "root":
            return parent.hung(Radical(row), held.plus(True, WIDE))
        case "upper" | "beside":
            operator = parent.row[-1]
            assert isinstance(operator, Operator)
            if role == "upper":
                return parent.hung(replace(operator, upper=row), held, 1)
            return parent.hung(replace(operator, lower=row), held._replace(struts=held.struts + 1), 1)
        case _:
            return parent._replace(pending=Pending(role, row))


def _may_carry(host: Box, held: Held) -> bool:
    """Scripts hang on a glyph of the row, or on the fence or accent that was put there last."""
    if held.scripted:
        return False
    if held.items == 0:
        return isinstance(host, Glyph) and host.char != PRIME and takes_scripts(host.char)
    return (isinstance(host, Fence) and not host.opens) or isinstance(host, Accent)


def _depth(frame: Frame) -> int:
    depth = 0
    while frame.parent is not None:
        depth, frame = depth + 1, frame.parent
    return depth


def _scripts_deep(frame: Frame) -> int:
    """How many scripts the box is in, counted up to the next fraction or limit around it."""
    depth = 0
    while frame.parent is not None and frame.role in ("script", "sup"):
        depth, frame = depth + 1, frame.parent
    return depth
