"""What a formula is made of on the page: rows of glyphs, scripts, stacks. Close to LaTeX, without meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """Base of all layout nodes."""


Row = tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Glyph(Box):
    char: str
    space: bool = False  # a blank stands before it
    font: str = ""  # its alphabet, where the source tells: "italic", "rm", "bf", "bb", "cal", ...


@dataclass(frozen=True, slots=True)
class Scripts(Box):
    host: Box
    sub: Row | None
    sup: Row | None
    sure: bool = field(default=False, compare=False)  # the dump itself tells below from above


@dataclass(frozen=True, slots=True)
class Fraction(Box):
    denominator: Row
    numerator: Row


@dataclass(frozen=True, slots=True)
class Radical(Box):
    """A root, or a frame: a dump cannot tell them apart."""

    body: Row
    boxed: bool = False
    index: Row | None = None


@dataclass(frozen=True, slots=True)
class Operator(Box):
    r"""A big operator, or \max and its like, with limits."""

    symbol: str
    lower: Row | None
    upper: Row | None
    limits: bool  # drawn above and below


@dataclass(frozen=True, slots=True)
class Accent(Box):
    body: Row
    mark: str


@dataclass(frozen=True, slots=True)
class Fence(Box):
    r"""One side of a \left .. \right pair."""

    char: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Bar(Box):
    r"""A tall bar that something hangs on, as in `f |_{x = 0}`; drawn, and so no glyph."""


@dataclass(frozen=True, slots=True)
class Column(Box):
    """One column of an array, top to bottom."""

    cells: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Grid(Box):
    """Rows of cells: a matrix, cases, aligned equations, a binomial."""

    rows: tuple[tuple[Row, ...], ...]
    kind: str = "matrix"  # the environment, or "binom"


@dataclass(frozen=True, slots=True)
class Cover(Box):
    r"""Something drawn over or under a body: `command` is \overline, \underbrace, \overset, ..."""

    command: str
    body: Row
    label: Row | None = None


def glyphs(row: Row) -> str:
    """All characters of a row in reading order, for tables and comparisons."""
    return "".join(_characters(box) for box in row)


def _characters(box: Box) -> str:
    match box:
        case Glyph(char):
            return char
        case Scripts(host, sub, sup):
            return _characters(host) + glyphs(sub or ()) + glyphs(sup or ())
        case Fraction(denominator, numerator):
            return glyphs(numerator) + "/" + glyphs(denominator)
        case Radical(body):
            return "√" + glyphs(body)
        case Operator(symbol, lower, upper):
            return symbol + glyphs(lower or ()) + glyphs(upper or ())
        case Accent(body, mark):
            return glyphs(body) + mark
        case Fence(char):
            return char
        case Bar():
            return ""
        case Grid(rows):
            return "".join(glyphs(cell) for line in rows for cell in line)
        case Cover(_, body, label):
            return glyphs(body) + glyphs(label or ())
        case Column(cells):
            return "".join(glyphs(cell) for cell in cells)
    raise TypeError(box)


def walk(row: Row) -> Iterator[Box]:
    """Every box below a row, outermost first."""
    for box in row:
        yield box
        for inner in rows_of(box):
            yield from walk(inner)


def rows_of(box: Box) -> tuple[Row, ...]:
    """The rows that a box is made of."""
    match box:
        case Scripts(host, sub, sup):
            return ((host,), sub or (), sup or ())
        case Fraction(denominator, numerator):
            return denominator, numerator
        case Radical(body, _, index):
            return body, index or ()
        case Accent(body):
            return (body,)
        case Cover(_, body, label):
            return body, label or ()
        case Operator(_, lower, upper):
            return lower or (), upper or ()
        case Column(cells):
            return cells
        case Grid(rows):
            return tuple(cell for line in rows for cell in line)
    return ()
