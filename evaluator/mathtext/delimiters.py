r"""Formulas in Markdown: `$..$`, `$$..$$`, `\(..\)`, `\[..\]` and bare environments, but not in code and not prices.

Each opening mark looks no further than the next mark of its own family, so that the work is linear however many
marks are never closed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.mathtext.code import without_code

_ENVIRONMENTS: Final = "equation|align|aligned|gather|gathered|multline|cases|alignat|eqnarray|split"
_TOKEN: Final = re.compile(
    rf"\\(?P<edge>begin|end)\{{(?P<name>(?:{_ENVIRONMENTS})\*?)\}}"
    r"|(?P<bracket>\\{1,2}[\[\]])|(?P<round>\\{1,2}[()])|\\[^\n]|(?P<dollars>\$\$?)"
)
_BLANK_LINE: Final = re.compile(r"\n[ \t>]*\n")
# An amount and then words: what stands before the next dollar sign of a sentence about money.
_PRICE: Final = re.compile(r"\d[\d.,]*[kKMB]?[,;:]?\s+(?!mod\b)[A-Za-z]{2,}[^\\=^_<>]*")


@dataclass(frozen=True, slots=True)
class MathSpan:
    """`markdown[start:end]` is a formula with its delimiters, `[inner_start:inner_end]` its LaTeX."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    display: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    family: str  # "$", "[", "(" or the name of an environment
    text: str
    start: int
    end: int

    @property
    def opens(self) -> bool:
        return self.family == "$" or self.text[-1] in "[(" or self.text.startswith(r"\begin")


def find_math(markdown: str) -> tuple[MathSpan, ...]:
    """All formulas in reading order. What is never closed is prose."""
    text = without_code(markdown)
    marks = [_mark(m) for m in _TOKEN.finditer(text) if m.lastgroup is not None]
    partners = _partners(marks)
    found: list[MathSpan] = []
    i = 0
    while i < len(marks):
        partner = partners[i]
        span = None if partner is None else _span(text, marks[i], marks[partner])
        if span is None or partner is None:
            i += 1
            continue
        if text[span.inner_start : span.inner_end].strip():
            found.append(span)
        i = partner + 1
        if span.end < marks[partner].end:  # $a$$b$: the second dollar sign opens the next formula
            i = partner
            marks[i] = _Mark("$", "$", span.end, marks[i].end)
    return tuple(found)


def _mark(match: re.Match[str]) -> _Mark:
    family = match["name"] or ("$" if match["dollars"] else "[" if match["bracket"] else "(")
    return _Mark(family, match.group(), match.start(), match.end())


def _partners(marks: Sequence[_Mark]) -> list[int | None]:
    """For each opening mark the place of the mark that may close it."""
    waiting: dict[str, list[int]] = {}
    partners: list[int | None] = [None] * len(marks)
    for i in range(len(marks) - 1, -1, -1):
        mark = marks[i]
        later = waiting.setdefault(mark.family, [])
        if mark.opens and later:
            partners[i] = later[-1]
            if mark.family not in ("$", "[", "("):
                later.pop()  # environments nest, the others do not
        if mark.family in ("$", "[", "("):
            waiting[mark.family] = [i]
        elif not mark.opens:
            later.append(i)
    return partners


def _span(text: str, opening: _Mark, closing: _Mark) -> MathSpan | None:
    if opening.family not in ("$", "[", "("):
        return MathSpan(opening.start, closing.end, opening.start, closing.end, True)
    inside = text[opening.end : closing.start]
    if opening.text == "$":
        return _dollars(text, opening, closing, inside)
    display = opening.family != "("
    if _BLANK_LINE.search(inside.strip()) or not _fit(opening, closing):
        return None
    return MathSpan(opening.start, closing.end, opening.end, closing.start, display)


def _fit(opening: _Mark, closing: _Mark) -> bool:
    if opening.family == "$":
        return opening.text == closing.text
    return not closing.opens and len(opening.text) == len(closing.text)


def _dollars(text: str, opening: _Mark, closing: _Mark, inside: str) -> MathSpan | None:
    """Pandoc's rules: the dollar signs touch the formula, and no digit follows."""
    tight = inside and not inside[0].isspace() and not inside[-1].isspace()
    if not tight or _BLANK_LINE.search(inside) or _PRICE.fullmatch(inside):
        return None
    end = closing.start + 1
    if text[end : end + 1].isdigit():
        return None
    return MathSpan(opening.start, end, opening.end, closing.start, False)
