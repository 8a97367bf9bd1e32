"""Where a row of glyphs may end, and what its glyphs look like."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.mathtext.dump.tokens import Token
from evaluator.mathtext.glyph_classes import ACCENTS, BARS, CLOSING, OPENING, PRIME, PUNCTUATION, breaks
from evaluator.mathtext.layout import Row

MOST_JOINED = 4  # glyphs of a superscript that follows its host without a gap
_JOINED = frozenset("T⊤∗†′−dnkm(")


def cuts(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """Whether KaTeX cuts a top-level box before `stop`: behind a relation or operator that is not a sign."""
    if stop - 1 == start or not breaks(tokens[stop - 1].char):
        return stop - 1 == start and breaks(tokens[start].char) and tokens[start].char not in "−+±-"
    before = tokens[stop - 2].char
    return not (breaks(before) or before in OPENING or before == ",")


def may_end(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """Whether the row that starts at `start` may end before `stop` and its pieces begin there."""
    before, token = tokens[stop - 1], tokens[stop]
    if token.gap == "\n":
        return True
    if token.gap == " ":
        spaced = breaks(before.char) or breaks(token.char) or before.char in PUNCTUATION
        return not spaced or stop - start <= 2 or breaks(before.char)
    return _may_join(tokens, start, stop)


def _may_join(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """Whether a superscript may stand right behind its host without a blank: `Rn`, `RMS(y)2`, `x′`."""
    before, after = tokens[stop - 1].char, tokens[stop].char
    if breaks(before) or before in PUNCTUATION or before in OPENING or after in PUNCTUATION or after in OPENING:
        return False
    run = next((i for i in range(stop + 1, len(tokens)) if tokens[i].gap), len(tokens)) - stop
    alone = stop - 1 == start or tokens[stop - 1].gap != ""
    if before.isdigit() and after.isdigit():
        return run == 1 and alone
    if any(t.gap == "\n" for t in tokens[start + 1 : stop]):
        return False
    if before.islower() and after.isascii() and after.islower():
        return run == 1 and alone
    return run <= MOST_JOINED and (before == "R" or after in _JOINED or after.isdigit() or run <= 2)


def glyph_cost(tokens: Sequence[Token], place: int, row: Row) -> float:
    """What speaks against a glyph standing plainly in a row: it looks like a script or an accent."""
    char = tokens[place].char
    if char == PRIME:
        return 3.0 if row else 0.0
    if char in ACCENTS and row:
        return 4.0
    if not row or tokens[place].gap:
        return 0.0
    before = tokens[place - 1].char
    if before == "R" and char.isalnum() and place > 1 and tokens[place - 2].char in "∈→:":
        return 2.5  # a power of the reals
    ends = place + 1 == len(tokens) or tokens[place + 1].gap != ""
    raised = char.isdigit() and not before.isdigit() and (before.isalpha() or before in CLOSING or before in BARS)
    return 1.5 if raised or (ends and char in "T⊤∗" and (before.isalpha() or before in CLOSING)) else 0.0
