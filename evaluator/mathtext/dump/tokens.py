"""The hoisted lines of a page as tokens that remember what stood between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evaluator.mathtext.glyph_classes import EMPTY


@dataclass(frozen=True, slots=True)
class Token:
    """One glyph of the dump.

    `gap` is what separates it from the token before: "" joined, " " a blank, "\\n" a new line. `trailing` tells that
    the line before ended in a blank, `leading` that this line starts with one, or
    that there are two. An empty line becomes a token EMPTY.
    """

    char: str
    gap: str
    start: int  # offset in the source text
    trailing: bool = False
    leading: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source without its line end."""

    text: str
    start: int


def tokenise(lines: Iterable[Line]) -> list[Token]:
    tokens: list[Token] = []
    trailing = False
    for line in lines:
        tokens.extend(_tokens(line, trailing))
        trailing = line.text.endswith(" ")
    return tokens


def _tokens(line: Line, trailing: bool) -> list[Token]:
    body = line.text.strip(" ")
    if not body:
        return [Token(EMPTY, "\n", line.start, trailing, leading=False)]
    found: list[Token] = []
    gap, leading = "\n", line.text.startswith(" ")
    for offset, char in enumerate(line.text.rstrip(" ")):
        if char == " ":
            leading = leading or gap == " "
            gap = gap or " "
            continue
        found.append(Token(char, gap, line.start + offset, trailing and gap == "\n", leading))
        gap, leading = "", False
    return found
