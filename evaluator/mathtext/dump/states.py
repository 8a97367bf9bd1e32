"""How far a formula has been read: the boxes that are open, and every move that the next glyph may make.

Each move comes with its features; what they weigh was learned (`weights`). Geometry is in thousandths of an em.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import inf
from typing import Final

from evaluator.mathtext.dump.clues import Clues, Memory
from evaluator.mathtext.dump.frames import SCRIPTS, SIGNS, SMALL, Frame, Key, Option, further_rise, opening, rise, width
from evaluator.mathtext.dump.glyphs import EM, Glyphs
from evaluator.mathtext.dump.moves import BASE, CELLS, FORMULA, NEXT, ROW, SINGLE, Move
from evaluator.mathtext.dump.struts import LEFT_BY
from evaluator.mathtext.glyph_classes import ACCENTS, BARS, BIG, CLOSING, OPENING

Weigh = Callable[[Key], float | None]
Chains = dict[tuple[str, str], tuple[tuple[str, ...], ...]]

_STACKED: Final = frozenset({("sub", "sup"), ("den", "num"), ("low", "sym"), ("sym", "up"), ("cell", "cell"),
                             ("grid", "cell"), ("col", "cell")})  # fmt: skip
DEEPEST: Final = 12  # boxes in boxes
LONGEST_ROW: Final = 100  # glyphs; KaTeX cuts at relations, so that real rows are far shorter
_OPENS: Final = OPENING | BARS
_CLOSES: Final = CLOSING | BARS


class Options:
    """The moves of one page. `chains` are the ways in which boxes open in one another, by the first and the gap."""

    def __init__(self, glyphs: Glyphs, weigh: Weigh, chains: Chains, memory: Memory | None = None) -> None:
        self._chars, self._gaps, self._kinds = glyphs.chars, glyphs.gaps, glyphs.kinds
        self._along, self._silent = glyphs.along, glyphs.silent
        self._accents, self._limits = glyphs.accents, glyphs.limits
        self._weigh, self._chains = weigh, chains
        self._clues = Clues(glyphs, memory)
        self._least = -inf

    def _sum(self, keys: list[Key]) -> float:
        return sum(filter(None, map(self._weigh, keys)))

    def first(self, t: int) -> Iterator[Option]:
        """Every move of a glyph that nothing comes before."""
        self._least = -inf
        return self._begin(t, FORMULA, 0, [], 0.0, [])

    def of(self, before: Option, t: int, least: float = -inf) -> Iterator[Option]:
        """Every move of glyph `t` behind that of the one before it, but for those that are worth less than `least`."""
        self._least = least
        frame, prefix, score = before.frame, list[Key](), 0.0
        ended = t == len(self._chars) - 1
        if frame.stop < 0 and not ended and t - frame.start < LONGEST_ROW:
            keys = self._clues.of_row(frame, t)
            end = frame.x + (self._along[t + 1] - self._along[frame.start]) * frame.scale // EM
            yield Option(ROW, self._sum(keys), (keys,), frame, end, frame.y, frame.role)
        depth = 0
        while True:
            if frame.stop < 0:
                frame = frame._replace(stop=t)
            if must := NEXT.get(frame.last):
                if not ended:
                    yield from self._pieces(before, t, frame, depth, prefix, score, (must,))
                return
            if not ended:
                yield from self._at_places(before, t, frame, depth, prefix, score)
            keys, parent = self._clues.closed(frame, t)
            prefix = prefix + keys
            score += self._sum(keys)
            depth += 1
            if parent is None:
                yield from self._top(before, t, depth, prefix, score, frame)
                return
            frame = parent

    # pieces

    def _at_places(
        self, before: Option, t: int, frame: Frame, depth: int, prefix: list[Key], score: float
    ) -> Iterator[Option]:
        bare = 0
        while True:
            yield from self._pieces(before, t, frame, depth, prefix, score, ())
            if frame.start + frame.place >= frame.stop:
                return
            keys, frame, empty = self._clues.passed(frame)
            bare += empty
            if bare > 1:
                return
            prefix = prefix + keys
            score += self._sum(keys)

    def _pieces(
        self,
        before: Option,
        t: int,
        frame: Frame,
        depth: int,
        prefix: list[Key],
        score: float,
        only: tuple[str, ...],
    ) -> Iterator[Option]:
        g = self._gaps[t]
        for kind in only or self._kinds_at(frame, t):
            stacked = (frame.last, kind) in _STACKED
            for chain in self._chains.get((kind, g), ()):
                if self._may(chain[-1], t):
                    yield from self._option(before, t, frame, depth, prefix, score, chain, stacked)

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

    def _option(
        self,
        before: Option,
        t: int,
        frame: Frame,
        depth: int,
        prefix: list[Key],
        score: float,
        chain: tuple[str, ...],
        stacked: bool,
    ) -> Iterator[Option]:
        if frame.deep + len(chain) > DEEPEST:
            return
        kind, final, place = chain[0], chain[-1], frame.place
        at = frame.start + place
        x = frame.x + frame.total + (self._along[at] - self._along[frame.start]) * frame.scale // EM
        x += frame.held - frame.wide if stacked else frame.held
        scale = SMALL if kind in SCRIPTS else frame.scale
        host = self._host(frame, place)
        up = rise(kind, frame, before.level)
        level = up + further_rise(chain) * scale // EM
        moved = ((x - before.pen) * EM // scale, (level - before.level) * EM // scale)
        keys = self._clues.of_piece(before.tool, t, frame, depth, chain, host, moved)
        total = score + self._sum(keys)
        if total < self._least:
            return
        parent = frame._replace(
            last=kind,
            pieces=frame.pieces + 1,
            owed=frame.owed + LEFT_BY.get(kind, 0),
            wide=frame.wide if stacked else 0,
            fences=frame.fences + (kind == "fo") - (kind == "fc"),
        )
        new, pen = self._opened(parent, chain, t, x, up, scale, host)
        if final in SINGLE:
            pen = x + SIGNS[final] * scale // EM
        yield Option(Move(depth, chain, place), total, (prefix, keys), new, pen, level, final)

    def _opened(
        self, parent: Frame, chain: tuple[str, ...], t: int, x: int, y: int, scale: int, host: str
    ) -> tuple[Frame, int]:
        frame = parent
        for i, role in enumerate(chain):
            if role in SINGLE:
                ink = SIGNS[role] * frame.scale // EM
                if i:
                    frame = frame._replace(
                        last=role, pieces=1, wide=ink, held=ink, fences=(role == "fo") - (role == "fc")
                    )
                else:
                    frame = frame._replace(held=frame.held + ink, wide=ink)
                continue
            if i:
                frame = frame._replace(last=role, pieces=1, owed=LEFT_BY.get(role, 0))
                y += further_rise(chain[i - 1 : i + 1]) * scale // EM
                scale = SMALL if role in SCRIPTS else scale
            whole = i == len(chain) - 1
            stop, carried = (-1 if whole else t), (host if i == 0 else "")
            frame = Frame(role, t, stop, 0, "", 0, 0, 0, 0, 0, x, y, scale, carried, frame, frame.deep + 1)
        return frame, x + width(self._chars[t]) * scale // EM

    def _host(self, frame: Frame, place: int) -> str:
        if frame.pieces:
            return frame.last if frame.last not in ("sub", "sup") else self._before(frame, place)
        return self._before(frame, place)

    def _before(self, frame: Frame, place: int) -> str:
        return self._chars[frame.start + place - 1] if place else ""

    def _top(
        self, before: Option, t: int, depth: int, prefix: list[Key], score: float, frame: Frame
    ) -> Iterator[Option]:
        for kind in (FORMULA, BASE):
            keys = self._clues.of_top(frame, kind, t, depth, before)
            yield from self._begin(t, kind, depth, prefix, score, keys)

    def _begin(
        self, t: int, kind: str, depth: int, prefix: list[Key], score: float, shared: list[Key]
    ) -> Iterator[Option]:
        """A new box at top level that begins with glyph `t`, or the end of the page."""
        if t == len(self._chars) - 1:
            if kind == FORMULA:
                total = score + self._sum(shared)
                yield Option(Move(depth, (FORMULA,), 0), total, (prefix, shared), opening(kind, t), 0, 0, kind)
            return
        g = self._gaps[t]
        if kind == FORMULA and g == "j":
            return  # no formula begins on the heels of another
        for chain in self._chains.get((kind, g), ()):
            if not self._may(chain[-1], t):
                continue
            keys = [*shared, ("BK", chain, g), ("Bk", chain, self._kinds[t]), ("Bn", chain, self._gaps[t + 1])]
            keys += self._clues.of_struts_ahead(kind, t, chain[1:], True)
            total = score + self._sum(keys)
            if total < self._least and chain != (FORMULA,):  # where a formula ends is for the prose to say
                continue
            root = opening(kind, t, empty=len(chain) > 1)
            if len(chain) > 1:
                fences = (chain[1] == "fo") - (chain[1] == "fc")
                root = root._replace(last=chain[1], pieces=1, fences=fences, owed=LEFT_BY.get(chain[1], 0))
            up = rise(chain[1], root, 0) if len(chain) > 1 else 0
            level = up + further_rise(chain[1:])
            new, pen = self._opened(root, chain[1:], t, 0, up, EM, "")
            yield Option(Move(depth, chain, 0), total, (prefix, keys), new, pen, level, chain[-1])
