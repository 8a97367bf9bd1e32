"""A stretch of tokens as LaTeX, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from evaluator.mathtext.inline.stretches import partner
from evaluator.mathtext.inline.tokens import Kind, Token

_SUMS: Final = {"Σ": r"\sum", "Π": r"\prod"}
_INDEX: Final = re.compile(r"_\{[a-z](?![a-z])")
_LONGEST: Final = 40  # tokens above the line of a differential
_DIFFERENTIALS: Final = ("∂", "d")
_OPERAND: Final = frozenset({Kind.letter, Kind.product, Kind.number, Kind.opening, Kind.function, Kind.command})


def as_latex(stretch: Sequence[Token]) -> str:
    """The stretch with commands for signs, fractions of differentials and roots over what they cover.

    Bold and italic marks are emphasis here, and no alphabet: people who type formulas set off what they like.
    """
    shown = list(_split(stretch))
    parts, index = list[str](), 0
    while index < len(shown):
        text, index = _next(shown, index)
        parts.append(text)
    return re.sub(r"\s+", " ", _joined(parts)).strip()


def _split(stretch: Sequence[Token]) -> Iterator[Token]:
    """Without marks of emphasis; `dx` as two names, so that d can be a differential."""
    for token in stretch:
        if token.kind is Kind.product and token.text[0] == "d" and len(token.text) == 2:
            yield Token(Kind.letter, "d", token.start, "d")
            yield Token(Kind.letter, token.text[1], token.start + 1, token.text[1])
        elif token.kind is not Kind.bold:
            yield token


def _next(stretch: Sequence[Token], index: int) -> tuple[str, int]:
    token = stretch[index]
    if token.text == "√":
        end = _atom(stretch, index + 1)
        return rf"\sqrt{{{_inside(stretch[index + 1 : end])}}}", end
    if token.text in _DIFFERENTIALS and (made := _differential(stretch, index)):
        return made
    if token.text in _SUMS and index + 1 < len(stretch) and _INDEX.match(stretch[index + 1].latex):
        return _SUMS[token.text], index + 1
    if token.text == "*":
        return _star(stretch, index), index + 1
    if token.text in ("⊤", "†"):
        return f"^{{{token.latex}}}", index + 1
    return token.latex, index + 1


def _star(stretch: Sequence[Token], index: int) -> str:
    """Times, an optimum's star, or the mark of italics that scripts end at."""
    beside = [stretch[i].kind for i in (index - 1, index + 1) if 0 <= i < len(stretch)]
    if Kind.up in beside or Kind.down in beside or (index + 1 < len(stretch) and stretch[index + 1].text in "†⊤"):
        return ""
    return r"\cdot " if _followed(stretch, index + 1) else "^{*}"


def _followed(stretch: Sequence[Token], index: int) -> bool:
    while index < len(stretch) and stretch[index].kind is Kind.space:
        index += 1
    return index < len(stretch) and stretch[index].kind in _OPERAND


def _inside(part: Sequence[Token]) -> str:
    if len(part) > 1 and part[0].text == "(" and _atom(part, 0) == len(part):
        part = part[1:-1]
    return as_latex(part)


def _atom(stretch: Sequence[Token], index: int) -> int:
    """Where the name, number or bracket ends that begins at `index`, with its scripts."""
    end = index
    if end < len(stretch):
        end += partner(stretch[end:]) if stretch[end].kind is Kind.opening else 1
    while end < len(stretch) and (stretch[end].kind in (Kind.up, Kind.down) or stretch[end].text in ("⊤", "†")):
        end += 1
    return end


def _differential(stretch: Sequence[Token], index: int) -> tuple[str, int] | None:
    """`∂f/∂x` and `∂/∂x`: one fraction."""
    sign, above = stretch[index].text, index + 1
    while above < len(stretch) and stretch[above].kind in (Kind.up,):
        above += 1
    while above < len(stretch) and stretch[above].text != "/" and above < index + _LONGEST:
        end = _atom(stretch, above)
        if stretch[above].kind not in _OPERAND or end == above:
            return None
        above = end
    if above + 1 >= len(stretch) or stretch[above].text != "/" or stretch[above + 1].text != sign:
        return None
    below = _atom(stretch, above + 2)
    while below < len(stretch) and stretch[below].text == sign:
        below = _atom(stretch, below + 1)
    top, bottom = _side(stretch[index:above]), _side(stretch[above + 1 : below])
    return rf"\frac{{{top}}}{{{bottom}}}", below


def _side(part: Sequence[Token]) -> str:
    """What stands above or below in such a fraction: the sign and what follows it."""
    sign = part[0].latex
    return f"{sign} {as_latex(part[1:])}".strip()


def _joined(parts: Sequence[str]) -> str:
    """A command that ends in a letter needs a blank before a letter."""
    made = ""
    for part in parts:
        if re.search(r"\\[A-Za-z]+$", made) and part[:1].isalpha():
            made += " "
        made += part
    return made
