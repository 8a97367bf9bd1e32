"""The glyphs of a page of a dump with what stands between them, and what a row of them measures in KaTeX's fonts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from evaluator.mathtext.dump.metrics import widths
from evaluator.mathtext.dump.struts import STRUT, counted
from evaluator.mathtext.glyph_classes import (
    ACCENTS,
    BARS,
    BIG,
    BINARY,
    CLOSING,
    LIMIT_WORDS,
    OPENING,
    PRIME,
    PUNCTUATION,
    RELATIONS,
)

EM: Final = 1000  # widths are in thousandths of an em
UNKNOWN: Final = 500  # of a glyph that KaTeX's fonts do not have
THIN, MEDIUM, THICK = 167, 222, 278  # spaces around commas, operators and relations
RUN: Final = 4  # glyphs of a run
ACCENT_AHEAD, LIMIT_AHEAD = 8, 16  # glyphs within which an accent and the operator of a lower limit must come
# Tall braces are painted piece by piece, from below.
_TALL: Final = re.compile("⎩⎨⎧|⎭⎬⎫|⎩\\s*⎨\\s*⎧|⎭\\s*⎬\\s*⎫")
_GLYPH: Final = re.compile(r"[^ \n\u200b]")
_NO_BLANK_AFTER, _BLANK_AGAIN = 0x0700, range(0x2000, 0x20D0)
_LIMITS: Final = frozenset(w.replace(" ", "") for w in LIMIT_WORDS) | {"minimize", "maximize"}


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One page's hoisted glyphs; index n is one past the last."""

    chars: tuple[str, ...]
    gaps: tuple[str, ...]  # before each: "j" joined, "b" a blank, "n" a line end with "t" a blank before it, "l" behind
    starts: tuple[int, ...]  # offsets in the text
    kinds: tuple[str, ...] = field(default=())  # class of each glyph
    along: tuple[int, ...] = field(default=())  # where each would stand if all were one row
    silent: tuple[bool, ...] = field(default=())  # behind which no blank is written
    accents: tuple[bool, ...] = field(default=())  # whether an accent comes soon
    limits: tuple[bool, ...] = field(default=())  # whether an operator that takes limits comes soon
    runs: tuple[str, ...] = field(default=())  # each with the few that are joined to it
    struts: tuple[int, ...] = field(default=())  # how many stand before each; none where the dump keeps no struts


def glyphs_of(text: str, start: int = 0, struts: Sequence[int] | None = None) -> Glyphs:
    """The glyphs of the hoisted lines of a page; `start` is added to their offsets. `struts`: where they stood."""
    text = _TALL.sub(lambda m: ("{" if m[0][0] == "⎩" else "}").ljust(len(m[0]), STRUT), text)
    chars, gaps, starts = list[str](), list[str](), list[int]()
    end = 0
    for match in _GLYPH.finditer(text):
        chars.append(match[0])
        gaps.append(code_of(text[end : match.start()]) if chars[:-1] else code_of("\n" + text[: match.start()]))
        starts.append(start + match.start())
        end = match.end()
    gaps.append(code_of(text[end:] + "\n"))
    return _measured(chars, gaps, starts, counted(struts, starts, start + len(text)))


def code_of(between: str) -> str:
    """What stands between two glyphs as a code: joined, blank, or how its line ends look."""
    plain = between.replace(STRUT, "")
    ends = plain.count("\n")
    if not ends:
        return "b" if plain else "j"
    lines = plain.split("\n")
    return ("t" if lines[0] else "") + ("n" if ends == 1 else f"e{min(ends - 1, 3)}") + ("l" if lines[-1] else "")


def _measured(chars: list[str], gaps: list[str], starts: list[int], struts: tuple[int, ...]) -> Glyphs:
    kinds = [kind_of(c) for c in chars]
    known = widths()
    along, at = [0], 0
    for i, char in enumerate(chars):
        at += known.get(char, UNKNOWN)
        if i + 1 < len(chars):
            at += _space(kinds, i)
        along.append(at)
    return Glyphs(
        (*chars, ""),
        tuple(gaps),
        tuple(starts),
        (*kinds, ""),
        tuple(along),
        tuple(ord(c) >= _NO_BLANK_AFTER and ord(c) not in _BLANK_AGAIN for c in chars),
        tuple(any(c in ACCENTS for c in chars[i + 1 : i + 1 + ACCENT_AHEAD]) for i in range(len(chars))),
        tuple(_limit_ahead(chars, i) for i in range(len(chars))),
        tuple(_run(chars, gaps, i) for i in range(len(chars))),
        struts,
    )


def _run(chars: list[str], gaps: list[str], i: int) -> str:
    end = i + 1
    while end < min(len(chars), i + RUN) and gaps[end] == "j":
        end += 1
    return "".join(chars[i:end])


def _space(kinds: list[str], i: int) -> int:
    """The space between glyph i and the next one in a row."""
    before, after = kinds[i], kinds[i + 1]
    if "=" in (before, after):
        return 0 if before == after else THICK
    if before == "+":
        unary = i == 0 or kinds[i - 1] in ("=", "+", "(", ",")
        return 0 if unary else MEDIUM
    if after == "+":
        return 0 if before in ("(", ",") else MEDIUM
    return THIN if before == "," else 0


def _limit_ahead(chars: list[str], i: int) -> bool:
    coming = chars[i + 1 : i + 1 + LIMIT_AHEAD]
    if any(c in BIG for c in coming):
        return True
    text = "".join(coming)
    return any(word in text for word in _LIMITS)


@cache
def kind_of(char: str) -> str:
    """A glyph's class, as a letter that stands for it."""
    for sign, members in _CLASSES.items():
        if char in members:
            return sign
    if char.isdigit():
        return "1"
    if char.isascii() and char.isalpha():
        return "a" if char.islower() else "A"
    return "g" if "Ͱ" <= char <= "Ͽ" else "o"


_CLASSES: Final[dict[str, frozenset[str]]] = {
    "(": OPENING, ")": CLOSING, "|": BARS, "=": RELATIONS, "+": BINARY, ",": PUNCTUATION, "'": frozenset(PRIME),
    "S": BIG, "^": frozenset(ACCENTS), "d": frozenset("∂∇"), "T": frozenset("⊤†"), ".": frozenset("…⋯⋮⋱"),
    "_": frozenset("\xa0"), "/": frozenset("/\ue020"),
}  # fmt: skip
