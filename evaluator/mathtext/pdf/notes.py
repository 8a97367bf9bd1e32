"""Raised numbers that count the notes of a document, which look like powers of what they stand behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from evaluator.mathtext.pdf.lines import DIGITS, Line, Piece

_MARK: Final = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_READ_BACK: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", DIGITS)
_LEAST: Final = 5  # marks that count: powers in plain text do not go up one by one
_COUNTING: Final = 0.8  # of the marks that are the next number, or the last one again
_STEP: Final = 5  # to the next note, where some between were lost


def with_notes(pages: Sequence[Sequence[Line]]) -> None:
    """Where the raised numbers of a document count, they become marks of notes (`[^3]`, as Markdown writes them)."""
    lines = [line for page in pages for line in page]
    numbers = [_number(piece) for line in lines for piece in line.pieces if _is_mark(piece)]
    if not _counts(numbers):
        return
    for line in lines:
        line.pieces[:] = list(_marked(line.pieces))


def _counts(numbers: Sequence[int]) -> bool:
    steps = [0 <= following - number <= _STEP for number, following in pairwise(numbers)]
    return len(numbers) >= _LEAST and sum(steps) >= _COUNTING * len(steps)


def _marked(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        yield replace(piece, text=f"[^{_number(piece)}]") if _is_mark(piece) else piece


def _is_mark(piece: Piece) -> bool:
    return piece.formula is None and _MARK.fullmatch(piece.text) is not None


def _number(piece: Piece) -> int:
    """Where a note is called several times at one place, its number stands there several times."""
    digits = piece.text.translate(_READ_BACK)
    return int(next(digits[:n] for n in range(1, len(digits) + 1) if digits[:n] * (len(digits) // n) == digits))
