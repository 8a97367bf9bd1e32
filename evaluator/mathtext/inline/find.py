"""All formulas among the words of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from evaluator.mathtext.code import without_code
from evaluator.mathtext.inline.around import LEAD, ends_here, is_cut, is_torn, is_whole, scrap_above
from evaluator.mathtext.inline.delimited import LONGEST, TAKEN, delimited, mended
from evaluator.mathtext.inline.fallen import readings
from evaluator.mathtext.inline.found import Found
from evaluator.mathtext.inline.latex import as_latex
from evaluator.mathtext.inline.stretches import partner, stretches
from evaluator.mathtext.inline.tokens import Kind, Token, tokens

_LINE: Final = re.compile(r"[^\n]+")
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+|\]\([^()\n]*\)|!?\[\[[^\n]*?\]\]|\[\^\d+\]")  # and marks of notes
_TABLE_ROW: Final = re.compile(r"^\| .*\|$", re.MULTILINE)
_BORDER: Final = re.compile(r"(?<!\S)\|(?!\S)")  # between two cells
_HINT: Final = re.compile(
    r"\\[A-Za-z]{2}|\^|[²³¹½¼¾×·±¬†\u0370-\u03ff\u1d00-\u1dbf\u2032-\u2bff\u2070-\u209f\U0001d400-\U0001d7ff]"
)
_ARGUMENTS: Final = re.compile(r"\\frac\s*(?:\{[^{}]*\})?\s*(?!\s*\{)[^{]?$")


def find(text: str, taken: Sequence[tuple[int, int]]) -> tuple[Found, ...]:
    """The formulas of `text` outside of the stretches that are `taken` and of code, in their order."""
    return tuple(found for found in _all(text, taken) if not found.cut)


def stands_as_typed(texts: Iterable[tuple[str, Sequence[tuple[int, int]]]], from_pages: bool) -> bool:
    """Whether what shows no scripts has none, in texts with the stretches that are taken: more of their formulas are
    typed with scripts than seem to have lost some, or, where nothing was printed in between, none seems to."""
    found = [each for text, taken in texts for each in _all(text, taken)]
    typed, fallen = sum(f.typed for f in found), sum(f.cut or f.torn or f.hung for f in found)
    return typed > fallen or not (from_pages or fallen)


def _all(text: str, taken: Sequence[tuple[int, int]]) -> tuple[Found, ...]:
    hidden = _without(without_code(text), [*taken, *(m.span() for m in _LINK.finditer(text)), *_borders(text)])
    displays = tuple(delimited(hidden))
    hidden = _without(hidden, [(d.start, d.end) for d in displays])
    return tuple(sorted((*displays, *_inline(hidden)), key=lambda f: f.start))


def _borders(text: str) -> Iterator[tuple[int, int]]:
    for row in _TABLE_ROW.finditer(text):
        yield from (border.span() for border in _BORDER.finditer(text, row.start(), row.end()))


def _without(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    shown = list(text)
    for start, end in stretches:
        shown[start:end] = TAKEN * (end - start)
    return "".join(shown)


def _inline(text: str) -> Iterator[Found]:
    for line in _LINE.finditer(text):
        lead = LEAD.match(text, line.start(), line.end())
        start = lead.end() if lead else line.start()
        if line.end() - start <= LONGEST and _HINT.search(text, start, line.end()):
            for stretch in stretches(tuple(tokens(text, start, line.end()))):
                yield from _found(stretch, text)


def _found(stretch: Sequence[Token], text: str) -> Iterator[Found]:
    """A stretch as a formula; as several where brackets stand in a row that were delimiters once."""
    rest: Sequence[Token] = stretch
    while rest and rest[0].text == "(" and any(t.kind is Kind.command for t in rest):
        end = partner(rest)
        if end < len(rest) and rest[end].kind is not Kind.space:
            break
        yield _formula(rest[:end], rest[1 : end - 1], text)
        rest = next(stretches(rest[end:]), ())
    if rest:
        made = _formula(rest, rest, text)
        yield made
        if made.torn and scrap_above(text, made.start):
            yield from _right_side(rest, text)


def _right_side(stretch: Sequence[Token], text: str) -> Iterator[Found]:
    """What stands behind the last = of a formula that may have lost something of its beginning to the line above."""
    depths = list(accumulate({Kind.opening: 1, Kind.closing: -1}.get(token.kind, 0) for token in stretch))
    signs = [i for i, token in enumerate(stretch) if token.text == "=" and not depths[i]]
    part = list(stretch[signs[-1] + 1 :]) if signs else []
    while part and part[0].kind is Kind.space:
        part = part[1:]
    if part and ends_here(text, part[-1].end):
        taken, *others = readings(part)
        yield Found(part[0].start, part[-1].end, taken, False, False, tuple(others), hung=True)


def _formula(whole: Sequence[Token], inner: Sequence[Token], text: str) -> Found:
    start, end = _with_marks(whole, text)
    latex = mended(as_latex(inner))
    typed = any(t.kind in (Kind.up, Kind.down, Kind.command) for t in inner)
    if typed and is_whole(text, start, end) and not _ARGUMENTS.search(latex):
        return Found(start, end, latex, False, True)
    taken, *others = (latex,) if typed else readings(inner)
    cut, torn = not typed and is_cut(text, start, end), not typed and is_torn(text, start, end)
    return Found(start, end, taken, False, False, tuple(others), taken != latex, cut, torn)


def _with_marks(stretch: Sequence[Token], text: str) -> tuple[int, int]:
    """Its place, with the mark of bold type that opens before it or closes behind it."""
    start, end = stretch[0].start, stretch[-1].end
    if sum(token.kind is Kind.bold for token in stretch) % 2 == 0:
        return start, end
    if text.endswith("**", 0, start):
        return start - 2, end
    return start, end + 2 * text.startswith("**", end)
