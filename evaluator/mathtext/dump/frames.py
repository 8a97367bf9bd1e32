"""The boxes that are open while a formula is read. Geometry is in thousandths of an em."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

from evaluator.mathtext.dump.glyphs import EM, UNKNOWN
from evaluator.mathtext.dump.metrics import widths
from evaluator.mathtext.dump.moves import TOP, Move

Key = tuple[str | int | bool | tuple[str, ...], ...]

SMALL: Final = 700  # size of scripts, and of what hangs in them
SCRIPTS: Final = frozenset({"sub", "sup", "low", "up", "idx"})
# Where a box begins above the row that it hangs in (KaTeX's shifts; halfway between those that depend on its content).
RISE: Final = {
    "sub": -200, "sup": 380, "den": -686, "num": 677, "low": -1250, "up": 1300, "idx": 450, "mark": 250, "grid": 600
}  # fmt: skip
RISE_IN_TEXT: Final = {"den": -345, "num": 394}  # within scripts, fractions and the like
LINE: Final = 1200  # between two rows of a matrix
SIGNS: Final = {"op": 1000, "fo": 500, "fc": 500, "mark": 0, "neq": 0}  # widths of pieces of one glyph


class Frame(NamedTuple):
    """An open box: its row is `start:stop` (stop is -1 while it grows), and what hangs in it is read up to `place`."""

    role: str
    start: int
    stop: int
    place: int
    last: str  # the last piece at this place
    pieces: int  # how many there are
    held: int  # their width
    wide: int  # width of the last of them
    total: int  # width of what hangs before this place
    fences: int  # tall brackets that are open
    x: int
    y: int  # where its row stands, upwards from the line of the formula
    scale: int
    host: str  # the glyph that carries the box
    parent: Frame | None
    deep: int = 0  # boxes around it
    owed: int = 0  # struts that the pieces at this place leave
    nested: int = 0  # and those of empty rows that begin where its own row ends


class Option:
    """A move with what it is worth. What is open after it is made only where it is asked for: most are not taken."""

    __slots__ = ("_made", "box", "features", "level", "move", "opened", "score", "tool")

    def __init__(
        self,
        move: Move,
        score: float,
        box: tuple[Frame, tuple[str, ...], int],
        features: Callable[[], list[Key]],
        opened: Callable[[], tuple[Frame, int]],
        level: int,
        tool: str,
    ) -> None:
        self.move, self.score = move, score
        self.box = box  # in which what is opened, how high: those of two moves are the same if these are
        self.features = features
        self.opened = opened
        self.level = level  # where the glyph stands, upwards from the line of the formula
        self.tool = tool  # role of the box, or the piece, that the glyph belongs to
        self._made: tuple[Frame, int] | None = None

    @property
    def frame(self) -> Frame:
        """What is open."""
        return self._open()[0]

    @property
    def pen(self) -> int:
        """Where the glyph ends."""
        return self._open()[1]

    def _open(self) -> tuple[Frame, int]:
        if self._made is None:
            self._made = self.opened()
        return self._made


def opening(role: str, start: int, empty: bool = False) -> Frame:
    return Frame(role, start, start if empty else -1, 0, "", 0, 0, 0, 0, 0, 0, 0, EM, "", None)


def rise(role: str, row: Frame, level: int) -> int:
    """Where the row of a new box stands that hangs in `row`, behind a glyph that stands at `level`."""
    if role == "cell":
        return level - LINE * row.scale // EM
    shift = RISE.get(role, 0) if row.role in TOP else RISE_IN_TEXT.get(role, RISE.get(role, 0))
    return row.y + shift * row.scale // EM


@cache
def further_rise(chain: tuple[str, ...]) -> int:
    """How far above the first of these boxes, each in the one before it, the last one stands."""
    level, scale = 0, EM
    for role in chain[1:]:
        level += RISE_IN_TEXT.get(role, RISE.get(role, 0)) * scale // EM
        scale = SMALL if role in SCRIPTS else scale
    return level


def width(char: str) -> int:
    return widths().get(char, UNKNOWN)
