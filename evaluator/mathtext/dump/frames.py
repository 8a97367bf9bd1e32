"""The boxes that are open while a formula is read. Geometry is in thousandths of an em."""

from __future__ import annotations

from typing import Final, NamedTuple

from evaluator.mathtext.dump.glyphs import EM, UNKNOWN, widths
from evaluator.mathtext.dump.moves import Move

Key = tuple[str | int | bool | tuple[str, ...], ...]

SMALL: Final = 700  # size of scripts, and of what hangs in them
SCRIPTS: Final = frozenset({"sub", "sup", "low", "up", "idx"})
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
    scale: int
    host: str  # the glyph that carries the box
    parent: Frame | None
    deep: int = 0  # boxes around it


class Option(NamedTuple):
    """A move with what it is worth, its features, and what is open after it."""

    move: Move
    score: float
    keys: tuple[list[Key], ...]
    frame: Frame
    pen: int  # where the glyph ends
    tool: str  # role of the box, or the piece, that the glyph belongs to


def opening(role: str, start: int, empty: bool = False) -> Frame:
    return Frame(role, start, start if empty else -1, 0, "", 0, 0, 0, 0, 0, 0, EM, "", None)


def width(char: str) -> int:
    return widths().get(char, UNKNOWN)
