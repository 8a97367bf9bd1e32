"""The half-read boxes of a hypothesis, innermost first."""

from __future__ import annotations

from typing import NamedTuple

from evaluator.mathtext.dump.gaps import EITHER, NARROW, NOTHING, WIDE, Held
from evaluator.mathtext.glyph_classes import BARS, CLOSING, OPENING, PUNCTUATION, breaks
from evaluator.mathtext.layout import Box, Fence, Glyph, Operator, Radical, Row, Scripts


class Pending(NamedTuple):
    """The first half of a piece that is painted in two."""

    role: str  # "denominator" or "lower"
    row: Row


class Frame(NamedTuple):
    """A box being read: the tokens of its row, and how far its pieces are hung.

    `stop` is None while the row is still growing. Pieces are hung from left to right: `place` is the place of the
    last one, and `row` the finished part of the row before it. `pending` is the half of a piece whose other half must
    come next (a denominator, a lower limit).
    """

    parent: Frame | None
    role: str  # "top", "script", "sup", "denominator", "numerator", "root", "lower", "upper", "beside"
    start: int
    stop: int | None
    place: int
    row: Row = ()
    held: Held = NOTHING
    fences: str = ""
    pending: Pending | None = None

    def hung(self, box: Box, held: Held, instead_of: int = 0) -> Frame:
        """The frame with one more thing at its place, in the stead of the last `instead_of` boxes of its row."""
        return self._replace(row=(*self.row[: len(self.row) - instead_of], box), held=held)

    def key(self) -> tuple[object, ...]:
        """All that the rest of the reading can depend on."""
        parent = self.parent.key() if self.parent else None
        waiting = self.pending.role if self.pending else ""
        open_piece = self.held.items and self.row and _may_grow(self.row[-1])
        return (parent, self.role, self.start, self.stop, self.place, self.held, self.fences, waiting, open_piece)


def _may_grow(box: Box) -> bool:
    """Whether a second script or limit may still come."""
    return isinstance(box, Scripts | Operator) and (box.sup if isinstance(box, Scripts) else box.upper) is None


def plain_char(box: Box) -> str:
    """The glyph of a box, scripts aside; empty for anything else."""
    if isinstance(box, Scripts):
        box = box.host
    return box.char if isinstance(box, Glyph) else ""


def open_ended(row: Row) -> bool:
    """Whether the row ends in a relation or operator, behind which KaTeX may have cut."""
    return bool(row) and isinstance(row[-1], Glyph | Scripts) and breaks(plain_char(row[-1]) or "x")


def opens_bars(row: Row) -> bool:
    """Whether the last glyph is a bar that opens a norm or an absolute value, which carries no script."""
    chars = "".join(plain_char(box) or " " for box in row).replace("∣∣", "∥").replace("||", "∥")
    return chars[-1] in BARS and chars.count(chars[-1]) % 2 == 1


def bracket_faults(row: Row) -> int:
    """Brackets without a partner."""
    depth = wrong = 0
    for box in row:
        char = plain_char(box)
        if char and char in OPENING:
            depth += 1
        elif char and char in CLOSING:
            depth -= 1
            if depth < 0:
                depth, wrong = 0, wrong + 1
    return depth + wrong


def content_cost(row: Row, role: str) -> float:
    """What speaks against a row as the content of a piece: it should be whole in itself."""
    if not row:
        return 6.0
    first = plain_char(row[0])
    dangling = 3.0 if open_ended(row) and len(row) > 1 else 0.0
    headless = 2.5 if first and len(row) > 1 and _never_first(first) else 0.0
    stacked = role in ("denominator", "numerator", "root")
    headless += 3.0 * (role == "lower" and first in OPENING and first != "")
    states = 2.0 * (stacked and any(plain_char(box) in _STATEMENTS for box in row))
    return 3.0 * bracket_faults(row) + dangling + headless + states


def headless_cost(row: Row) -> float:
    """What speaks against a formula that starts with a relation or an operator, or is a bare bracket."""
    if isinstance(row[0], Fence):
        return 1.5
    first = plain_char(row[0])
    if not first:
        return 0.0
    if first in "=≈≤":
        return 1.5
    if first in "+±" and len(row) > 1:
        return 2.5
    if all(plain_char(box).isdigit() for box in row):
        return 0.8
    return 2.5 if _never_first(first) else 0.0


def tail_cost(row: Row) -> float:
    """What speaks against a formula that ends in the root of a number behind another value: that is a framed answer."""
    last = row[-1]
    if len(row) < 2 or not isinstance(last, Radical):
        return 0.0
    framed = all(plain_char(box).isdigit() for box in last.body)
    return 1.2 if framed and plain_char(row[-2]).isalnum() else 0.0


_STATEMENTS = frozenset("=≤≥<>∼≈→")


def _never_first(char: str) -> bool:
    return (breaks(char) and char not in "−+±∗-") or char in CLOSING or char in PUNCTUATION


def width_of(row: Row) -> int:
    """How much room a script takes, as the rule for new lines sees it."""
    if len(row) != 1 or not isinstance(row[0], Glyph):
        return WIDE
    return EITHER if row[0].char in _BROAD or row[0].char.isupper() else NARROW


_BROAD = frozenset("mw∞∗⊤")
