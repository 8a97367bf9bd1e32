"""What a gap in a row tells: MuPDF's line rule and KaTeX's invisible struts.

MuPDF starts a new line when the next glyph is more than 0.8 em away, and adds a blank above 0.15 em. Every stack with
depth (a subscript, a fraction, a root, an operator with a lower limit) ends in a zero-width glyph at its right end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from evaluator.mathtext.dump.tokens import Token
from evaluator.mathtext.glyph_classes import (
    BINARY,
    EMPTY,
    FUNCTION_WORDS,
    LIMIT_WORDS,
    OPENING,
    PRIME,
    PUNCTUATION,
    RELATIONS,
)

_NO_BLANK_AFTER = 0x0700  # MuPDF adds no blank behind characters from here on ...
_BLANK_AFTER_AGAIN = range(0x2000, 0x20D0)  # ... but for general punctuation
_SPACED = BINARY | RELATIONS | PUNCTUATION | {PRIME, "\xa0", "∣", EMPTY, "…", "⋯"}


NARROW, EITHER, WIDE = range(3)  # up to a small letter, a capital, more


class Held(NamedTuple):
    """What hangs at one place so far."""

    items: int = 0
    struts: int = 0  # stacks with depth among them
    width: int = NARROW
    fenced: bool = False  # the last one is a fence
    scripted: bool = False  # the last one has its scripts

    def plus(self, strut: bool, width: int, fenced: bool = False, scripted: bool = False) -> Held:
        return Held(
            self.items + 1, self.struts + strut, WIDE if self.items else max(self.width, width), fenced, scripted
        )


NOTHING = Held()


class Gap(NamedTuple):
    """A place in a row: before its first glyph, between two, or after the last."""

    first: bool
    last: bool
    empty: bool  # an empty line stands here: a strut of its own
    text: str  # "", " " or "\n" towards the next row glyph, or at the end towards the first piece
    trailing: bool
    leading: bool
    silent: bool  # the glyph before is one behind which no blank is written
    natural: bool  # a blank is to be expected here anyway

    @property
    def narrow(self) -> bool:
        """Room for one-letter scripts."""
        if self.last:
            return self.trailing or self.silent or self.text == " "
        return not self.first and not self.empty and (self.text == " " or self.silent)

    @property
    def wide(self) -> bool:
        """Room for anything."""
        if self.last:
            return self.first
        return self.empty or self.leading or (self.text == "\n" and not self.first)

    @property
    def joined(self) -> bool:
        """The first piece follows the last glyph of the row on its line."""
        return self.last and not self.first and self.text != "\n"


def gap_at(tokens: Sequence[Token], place: int, start: int, stop: int) -> Gap:
    """The gap before token `place` in the row `tokens[start:stop]`."""
    token = tokens[place] if place < len(tokens) else None
    before = tokens[place - 1].char if place > start else ""
    last = place == stop
    return Gap(
        first=place == start,
        last=last,
        empty=not last and token is not None and token.char == EMPTY,
        text=token.gap if token else "\n",
        trailing=token.trailing if token else False,
        leading=token.leading if token and not last else False,
        silent=bool(before) and _silent(before),
        natural=_natural(tokens, place, start),
    )


def _silent(char: str) -> bool:
    return ord(char) >= _NO_BLANK_AFTER and ord(char) not in _BLANK_AFTER_AGAIN


def _natural(tokens: Sequence[Token], place: int, start: int) -> bool:
    if not start < place < len(tokens):
        return True
    before, after = tokens[place - 1].char, tokens[place].char
    if before in _SPACED or after in BINARY or after in RELATIONS or after in "\xa0∣":
        return True
    if _word_before(tokens, place, start) in FUNCTION_WORDS:
        return True
    return after not in OPENING and _word_after(tokens, place) in FUNCTION_WORDS


def _word_before(tokens: Sequence[Token], place: int, start: int) -> str:
    letters: list[str] = []
    for i in range(place - 1, start - 1, -1):
        if not tokens[i].char.isalpha():
            break
        letters.append(tokens[i].char)
        if tokens[i].gap:
            break
    return "".join(reversed(letters))


def _word_after(tokens: Sequence[Token], place: int) -> str:
    letters = [tokens[place].char]
    for token in tokens[place + 1 : place + 8]:
        if token.gap or not token.char.isalpha():
            break
        letters.append(token.char)
    return "".join(letters)


def limit_word_at(tokens: Sequence[Token], start: int) -> str:
    r"""The \max, \lim, ... that is spelled from token `start` on, or an empty string."""
    if start >= len(tokens) or not tokens[start].char.isalpha():
        return ""
    spelled = _word_after(tokens, start)
    return next((word for word in LIMIT_WORDS if spelled == word.replace(" ", "")), "")


def gap_cost(gap: Gap, held: Held, narrow_breaks: bool) -> float:
    """Price of holding these things at this gap; 0 when the dump looks exactly as it should.

    `narrow_breaks`: in small print even a one-letter script ends the line.
    """
    if gap.last:
        return _end_cost(gap, held, narrow_breaks)
    if gap.empty:
        return _empty_cost(gap, held)
    if gap.first:
        missing = 1.5 if gap.leading and not held.struts else 0.0
        return missing + 0.3 * max(0, held.struts - 1)
    return _inside_cost(gap, held, narrow_breaks)


def _end_cost(gap: Gap, held: Held, narrow_breaks: bool) -> float:
    if gap.trailing:
        return 3.0 if not held.struts else 2.5 if held.width == WIDE else 0.0
    if not held.items:
        return 0.0
    if not held.struts:
        return 0.0 if held.fenced or gap.first else {"": 0.0, " ": 0.2, "\n": 2.0}[gap.text]
    if gap.first:
        return 0.0
    if gap.text == "\n":
        quiet = gap.silent and held.width < WIDE
        return 0.0 if quiet else 1.5 if narrow_breaks and held.width < WIDE else 2.5
    return 1.5 if held.width == WIDE else {"": 0.7, " ": 0.0}[gap.text]


def _empty_cost(gap: Gap, held: Held) -> float:
    if not held.struts:
        return 4.0
    expected = 2 if gap.trailing else 1
    return 1.2 * abs(held.struts - expected) + (0.0 if held.width or held.struts > 1 else 0.6)


def _inside_cost(gap: Gap, held: Held, narrow_breaks: bool) -> float:
    if not held.items:
        return {"": 0.0, " ": 0.0 if gap.natural and not gap.leading else 1.5, "\n": 6.0 if gap.trailing else 5.0}[
            gap.text
        ]
    extra = 1.2 * max(0, held.struts - 1)
    if gap.text == "":
        return extra + (0.1 if gap.silent and held.width < WIDE else 3.0)
    if gap.text == " ":
        return extra + (0.2 if gap.leading else 2.0 if held.width == WIDE else 0.0)
    if gap.trailing and held.items < 2:
        return extra + 3.0
    return extra + (0.0 if held.width or narrow_breaks else 2.0)
