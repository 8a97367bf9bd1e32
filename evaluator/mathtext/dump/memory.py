"""What a document hangs below and above its letters: learned from a first reading, used in the second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from evaluator.mathtext.dump.clues import Memory
from evaluator.mathtext.dump.glyphs import Glyphs
from evaluator.mathtext.dump.moves import SINGLE, Move
from evaluator.mathtext.dump.search import Arc

TRUSTED: Final = 4.0  # margin of a reading from which on it teaches


def scripts(glyphs: Glyphs, first: int, moves: Sequence[Move]) -> Iterator[tuple[str, str, str]]:
    """Host, wording and side ("sub" or "sup") of every script that hangs on a glyph of a row."""
    frames: list[int] = []
    for t, move in enumerate(moves, start=first):
        if t == len(glyphs.runs):
            return
        del frames[len(frames) - move.depth :]
        for i, role in enumerate(move.opens):
            if i == 0 and role in ("sub", "sup") and move.place:
                yield glyphs.chars[frames[-1] + move.place - 1], glyphs.runs[t], role
            if role not in SINGLE:
                frames.append(t)


def learn(pages: Iterable[tuple[Glyphs, Iterable[Arc]]]) -> Memory:
    """Count over different formulas that were read with some certainty."""
    seen: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for glyphs, arcs in pages:
        for arc in arcs:
            if arc.margin < TRUSTED:
                continue
            text = "".join(glyphs.chars[arc.start : arc.end])
            for host, run, kind in scripts(glyphs, arc.start, arc.moves):
                seen.setdefault((host, run), (set(), set()))[kind == "sup"].add(text)
    return {key: (len(below), len(above)) for key, (below, above) in seen.items()}
