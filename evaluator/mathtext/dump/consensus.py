r"""Readings of one document agree with one another: what a formula is, the other formulas of the document tell too.

No gap of a dump tells `d_2 \cdot` from `d^2 \cdot`, or 1/d under a root from 1/sqrt(d). But a document that has
`d_2` in plain view elsewhere speaks of d_2 here. Every formula votes, with the chance of each of its readings, for the
shape of what hangs together in it; a few rounds later the votes have settled (expectation maximisation; the formula
that is asked about does not vote, nor does another of the same glyphs).

A formula is read part by part: KaTeX typesets what stands between two relations or operators apart, so that how one
part is read says nothing of the next. The best of each part together may be a reading that the search did not list.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import exp, log
from typing import Final, NamedTuple

from evaluator.mathtext.dump.weighing import NAT
from evaluator.mathtext.glyph_classes import BINARY, RELATIONS
from evaluator.mathtext.layout import Fraction, Glyph, Radical, Row, Scripts, glyphs, walk
from evaluator.mathtext.layout_latex import Writer

ROUNDS: Final = 3
STRENGTH: Final = 1.0  # of the votes beside its own glyphs: of 839 formulas half and twice as much read 5 and 1 fewer
UNHEARD: Final = 1.0  # votes that stand for what was not seen
EVEN: Final = 0.5  # chance of a shape of which nothing is known

Shape = tuple[str, str]  # the glyphs that hang together, and how


class Choice(NamedTuple):
    """A formula, or a part of one: its readings, each with the points of the search by which it is behind the best."""

    text: str
    readings: tuple[tuple[float, Row], ...]


def agreed(formulas: Sequence[Choice]) -> list[Choice]:
    """Each formula with its readings as the whole document sees them, best first."""
    split = [_parts(each) for each in formulas]
    settled = iter(_settled([part for parts in split for part in parts]))
    return [_together(each, [next(settled) for _ in parts]) for each, parts in zip(formulas, split, strict=True)]


def _parts(formula: Choice) -> list[Choice]:
    """The parts of the readings that are cut as the best one is; of each part its readings, and how far the best
    formula with that reading is behind."""
    cut = [(behind, _cut(row)) for behind, row in formula.readings]
    first = _places(cut[0][1])
    found: list[dict[Row, float]] = [{} for _ in first]
    for behind, parts in cut:
        if _places(parts) == first:
            for known, part in zip(found, parts, strict=True):
                known[part] = min(behind, known.get(part, behind))
    return [
        Choice(text, tuple((behind, row) for row, behind in known.items()))
        for text, known in zip(first, found, strict=True)
    ]


def _cut(row: Row) -> list[Row]:
    parts, start = list[Row](), 0
    for end, box in enumerate(row, start=1):
        if end == len(row) or (isinstance(box, Glyph) and box.char in RELATIONS | BINARY):
            parts.append(row[start:end])
            start = end
    return parts


def _places(parts: Sequence[Row]) -> list[str]:
    """The glyphs of each part, whatever the way that they hang together."""
    return ["".join(sorted(_flat(part))) for part in parts]


def _together(formula: Choice, parts: Sequence[Choice]) -> Choice:
    """The best of each part, then the readings that were there."""
    best = tuple(box for part in parts for box in min(part.readings, key=lambda r: r[0])[1])
    gained = {best: 0.0}
    for behind, row in formula.readings:
        gained.setdefault(row, _behind(_cut(row), parts, behind))
    return Choice(formula.text, tuple(sorted(((lost, row) for row, lost in gained.items()), key=lambda r: r[0])))


def _behind(pieces: Sequence[Row], parts: Sequence[Choice], otherwise: float) -> float:
    """What a reading has lost on the best of each part; `otherwise` where it is cut in another way."""
    standing = [{row: lost for lost, row in part.readings} for part in parts]
    if len(pieces) != len(parts) or any(piece not in known for piece, known in zip(pieces, standing, strict=True)):
        return otherwise
    return sum(known[piece] - min(known.values()) for piece, known in zip(pieces, standing, strict=True))


def _settled(parts: Sequence[Choice]) -> list[Choice]:
    """The parts when the document has spoken."""
    shapes = [[frozenset(_shapes(row)) for _, row in part.readings] for part in parts]
    standing = parts
    for _ in range(ROUNDS):
        votes = _Votes(standing, shapes)
        standing = [
            Choice(
                part.text,
                tuple(
                    (behind - NAT * STRENGTH * votes.for_all(found, part.text), row)
                    for (behind, row), found in zip(part.readings, mine, strict=True)
                ),
            )
            for part, mine in zip(parts, shapes, strict=True)
        ]
    return list(standing)


def _shapes(row: Row) -> Iterator[Shape]:
    for box in walk(row):
        if isinstance(box, Scripts | Fraction | Radical):
            yield _flat((box,)), "".join(Writer(frozenset()).row((box,)).split())


def _flat(row: Row) -> str:
    return glyphs(row).replace("√", "").replace("/", "")


class _Votes:
    """How often the document has each shape, by the text of the parts that have it."""

    def __init__(self, parts: Sequence[Choice], shapes: Sequence[Sequence[frozenset[Shape]]]) -> None:
        same = Counter(part.text for part in parts)
        self._of_shape: defaultdict[Shape, float] = defaultdict(float)
        self._of_glyphs: defaultdict[str, float] = defaultdict(float)
        self._own: defaultdict[tuple[str, Shape | str], float] = defaultdict(float)
        for part, mine in zip(parts, shapes, strict=True):
            chances = _chances([behind for behind, _ in part.readings])
            for chance, found in zip(chances, mine, strict=True):
                for shape in found:
                    self._count(part.text, shape, chance / same[part.text])

    def _count(self, text: str, shape: Shape, votes: float) -> None:
        self._of_shape[shape] += votes
        self._of_glyphs[shape[0]] += votes
        self._own[text, shape] += votes
        self._own[text, shape[0]] += votes

    def for_all(self, found: frozenset[Shape], text: str) -> float:
        return sum(self._for(shape, text) for shape in found)

    def _for(self, shape: Shape, text: str) -> float:
        for_it = self._of_shape[shape] - self._own[text, shape]
        heard = self._of_glyphs[shape[0]] - self._own[text, shape[0]]
        return log((for_it + UNHEARD * EVEN) / (heard + UNHEARD) / EVEN)


def _chances(behind: Sequence[float]) -> list[float]:
    best = min(behind)
    weights = [exp((best - each) / NAT) for each in behind]
    return [weight / sum(weights) for weight in weights]
