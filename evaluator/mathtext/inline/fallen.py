"""Scripts that came down into the line: `d1` for d with an index or a power, `∥y∥2 2`, `(AB)−1`, `xT`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from evaluator.mathtext.inline.latex import as_latex
from evaluator.mathtext.inline.tokens import Kind, Token

_BARS: Final = frozenset("∥‖|")
_INDICES: Final = frozenset("ijkn")
_MINUS: Final = frozenset("−-")


def readings(stretch: Sequence[Token]) -> tuple[str, ...]:
    """What the stretch may have been, the one taken first: digits behind letters as indices or as powers, and
    letters behind a name, T or one that counts, as its scripts or as other names. Nothing says which is likelier."""
    ways = ((Kind.down, True), (Kind.up, True), (Kind.down, False), (Kind.up, False))
    return tuple(dict.fromkeys(as_latex(tuple(_hung(stretch, digits, turned))) for digits, turned in ways))


def _hung(stretch: Sequence[Token], digits: Kind, turned: bool) -> Iterator[Token]:
    parts = list(_transposed(stretch)) if turned else list(stretch)
    index = 0
    while index < len(parts):
        made, index = next(
            (found for rule in _RULES if (found := rule(parts, index, digits)) is not None),
            ((parts[index],), index + 1),
        )
        yield from made


_Found = tuple[tuple[Token, ...], int] | None


def _norm(parts: Sequence[Token], index: int, _: Kind) -> _Found:
    """`∥y∥2 2`: the order below, then the power."""
    if parts[index].text not in _BARS or not _number_at(parts, index + 1):
        return None
    below = _script(parts[index + 1], Kind.down)
    if index + 3 < len(parts) and parts[index + 2].kind is Kind.space and _number_at(parts, index + 3):
        return (parts[index], below, _script(parts[index + 3], Kind.up)), index + 4
    return (parts[index], below), index + 2


def _inverse(parts: Sequence[Token], index: int, _: Kind) -> _Found:
    """`(AB)−1`, with nothing between, and no name that the sign could belong to."""
    behind = [t.text for t in parts[index + 1 : index + 3]]
    if parts[index].kind is not Kind.closing or len(behind) < 2 or behind[0] not in _MINUS or behind[1] != "1":
        return None
    up = replace(parts[index + 1], kind=Kind.up, text="".join(behind), latex="^{-1}")
    return (parts[index], up), index + 3


def _indexed(parts: Sequence[Token], index: int, digits: Kind) -> _Found:
    if not _number_at(parts, index + 1):
        return None
    if parts[index].kind is Kind.closing and parts[index].text == ")":
        return (parts[index], _script(parts[index + 1], Kind.up)), index + 2
    if parts[index].kind in (Kind.letter, Kind.product):
        return (parts[index], _script(parts[index + 1], digits)), index + 2
    return None


_RULES: Final[tuple[Callable[[Sequence[Token], int, Kind], _Found], ...]] = (_norm, _inverse, _indexed)


def _number_at(parts: Sequence[Token], index: int) -> bool:
    return index < len(parts) and parts[index].kind is Kind.number and parts[index].text.isdigit()


def _script(number: Token, kind: Kind) -> Token:
    return replace(number, kind=kind, latex=f"{'_' if kind is Kind.down else '^'}{{{number.text}}}")


def _transposed(stretch: Sequence[Token]) -> Iterator[Token]:
    before: Token | None = None
    for token in stretch:
        if token.kind is Kind.product and "T" in token.text[1:]:
            yield from _letters(token)
        elif (
            token.kind is Kind.letter
            and token.latex == "T"
            and before is not None
            and before.kind in (Kind.closing, Kind.letter)
        ):
            yield replace(token, kind=Kind.up, latex="^{T}")
        else:
            yield token
        before = token


def _is_indexed(letters: str) -> bool:
    """`xj`: a name and a letter that counts."""
    return len(letters) == 2 and letters[1] in _INDICES and letters[0] not in _INDICES


def _letters(product: Token) -> Iterator[Token]:
    """`XTX` letter by letter."""
    for place, letter in enumerate(product.text):
        if place and letter == "T":
            yield Token(Kind.up, letter, product.start + place, "^{T}")
        else:
            yield Token(Kind.letter, letter, product.start + place, letter)
