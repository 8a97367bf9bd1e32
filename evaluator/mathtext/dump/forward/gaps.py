"""How likely a dump has between two glyphs what it has, for glyphs that were printed at certain places.

MuPDF writes two glyphs in one line unless they are more than 0.8 em apart, and a blank between them from 0.15 em on.
Places are known to a fraction of a pixel, so that near those bounds either may be seen.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import cache
from math import exp, log
from typing import Final

from evaluator.mathtext.dump.forward.nodes import Ink
from evaluator.mathtext.dump.glyphs import code_of
from evaluator.mathtext.dump.struts import STRUT

BREAK, SPACE = 0.8, 0.15  # em
ACROSS: Final = 0.012  # how sharp the bounds are across, in em
UP: Final = 0.45  # and up and down, in pixels
TWICE: Final = 0.1  # em between two glyphs that count as one
MISSING: Final = 0.02  # share of struts that are not written
ELSE: Final = 0.02  # share of gaps that come from something else: spaces that were asked for, and the like
SPACED: Final = 0.2  # share of differentials with a space before them that was asked for: `\,dx`
_BY_CHANCE: Final = 0.1  # share of such gaps that look like a given one
_LEAST: Final = 1e-3
_NO_BLANK_AFTER, _BLANK_AGAIN = 0x0700, range(0x2000, 0x20D0)


def likelihood(
    inks: Sequence[Ink], chars: Sequence[str], codes: Sequence[str], kept: Sequence[int] = ()
) -> float | None:
    """Logarithm of the likelihood of the gaps before the second to the last glyph; None where other glyphs come.

    `codes[i]` is the gap before `chars[i]`, as in `Glyphs.gaps`, and `kept[i]` how many struts stand there, where the
    dump keeps them.
    """
    total, index = 0.0, 0
    struts: list[Ink] = []
    last: Ink | None = None
    for ink in inks:
        if ink.char == STRUT:
            if not (struts and _are_one(struts[-1], ink)):
                struts.append(ink)
            continue
        if index >= len(chars) or ink.char != chars[index]:
            return None
        if last is not None:
            seen = _chance(codes[index], (last, *struts, ink), kept[index] if kept else None)
            total += log((1 - ELSE) * seen + ELSE * _BY_CHANCE)
        last, struts, index = ink, [], index + 1
    return total if index == len(chars) else None


def _are_one(a: Ink, b: Ink) -> bool:
    """Whether MuPDF takes two of the same glyphs in a line for one, printed twice to make it bold."""
    return max(abs(a.x - b.x), abs(a.y - b.y)) < TWICE * b.size


def _chance(code: str, inks: tuple[Ink, ...], kept: int | None) -> float:
    if len(inks) == 2:
        if kept:
            return 0.0
        joined, blank, broken = _between(*inks)
        if inks[1].char == "d":
            joined, blank = joined * (1 - SPACED), blank + joined * SPACED
        return joined if code == "j" else blank if code == "b" else broken if code == "n" else 0.0
    found = 0.0
    for share, left in _left(inks):
        if kept is not None and len(left) - 2 != kept:
            continue
        events = [_between(a, b) for a, b in itertools.pairwise(left)]
        found += share * sum(p for text, p in _texts(events) if _code(text) == code)
    return found


def _left(inks: tuple[Ink, ...]) -> Iterator[tuple[float, tuple[Ink, ...]]]:
    """What of the struts is written: all of them, or all but one."""
    struts = len(inks) - 2
    yield (1 - MISSING) ** struts, inks
    for i in range(struts):
        yield MISSING, inks[: i + 1] + inks[i + 2 :]


def _between(a: Ink, b: Ink) -> tuple[float, float, float]:
    """How likely two neighbours are joined, have a blank between them, or stand in two lines."""
    across = (b.x - a.x - a.width) / b.size
    line = _above(BREAK * b.size - abs(b.y - a.y), UP) * _above(BREAK - abs(across), ACROSS)
    code = ord(a.char)
    writes = code < _NO_BLANK_AFTER or code in _BLANK_AGAIN
    blank = line * _above(across - SPACE, ACROSS) if writes else 0.0
    return line - blank, blank, 1 - line


def _above(distance: float, softness: float) -> float:
    x = distance / softness
    return 1.0 if x > 30 else 0.0 if x < -30 else 1 / (1 + exp(-x))


def _texts(events: Sequence[tuple[float, float, float]]) -> list[tuple[str, float]]:
    """What these neighbours may leave in the dump, without the struts themselves."""
    texts = [("", 1.0)]
    for event in events:
        texts = [
            (text + sign, p * q)
            for text, p in texts
            for sign, q in zip(("", " ", "\n"), event, strict=True)
            if p * q > _LEAST
        ]
    return texts


@cache
def _code(text: str) -> str:
    return code_of(text)
