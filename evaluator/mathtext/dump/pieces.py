"""The positioned things that hang in a row: scripts, stacks, operators, accents, tall fences."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace

from evaluator.mathtext.dump.advancing import Rows
from evaluator.mathtext.dump.costs import (
    BEHIND_FENCE,
    BOTH,
    BOTH_ON_BAR,
    CLOSE_FENCE,
    DEEPEST,
    EXPECTED_FENCE,
    FRAMED,
    IN_SCRIPT,
    NESTED,
    NUMERATOR,
    ODD_FENCE,
    OPEN_FENCE,
    PAIRS,
    PIECE,
    PRICES,
    SMALL,
    UNSEEN_ROOT,
)
from evaluator.mathtext.dump.frames import Frame, Pending, content_cost, open_ended, opens_bars, plain_char, width_of
from evaluator.mathtext.dump.gaps import NARROW, WIDE, Gap, Held, limit_word_at
from evaluator.mathtext.dump.hypotheses import Hypothesis
from evaluator.mathtext.dump.prior import NEVER, script_costs
from evaluator.mathtext.glyph_classes import (
    ACCENTS,
    BARS,
    BIG,
    CLOSING,
    EMPTY,
    NOT_EQUAL,
    OPENING,
    PRIME,
    SLASH,
    takes_scripts,
)
from evaluator.mathtext.layout import Accent, Box, Fence, Fraction, Glyph, Operator, Radical, Row, Scripts


class Pieces(Rows, ABC):
    """Opening pieces on the next token, and putting finished ones into the box around them."""

    @abstractmethod
    def _offer(self, index: int, hypothesis: Hypothesis) -> None:
        """Keep a hypothesis that has read all tokens before `index`."""

    @abstractmethod
    def _hang(self, hypothesis: Hypothesis, index: int) -> None:
        """Use token `index` as the start of a piece of the innermost box, or of one around it."""

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

    def _accent(self, hypothesis: Hypothesis, index: int) -> None:
        box = Accent((Glyph(self._tokens[index].char),), ACCENTS[self._tokens[index + 1].char])
        held = hypothesis.frame.held.plus(strut=False, width=NARROW)
        self._hung(hypothesis, index + 2, box, held, 0.2 + PIECE[self._tokens[index].gap])

    def _child(self, hypothesis: Hypothesis, role: str, index: int, extra: float, price: float | None = None) -> None:
        """Open a piece whose first token is `index`."""
        token = self._tokens[index]
        if role in SMALL and token.char == EMPTY:
            return
        if price is None:
            behind_fence = token.gap != "\n" and self._tokens[index - 1].char in OPENING
            price = PRICES.get(role, 0.0) + extra + (BEHIND_FENCE if behind_fence else PIECE[token.gap])
        if role in SMALL:
            price += self._odd_start(index)
        frame = Frame(hypothesis.frame, role, index, None, index)
        opened = hypothesis._replace(cost=hypothesis.cost + price, frame=frame)
        if token.char not in BIG:
            self._offer(index + 1, opened)
        if token.char in BIG or self._accent_at(index) or (role not in SMALL and self._limits_ahead[index]):
            self._hang(opened._replace(frame=frame._replace(stop=index)), index)

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


def _unseen(gap: Gap, held: Held) -> float:
    """What speaks against a tall fence at a place where no room for it shows."""
    if held.items or gap.last or gap.empty or gap.leading or (gap.text == "\n" and not gap.first):
        return 0.0
    return 0.6 if gap.first else 1.5


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
