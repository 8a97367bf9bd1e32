"""How far a formula has been read: the boxes that are open, and every move that the next glyph may make.

Each move comes with its features; what they weigh was learned (`weights`). Geometry is in thousandths of an em.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from heapq import nlargest
from operator import add, itemgetter
from typing import Final

from evaluator.mathtext.dump.clues import Clues, Memory
from evaluator.mathtext.dump.frames import SCRIPTS, SIGNS, SMALL, Frame, Key, Option, further_rise, opening, rise, width
from evaluator.mathtext.dump.glyphs import EM, Glyphs
from evaluator.mathtext.dump.moves import BASE, FORMULA, NEXT, ROW, SINGLE, Move
from evaluator.mathtext.dump.pieces import STACKED, Chain, Chains, Piece, Pieces, Weigh
from evaluator.mathtext.dump.struts import LEFT_BY

LONGEST_ROW: Final = 100  # glyphs; KaTeX cuts at relations, so that real rows are far shorter
_SCORE: Final = itemgetter(0)


class Options:
    """The moves of one page. `chains` are the ways in which boxes open in one another, by the first and the gap."""

    def __init__(self, glyphs: Glyphs, weigh: Weigh, chains: Chains, memory: Memory | None = None) -> None:
        self._chars, self._gaps, self._along = glyphs.chars, glyphs.gaps, glyphs.along
        self._clues = Clues(glyphs, memory)
        self._pieces = Pieces(glyphs, self._clues, weigh, chains)
        self._sum = self._pieces.sum

    def __len__(self) -> int:
        """How many glyphs the page has."""
        return len(self._chars) - 1

    def first(self, t: int) -> Iterator[Option]:
        """Every move of a glyph with which a formula begins, beside what ends the one before it."""
        return self._beginning(FORMULA, t, 0, [], 0.0)

    def following(self, end: Option, t: int) -> Iterator[Option]:
        """Every move of a glyph with which a formula begins, where another one ends."""
        return self._beginning(FORMULA, t, end.move.depth, end.features(), end.score)

    def of(self, before: Option, t: int, most: int) -> list[Option]:
        """The moves of glyph `t` behind that of the one before it; the best of its pieces, of these at most so many.

        Where a formula ends, what the next one begins with is not told (`following`).
        """
        found, pieces = list[Option](), list[Piece]()
        frame, prefix, score, depth = before.frame, list[Key](), 0.0, 0
        ended = t == len(self)
        if frame.stop < 0 and not ended and t - frame.start < LONGEST_ROW:
            found.append(self._further(frame, t))
        while True:
            if frame.stop < 0:
                frame = frame._replace(stop=t)
            must = NEXT.get(frame.last)
            if not ended:
                pieces += self._in_row(before, t, frame, depth, prefix, score, must)
            if must:
                break
            keys, parent = self._clues.closed(frame, t)
            prefix = prefix + keys
            score += self._sum(keys)
            depth += 1
            if parent is None:
                found += self._top(before, t, depth, prefix, score, frame)
                break
            frame = parent
        best = nlargest(most, pieces, key=_SCORE) if len(pieces) > most else pieces
        return [*found, *(self._hanging(piece, t) for piece in best)]

    def _further(self, frame: Frame, t: int) -> Option:
        """The row goes on."""
        keys = self._clues.of_row(frame, t)
        end = frame.x + (self._along[t + 1] - self._along[frame.start]) * frame.scale // EM
        told: Callable[[], list[Key]] = partial(list, keys)
        opened = partial(_as_it_is, frame, end)
        return Option(ROW, self._sum(keys), (frame, (), 0), told, opened, frame.y, frame.role)

    def _in_row(
        self, before: Option, t: int, frame: Frame, depth: int, prefix: list[Key], score: float, must: str | None
    ) -> Iterator[Piece]:
        """What may hang in what is left of a row; at the first place only what must, if anything must."""
        bare = 0
        while True:
            site = self._clues.site(before.tool, t, frame, depth)
            yield from self._pieces.at(site, t, before, prefix, score, must)
            if must or frame.start + frame.place >= frame.stop:
                return
            keys, frame, empty = self._clues.passed(frame)
            bare += empty
            if bare > 1:
                return
            prefix = prefix + keys
            score += self._sum(keys)

    def _hanging(self, piece: Piece, t: int) -> Option:
        site, chain = piece.site, piece.chain
        return Option(
            Move(site.depth, chain, site.frame.place),
            piece.score,
            (site.frame, chain, piece.level),
            partial(self._pieces.keys_of, piece, t),
            partial(self._hung, piece, t),
            piece.level,
            chain[-1],
        )

    def _hung(self, piece: Piece, t: int) -> tuple[Frame, int]:
        """What is open when a piece hangs in a row, and where its first glyph ends."""
        frame, chain = piece.site.frame, piece.chain
        kind = chain[0]
        parent = frame._replace(
            last=kind,
            pieces=frame.pieces + 1,
            owed=frame.owed + LEFT_BY.get(kind, 0),
            wide=frame.wide if (frame.last, kind) in STACKED else 0,
            fences=frame.fences + (kind == "fo") - (kind == "fc"),
        )
        new, pen = self._opened(parent, chain, t, piece.x, piece.up, piece.scale, piece.site.host)
        if chain[-1] in SINGLE:
            pen = piece.x + SIGNS[chain[-1]] * piece.scale // EM
        return new, pen

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

    def _top(
        self, before: Option, t: int, depth: int, prefix: list[Key], score: float, frame: Frame
    ) -> Iterator[Option]:
        """The formula ends, or another part of it begins."""
        ended = t == len(self)
        if ended or self._gaps[t] != "j":  # no formula begins on the heels of another
            shared, box = self._clues.of_top(frame, FORMULA, t, depth, before), opening(FORMULA, t)
            move, keys = Move(depth, (FORMULA,), 0), partial(add, prefix, shared)
            opened = partial(_as_it_is, box, 0)
            yield Option(move, score + self._sum(shared), (box, (), 0), keys, opened, 0, FORMULA)
        if not ended:
            shared = self._clues.of_top(frame, BASE, t, depth, before)
            yield from self._beginning(BASE, t, depth, prefix + shared, score + self._sum(shared))

    def _beginning(self, kind: str, t: int, depth: int, prefix: list[Key], score: float) -> Iterator[Option]:
        """Every box at top level that begins with glyph `t`."""
        for chain, _, worth in self._pieces.ways(kind, t, closing=True):
            root, up = opening(kind, t, empty=len(chain) > 1), 0
            if len(chain) > 1:
                fences = (chain[1] == "fo") - (chain[1] == "fc")
                root = root._replace(last=chain[1], pieces=1, fences=fences, owed=LEFT_BY.get(chain[1], 0))
                up = rise(chain[1], root, 0)
            level = up + further_rise(chain[1:])
            keys = partial(self._keys_of_beginning, prefix, t, chain)
            opened = partial(self._opened, root, chain[1:], t, 0, up, EM, "")
            yield Option(Move(depth, chain, 0), score + worth, (root, chain, level), keys, opened, level, chain[-1])

    def _keys_of_beginning(self, prefix: list[Key], t: int, chain: Chain) -> list[Key]:
        return prefix + self._clues.of_beginning(t, chain)


def _as_it_is(frame: Frame, pen: int) -> tuple[Frame, int]:
    return frame, pen
