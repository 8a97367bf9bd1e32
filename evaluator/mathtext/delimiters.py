r"""Formulas in Markdown: `$..$`, `$$..$$`, `\(..\)`, `\[..\]` and bare environments, but not in code and not prices."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evaluator.mathtext.code import without_code

_ENVIRONMENTS = "equation|align|aligned|gather|gathered|multline|cases|alignat|eqnarray|split"
_OPENING = re.compile(
    r"\\\\(?=[^\[(])|\\\$|(?P<display>\$\$)|(?P<inline>\$)(?=[^\s$])|(?P<bracket>\\\[)|(?P<round>\\\()"
    rf"|(?P<environment>\\begin\{{(?P<name>(?:{_ENVIRONMENTS})\*?)\}})"
)
_CLOSING = {
    "display": re.compile(r"\$\$"),
    "inline": re.compile(r"(?<![\s\\])\$(?!\d)|\n[ \t]*\n"),
    "bracket": re.compile(r"\\\]"),
    "round": re.compile(r"\\\)|\n[ \t]*\n"),
}


@dataclass(frozen=True, slots=True)
class MathSpan:
    """`markdown[start:end]` is a formula with its delimiters, `[inner_start:inner_end]` its LaTeX."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    display: bool


def find_math(markdown: str) -> tuple[MathSpan, ...]:
    """All formulas in reading order. What is never closed is prose."""
    text = without_code(markdown)
    found: list[MathSpan] = []
    unclosed: set[str] = set()
    place = 0
    while opening := _OPENING.search(text, place):
        place = opening.end()
        kind = opening.lastgroup
        if kind is None:
            continue
        kind = "environment" if opening["environment"] else kind
        span = None if kind in unclosed else _span(text, opening, kind)
        if span is not None:
            found.append(span)
            place = span.end
        elif kind not in ("inline", "round"):
            unclosed.add(kind)  # no closing mark follows anywhere: looking again would be quadratic
    return tuple(found)


def _span(text: str, opening: re.Match[str], kind: str) -> MathSpan | None:
    if kind == "environment":
        mark = f"\\end{{{opening['name']}}}"
        end = text.find(mark, opening.end())
        if end < 0:
            return None
        stop = end + len(mark)
        return MathSpan(opening.start(), stop, opening.start(), stop, True)
    closing = _CLOSING[kind].search(text, opening.end())
    if closing is None or closing.group().startswith("\n"):
        return None
    display = kind in ("display", "bracket")
    return MathSpan(opening.start(), closing.end(), opening.end(), closing.start(), display)
