"""The pieces that a glyph may begin at a place of a row, and what each is worth.

Most features are shared by many pieces (those of a glyph, of its host, of a distance): such bunches are weighed once.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from evaluator.mathtext.dump.clues import PAST, RISES, Clues, Place, Site
from evaluator.mathtext.dump.frames import SCRIPTS, SMALL, Frame, Key, Option, further_rise, rise
from evaluator.mathtext.dump.glyphs import EM, Glyphs
from evaluator.mathtext.dump.moves import CELLS, TOP
from evaluator.mathtext.glyph_classes import ACCENTS, BARS, BIG, CLOSING, OPENING

Weigh = Callable[[Key], float | None]
Chain = tuple[str, ...]
Chains = dict[tuple[str, str], tuple[Chain, ...]]

STACKED: Final = frozenset({("sub", "sup"), ("den", "num"), ("low", "sym"), ("sym", "up"), ("cell", "cell"),
                            ("grid", "cell"), ("col", "cell")})  # fmt: skip
DEEPEST: Final = 12  # boxes in boxes
_OPENS: Final = OPENING | BARS
_CLOSES: Final = CLOSING | BARS


class Way(NamedTuple):
    """How a glyph may open boxes in one another, whatever they hang on."""

    chain: Chain
    further: int  # how far above the first box the last one stands
    worth: float


class Piece(NamedTuple):
    """What may hang at a place. `x` and `up` tell where its first box begins, `level` where its glyph stands."""

    score: float
    site: Site
    chain: Chain
    prefix: list[Key]  # the features of what was closed and passed to come to the place
    distance: tuple[int, int]  # classes of how far the glyph is from the one before, along and upwards
    x: int
    up: int
    level: int
    scale: int


class Pieces:
    """Those of one page. `chains` are the ways in which boxes open in one another, by the first and the gap."""

    def __init__(self, glyphs: Glyphs, clues: Clues, weigh: Weigh, chains: Chains) -> None:
        self._chars, self._gaps = glyphs.chars, glyphs.gaps
        self._along, self._silent = glyphs.along, glyphs.silent
        self._accents, self._limits = glyphs.accents, glyphs.limits
        self._clues, self._weigh, self._chains = clues, weigh, chains
        self._ways: dict[tuple[str, int, bool], tuple[Way, ...]] = {}
        self._hosted: dict[tuple[str, int, str], tuple[float, str]] = {}
        self._said: dict[tuple[str, int, str], float] = {}
        self._placed: dict[tuple[str, int, Place], float] = {}
        self._distant: dict[tuple[str, bool, str, bool, int, str], dict[tuple[int, int], float]] = {}

    def sum(self, keys: list[Key]) -> float:
        """What features are worth together."""
        return sum(filter(None, map(self._weigh, keys)))

    def at(
        self, site: Site, t: int, before: Option, prefix: list[Key], score: float, must: str | None
    ) -> Iterator[Piece]:
        """Every piece that glyph `t` may begin at a place; of one kind only, if one must follow."""
        frame, place, g, stays = site.frame, site.place, self._gaps[t], site.depth == 0
        pen, last, room = before.pen, before.level, DEEPEST - frame.deep
        held = frame.x + frame.total + frame.held
        held += (self._along[frame.start + frame.place] - self._along[frame.start]) * frame.scale // EM
        for kind in (must,) if must else self._kinds_at(frame, t):
            ways = self.ways(kind, t, closing=not stays)
            if not ways:
                continue
            x = held - frame.wide if (frame.last, kind) in STACKED else held
            scale = SMALL if kind in SCRIPTS else frame.scale
            up, across = rise(kind, frame, last), bisect(PAST, (x - pen) * EM // scale)
            shared = score + self._at_place(kind, t, place)
            hosted, said = self._on_host(kind, t, site.host)
            shared += hosted
            known = self._distant.setdefault((kind, place.first, place.tool, stays, across, g), {})
            for chain, further, worth in ways:
                opened = len(chain)
                if opened > room:
                    continue
                level = up + further * scale // EM
                rises = bisect(RISES, (level - last) * EM // scale)
                far = known.get((opened, rises))
                if far is None:
                    keys = self._clues.of_distance(t, kind, opened, place, across, rises)
                    far = known[opened, rises] = self.sum(keys)
                total = shared + worth + far + (self._as_remembered(kind, opened, said) if said else 0.0)
                yield Piece(total, site, chain, prefix, (across, rises), x, up, level, scale)

    def keys_of(self, piece: Piece, t: int) -> list[Key]:
        """The features of a piece, with those of the way to its place."""
        site, chain, clues = piece.site, piece.chain, self._clues
        kind, opened = chain[0], len(chain)
        return [
            *piece.prefix,
            *clues.of_place(t, kind, site.place),
            *clues.of_glyph(t, chain, site.depth > 0),
            *clues.of_host(t, kind, site.host),
            *clues.of_memory(kind, opened, clues.remembered(t, kind, site.host)),
            *clues.of_distance(t, kind, opened, site.place, *piece.distance),
        ]

    def ways(self, kind: str, t: int, closing: bool) -> tuple[Way, ...]:
        """How glyph `t` may open a piece, or a box at top level, of this kind."""
        known = self._ways.get((kind, t, closing))
        if known is None:
            chains = [c for c in self._chains.get((kind, self._gaps[t]), ()) if self._may(c[-1], t)]
            worths = [self.sum(self._keys_ahead(kind, t, chain, closing)) for chain in chains]
            known = tuple(Way(c, further_rise(c), worth) for c, worth in zip(chains, worths, strict=True))
            self._ways[kind, t, closing] = known
        return known

    def _keys_ahead(self, kind: str, t: int, chain: Chain, closing: bool) -> list[Key]:
        clues = self._clues
        return clues.of_beginning(t, chain) if kind in TOP else clues.of_glyph(t, chain, closing)

    def _at_place(self, kind: str, t: int, place: Place) -> float:
        known = self._placed.get((kind, t, place))
        if known is None:
            known = self._placed[kind, t, place] = self.sum(self._clues.of_place(t, kind, place))
        return known

    def _on_host(self, kind: str, t: int, host: str) -> tuple[float, str]:
        """And what the document says of it."""
        known = self._hosted.get((kind, t, host))
        if known is None:
            worth = self.sum(self._clues.of_host(t, kind, host))
            known = self._hosted[kind, t, host] = worth, self._clues.remembered(t, kind, host)
        return known

    def _as_remembered(self, kind: str, opened: int, said: str) -> float:
        known = self._said.get((kind, opened, said))
        if known is None:
            known = self._said[kind, opened, said] = self.sum(self._clues.of_memory(kind, opened, said))
        return known

    def _kinds_at(self, frame: Frame, t: int) -> Iterator[str]:
        last, char, g = frame.last, self._chars[t], self._gaps[t]
        hosted = frame.place > 0 or frame.pieces > 0
        if hosted and last != "sup":
            if last != "sub":
                yield "sub"
            yield "sup"
        if last == "sym":
            yield "up"
        if char in BIG:
            yield "op"
        if char in _OPENS:
            yield "fo"
        if char in _CLOSES:
            yield "fc"
        if char in "/\ue020" and hosted:
            yield "neq"
        if last in CELLS:
            yield "cell"
            yield "col"
        inside = 0 < frame.place < frame.stop - frame.start
        if inside and self._gaps[frame.start + frame.place] == "j" and not self._silent[frame.start + frame.place - 1]:
            return  # nothing as wide as this hangs where two glyphs are joined
        yield "den"
        yield "root"
        if self._limits[t]:
            yield "low"
        if self._accents[t]:
            yield "acc"
        if g not in "jb":
            yield "idx"
            yield "sym"
        if g not in "jb" or last == "fo":
            yield "grid"

    def _may(self, kind: str, t: int) -> bool:
        char = self._chars[t]
        match kind:
            case "op":
                return char in BIG
            case "fo":
                return char in _OPENS
            case "fc":
                return char in _CLOSES
            case "mark":
                return char in ACCENTS
            case "neq":
                return char in "/\ue020"
            case "low":
                return self._limits[t]
            case "acc":
                return self._accents[t]
        return True
