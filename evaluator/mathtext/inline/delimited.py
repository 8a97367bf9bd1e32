"""Formulas whose delimiters were printed, or lost their backslashes to some editor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evaluator.mathtext.delimiters import find_math
from evaluator.mathtext.inline.found import Found

TAKEN: Final = "\ufffc"  # a character of what has been read already
LONGEST: Final = 4_000  # characters of a line, and of a display, that are looked at
_DISPLAY: Final = re.compile(
    rf"^[ \t]*\[[ \t]*\n(?P<inner>(?:(?!^[ \t]*[\[\]])[^\n]*\n){{1,60}}?)[ \t]*\](?P<end>[.,;:]?)[ \t]*$"
    rf"|(?P<dollars>(?:\\\$){{1,2}})(?P<shown>(?:[^\n$]|\n(?!\s*\n)){{1,{LONGEST}}}?)(?P=dollars)"
    rf"|^[ \t]*\[ (?P<one>[^\n]{{1,{LONGEST}}}) \][.,;:]?[ \t]*$",
    re.MULTILINE,
)
_MATHEMATICAL: Final = re.compile(r"\\[A-Za-z]{2,}|[_^=]")
_ROW_END: Final = re.compile(r"(?<!\\)\\(?=[ \t]*\n)")
_IN_ROWS: Final = re.compile(r"(?<!\\)\\(?=\s*[-\d])")
_LIMITS: Final = re.compile(r"(\\(?:sum|prod|int|max|min))(?=\{)")
_SPACE: Final = re.compile(r" , (?=\S)")
_TIGHT: Final = re.compile(r"!(?=\\left)")


def delimited(text: str) -> Iterator[Found]:
    """All of them; what has been read already is `TAKEN`."""
    yield from _displays(text)
    yield from _printed(text)


def _displays(text: str) -> Iterator[Found]:
    r"""`[` and `]` where `\[` and `\]` stood before some editor took the backslashes for its own, and dollar signs that
    were printed."""
    for match in _DISPLAY.finditer(text):
        inner = match["inner"] or match["one"] or match["shown"]
        if TAKEN not in inner and len(inner) <= LONGEST and _MATHEMATICAL.search(inner):
            yield Found(
                match.start(),
                match.end(),
                mended(inner),
                match["dollars"] != r"\$",
                not _lossy(_SPACE.sub(" ", inner)),
            )


def _printed(text: str) -> Iterator[Found]:
    """What stands between delimiters that nobody has read yet: printed as they were typed."""
    for math in find_math(text):
        latex = text[math.inner_start : math.inner_end]
        if TAKEN not in latex and len(latex) <= LONGEST and _MATHEMATICAL.search(latex):
            yield Found(math.start, math.end, mended(latex), math.display, not _lossy(_SPACE.sub(" ", latex)))


def mended(latex: str) -> str:
    r"""What the same editor made of `\\`, `\,`, `\!` and of underlines that it took for emphasis."""
    rows = _ROW_END.sub(r"\\\\", latex)
    if r"\begin" in rows:
        rows = _IN_ROWS.sub(r"\\\\", rows)
    rows = _LIMITS.sub(r"\1_", _TIGHT.sub("", rows))
    return re.sub(r"\s+", " ", _SPACE.sub(r" \\, ", rows)).strip()


def _lossy(latex: str) -> bool:
    r"""Whether it shows that something is gone: a comma outside of brackets may have been `\,`, which says nothing."""
    if _LIMITS.search(latex):
        return True
    depth = 0
    for char in latex.rstrip(" .,;"):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(char, 0)
        if char == "," and depth <= 0:
            return True
    return False
