"""Where formulas stand in a line: the longest runs of tokens that mathematics is made of, cut where words begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from evaluator.mathtext.inline.tokens import Kind, Token

_MAY_END: Final = frozenset([*"!'′|‖∥", "||"])  # operators that may end one
_MAY_BEGIN: Final = frozenset([*"-−∑∏∫√|‖∥∀∃¬±", "||"])
_DEEPEST: Final = 30  # brackets in brackets
_LOOSE: Final = frozenset("aAI")  # letters that are words of English


def stretches(line: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Every stretch of a line that is a formula; blanks inside are kept."""
    for run in _runs(line):
        yield from _whole(run)


def _runs(line: Sequence[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in line:
        if token.kind is Kind.word or (token.kind is Kind.space and len(token.text) > 3):
            yield run
            run = []
        else:
            run.append(token)
    yield run


def _whole(run: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """The parts of a run between commas that stand in no bracket, and brackets that lack their partner."""
    cuts = _cuts(run)
    start = 0
    for cut in [*cuts, len(run)]:
        part = _trimmed(run[start:cut])
        if _is_formula(part):
            yield tuple(part)
        start = cut + 1


def _cuts(run: Sequence[Token]) -> list[int]:
    opened: list[int] = []
    cuts: list[int] = []
    for index, token in enumerate(run):
        if token.kind is Kind.opening:
            opened.append(index)
        elif token.kind is Kind.closing:
            if opened:
                opened.pop()
            else:
                cuts.append(index)
    outside = set(opened)
    depth = 0
    for index, token in enumerate(run):
        if token.kind is Kind.opening and index not in outside:
            depth += 1
        elif token.kind is Kind.closing and index not in cuts:
            depth -= 1
        elif token.kind is Kind.comma and not depth:
            outside.add(index)
    return sorted({*cuts, *outside})


def _trimmed(part: Sequence[Token]) -> Sequence[Token]:
    """Without signs at its ends that belong to the words around it."""
    low, high = 0, len(part)
    while low < high and _is_loose(part, low, +1):
        low += 1
    while low < high and _is_loose(part, high - 1, -1):
        high -= 1
    return part[low:high]


def _is_loose(part: Sequence[Token], index: int, inward: int) -> bool:
    token = part[index]
    if token.kind in (Kind.space, Kind.comma, Kind.bold):
        return True
    if token.kind is Kind.operator:
        if inward > 0 and token.text in "-−" and part[index + 1 : index + 2] and part[index + 1].kind is Kind.space:
            return True  # a dash between words
        return token.text not in (_MAY_BEGIN if inward > 0 else _MAY_END)
    if token.kind in (Kind.up, Kind.down):
        return inward > 0
    beside = index + inward
    if 0 <= beside < len(part) and part[beside].kind is not Kind.space:
        return False
    lone = not 0 <= beside + inward < len(part) or part[beside + inward].kind is not Kind.operator
    return lone and (token.kind is Kind.product or (token.kind is Kind.letter and token.text in _LOOSE))


def _is_formula(part: Sequence[Token]) -> bool:
    """Something in it that only mathematics writes, and something that has a value; not nested beyond all sense."""
    if _depth(part) > _DEEPEST:
        return False
    return any(t.sign for t in part) and any(
        t.kind in (Kind.letter, Kind.number, Kind.command, Kind.product) for t in part
    )


def _depth(part: Sequence[Token]) -> int:
    depths = accumulate({Kind.opening: 1, Kind.closing: -1}.get(token.kind, 0) for token in part)
    return max(depths, default=0)


def partner(stretch: Sequence[Token]) -> int:
    """The index behind the bracket that closes the one that `stretch` begins with."""
    depth = 0
    for index, token in enumerate(stretch):
        depth += {Kind.opening: 1, Kind.closing: -1}.get(token.kind, 0)
        if not depth:
            return index + 1
    return len(stretch)
