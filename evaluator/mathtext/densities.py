"""Names that are densities because of what their brackets hold: p and q of `p(x | z)`, whatever they else may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from evaluator.mathtext.lexer import Token

_OPENING: Final = frozenset({"(", "[", "{", r"\lbrace", r"\langle"})
_CLOSING: Final = frozenset({")", "]", "}", r"\rbrace", r"\rangle"})
_BARS: Final = frozenset({"|", r"\mid"})


def densities(tokens: Sequence[Token]) -> frozenset[str]:
    """The small letters before a bracket with one bar in it. Linear in the number of tokens."""
    if not any(token.text in _BARS for token in tokens):
        return frozenset()
    return frozenset(name for place in _conditions(tokens) if (name := _letter_before(tokens, place)))


def _conditions(tokens: Sequence[Token]) -> Iterator[int]:
    """Where brackets open that hold one bar, and not the two of an absolute value."""
    opened: list[tuple[int, int]] = []  # place, bars so far
    for place, token in enumerate(tokens):
        if token.text in _OPENING:
            opened.append((place, 0))
        elif token.text in _BARS and opened:
            opened[-1] = (opened[-1][0], opened[-1][1] + 1)
        elif token.text in _CLOSING and opened:
            start, bars = opened.pop()
            if bars == 1 and tokens[start].text == "(":
                yield start


def _letter_before(tokens: Sequence[Token], place: int) -> str | None:
    r"""The letter before the bracket at `place`, its index aside: q of `q_\phi(` and of `q_{\phi}(`."""
    last = place - 1
    if last >= 1 and tokens[last].text == "}":
        while last > 0 and tokens[last].text != "{":
            last -= 1
        last -= 1
    elif last >= 2 and tokens[last - 1].text == "_":
        last -= 1
    if last >= 1 and tokens[last].text == "_":
        last -= 1
    found = tokens[last] if last >= 0 else None
    return found.text if found is not None and found.kind == "letter" and found.text.islower() else None
