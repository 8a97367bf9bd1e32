"""The formulas that were found on a page, read again by what each reading would look like if it were printed.

The search knows what is written beside what, and roughly where; the forward model knows exactly which blanks and line
ends a reading leaves in a dump. Both together say which reading it is, and where formulas end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from math import inf
from typing import Final, NamedTuple

from evaluator.mathtext.dump.forward import Sizes, log_likelihood
from evaluator.mathtext.dump.glyphs import Glyphs
from evaluator.mathtext.dump.moves import TOP, Move
from evaluator.mathtext.dump.readings import readings
from evaluator.mathtext.dump.rebuild import rebuild
from evaluator.mathtext.dump.search import Arc
from evaluator.mathtext.glyph_classes import BINARY, CLOSING, OPENING, RELATIONS
from evaluator.mathtext.layout import Glyph, Row, Scripts
from evaluator.mathtext.layout_latex import Writer
from evaluator.mathtext.parser import parses
from evaluator.mathtext.typeset import NotTypeset, typeset

NEAR: Final = 80.0  # an arc is looked at if some way to read the page with it is at most so far behind the best one
MOST: Final = 10  # readings of an arc that are printed
FURTHER: Final = 60  # that are looked at where none of those would print as the dump is
POOR: Final = -1.0  # nats below which a reading is no good
KEPT: Final = 10  # readings of an arc that are kept
NAT: Final = 10.0  # points of the search that a nat of likelihood is worth
SENSELESS: Final = 13.0  # points off for what is no formula
# A table of two lines without brackets: only those of higher ones are drawn rather than written.
_CELLS: Final = r"(?:(?!\\\\|\\(?:begin|end)).)*"
_BARE: Final = re.compile(rf"\\begin\{{matrix\}}{_CELLS}(?:\\\\{_CELLS})?\\end")
CUT_OFF: Final = 7 * NAT  # of what must go on: of 4,568 formulas of books and logs one in a thousand
UNPRINTABLE: Final = -20.0  # nats of what would give other glyphs

Moves = tuple[Move, ...]


class Way(NamedTuple):
    """A reading, with its worth where it stands in a line of words, and where it is displayed."""

    row: Row
    inline: float
    display: float
    fit: float  # nats of the gaps, where they fit better

    @property
    def worth(self) -> float:
        return max(self.inline, self.display)


class Weighed(NamedTuple):
    arc: Arc
    ways: tuple[Way, ...]  # best first; none of glyphs that could not be read


def as_searched(found: Sequence[Arc], glyphs: Glyphs) -> list[Weighed]:
    """Every formula with the one reading that the search likes best."""
    return [_unweighed(arc, glyphs) for arc in found]


def _unweighed(arc: Arc, glyphs: Glyphs) -> Weighed:
    if not arc.moves:
        return Weighed(arc, ())
    span = slice(arc.start, arc.end)
    row = rebuild(glyphs.chars[span], glyphs.gaps[span], arc.moves)
    return Weighed(arc, (Way(row, arc.worth, arc.worth, 0.0),))


def weigh(found: Sequence[Arc], glyphs: Glyphs, sizes: Sizes) -> list[Weighed]:
    """The formulas that may be on the page, each with its likeliest readings."""
    return [
        _Printing(arc, glyphs, sizes).weighed() if arc.last and arc.moves else _unweighed(arc, glyphs)
        for arc in likely(found, len(glyphs.starts))
    ]


def likely(found: Sequence[Arc], count: int) -> Iterator[Arc]:
    """Those that some good way to read the whole page goes through."""
    ahead, behind = [-inf] * (count + 1), [-inf] * (count + 1)
    ahead[0] = behind[count] = 0.0
    for arc in sorted(found, key=lambda a: a.end):
        ahead[arc.end] = max(ahead[arc.end], ahead[arc.start] + arc.worth)
    for arc in sorted(found, key=lambda a: -a.start):
        behind[arc.start] = max(behind[arc.start], behind[arc.end] + arc.worth)
    for arc in found:
        if ahead[arc.start] + arc.worth + behind[arc.end] >= behind[0] - NEAR:
            yield arc


class _Printing:
    """One formula, its readings printed on trial."""

    def __init__(self, arc: Arc, glyphs: Glyphs, sizes: Sizes) -> None:
        self._arc, self._sizes, self._glyphs = arc, sizes, glyphs
        self._span = span = slice(arc.start, arc.end)
        self._chars, self._gaps = glyphs.chars[span], glyphs.gaps[span]
        self._is_open = is_open(self._chars)
        self._ways: dict[Moves, Way] = {}

    def weighed(self) -> Weighed:
        assert self._arc.last is not None
        coming = ((behind, _plain(moves)) for behind, moves in readings(self._arc.last, self._arc.start))
        found = list(islice(coming, MOST))
        best = max((self._way(moves, behind) for behind, moves in found), key=lambda way: way.worth)
        if best.fit < POOR:
            self._mix([*found, *islice(coming, FURTHER)])
        by_row: dict[Row, Way] = {}
        for way in sorted(self._ways.values(), key=lambda w: -w.worth):
            by_row.setdefault(way.row, way)
        return Weighed(self._arc, tuple(by_row.values())[:KEPT])

    def _way(self, moves: Moves, behind: float) -> Way:
        known = self._ways.get(moves)
        if known is None:
            known = self._ways[moves] = self._printed(rebuild(self._chars, self._gaps, moves), self._arc.worth - behind)
        return known

    def _printed(self, row: Row, searched: float) -> Way:
        latex = Writer(frozenset()).row(row)
        try:
            boxes = typeset(latex)
        except NotTypeset:
            boxes = row
        sense = searched - (0.0 if parses(latex) and not _BARE.search(latex) else SENSELESS)
        sense -= CUT_OFF if self._is_open or _goes_on(row) else 0.0
        inline, display = (
            UNPRINTABLE if found is None else found
            for found in (
                log_likelihood(boxes, shown, self._sizes, self._glyphs, self._span) for shown in (False, True)
            )
        )
        return Way(row, sense + NAT * inline, sense + NAT * display, max(inline, display))

    def _mix(self, found: Sequence[tuple[float, Moves]]) -> None:
        """Take each part between two relations as it prints best: what is wrong in one says nothing of the others."""
        taken, parts = found[0][1], _parts(found[0][1])
        lost = 0.0
        for start, end in parts:
            others = {
                moves[start:end]: behind for behind, moves in reversed(found) if _only(moves, found[0][1], start, end)
            }
            tried = [(taken, lost)]
            tried += [((*taken[:start], *part, *taken[end:]), lost + behind) for part, behind in others.items()]
            taken, lost = max(tried, key=lambda one: self._way(*one).worth)


def _goes_on(row: Row) -> bool:
    """Whether it ends with a relation or an operator, and is no lone sign."""
    last = row[-1].host if row and isinstance(row[-1], Scripts) else row[-1] if row else None
    return len(row) > 1 and isinstance(last, Glyph) and last.char in RELATIONS | BINARY


def _plain(moves: Moves) -> Moves:
    """Without what is closed where a new part begins: all is."""
    return tuple(move._replace(depth=0) if move.opens and move.opens[0] in TOP else move for move in moves)


def _parts(moves: Moves) -> list[tuple[int, int]]:
    """Where KaTeX cuts a formula: these parts are typeset, and read, apart."""
    cuts = [i for i, move in enumerate(moves) if move.opens and move.opens[0] in TOP]
    return list(zip(cuts, [*cuts[1:], len(moves)], strict=True))


def _only(moves: Moves, first: Moves, start: int, end: int) -> bool:
    """Whether a reading differs from the first one in this part only."""
    return moves[:start] == first[:start] and moves[end:] == first[end:] and moves != first


def is_open(chars: Sequence[str]) -> bool:
    """Whether more brackets are opened than closed, or fewer; braces are left out: that of cases is never closed."""
    return _count(chars, OPENING) != _count(chars, CLOSING)


def _count(chars: Sequence[str], brackets: frozenset[str]) -> int:
    return sum(char in brackets and char not in "{}" for char in chars)
