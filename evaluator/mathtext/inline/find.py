"""All formulas among the words of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from evaluator.mathtext.code import without_code
from evaluator.mathtext.delimiters import find_math
from evaluator.mathtext.inline.fallen import readings
from evaluator.mathtext.inline.latex import as_latex
from evaluator.mathtext.inline.stretches import partner, stretches
from evaluator.mathtext.inline.tokens import Kind, Token, tokens

_TAKEN: Final = "\ufffc"
_LINE: Final = re.compile(r"[^\n]+")
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+|\]\([^()\n]*\)|!?\[\[[^\n]*?\]\]")
_LEAD: Final = re.compile(r"\s*(?:>\s*)*(?:(?:[-+*•●○▪–]|\d{1,3}[.)]|#{1,6})\s+)?")
_LONGEST: Final = 4_000  # characters of a line, and of a display, that are looked at
_DISPLAY: Final = re.compile(
    rf"^[ \t]*\[[ \t]*\n(?P<inner>(?:(?!^[ \t]*[\[\]])[^\n]*\n){{1,60}}?)[ \t]*\](?P<end>[.,;:]?)[ \t]*$"
    rf"|(?P<dollars>(?:\\\$){{1,2}})(?P<shown>(?:[^\n$]|\n(?!\s*\n)){{1,{_LONGEST}}}?)(?P=dollars)"
    rf"|^[ \t]*\[ (?P<one>[^\n]{{1,{_LONGEST}}}) \][.,;:]?[ \t]*$",
    re.MULTILINE,
)
_HINT: Final = re.compile(
    r"\\[A-Za-z]{2}|\^|[²³¹½¼¾×·±¬†\u0370-\u03ff\u1d00-\u1dbf\u2032-\u2bff\u2070-\u209f\U0001d400-\U0001d7ff]"
)
_MATHEMATICAL: Final = re.compile(r"\\[A-Za-z]{2,}|[_^=]")


@dataclass(frozen=True, slots=True)
class Found:
    """`text[start:end]` is a formula. `typed` tells whether its scripts are typed as such, or it is LaTeX: then the
    signs say all that there is; without, scripts may have come down into the line."""

    start: int
    end: int
    latex: str
    display: bool
    typed: bool
    others: tuple[str, ...] = ()  # what it may be as well, where it is not
    cut: bool = False  # signs stand beside it that it seems to lack: no formula, but a trace of one
    torn: bool = False  # the line above or below may hold a rest of it


def find(text: str, taken: Sequence[tuple[int, int]]) -> tuple[Found, ...]:
    """The formulas of `text` outside of the stretches that are `taken` and of code, in their order."""
    return tuple(found for found in _all(text, taken) if not found.cut)


def stands_as_typed(text: str, from_pages: bool) -> bool:
    """Whether a text that shows no scripts has none: more of its formulas are typed with theirs than seem to have lost
    some, or, where nothing was printed in between, none seems to."""
    found = _all(text, ())
    typed, fallen = sum(f.typed for f in found), sum(f.cut or f.torn or bool(f.others) for f in found)
    return typed > fallen or not (from_pages or fallen)


def _all(text: str, taken: Sequence[tuple[int, int]]) -> tuple[Found, ...]:
    hidden = _without(without_code(text), [*taken, *(m.span() for m in _LINK.finditer(text))])
    displays = (*_displays(hidden), *_delimited(hidden))
    hidden = _without(hidden, [(d.start, d.end) for d in displays])
    return tuple(sorted((*displays, *_inline(hidden)), key=lambda f: f.start))


def _without(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    shown = list(text)
    for start, end in stretches:
        shown[start:end] = _TAKEN * (end - start)
    return "".join(shown)


def _displays(text: str) -> Iterator[Found]:
    r"""`[` and `]` where `\[` and `\]` stood before some editor took the backslashes for its own, and dollar signs that
    were printed."""
    for match in _DISPLAY.finditer(text):
        inner = match["inner"] or match["one"] or match["shown"]
        if _TAKEN not in inner and len(inner) <= _LONGEST and _MATHEMATICAL.search(inner):
            yield Found(
                match.start(),
                match.end(),
                _mended(inner),
                match["dollars"] != r"\$",
                not _lossy(_SPACE.sub(" ", inner)),
            )


def _delimited(text: str) -> Iterator[Found]:
    """What stands between delimiters that nobody has read yet: printed as they were typed."""
    for math in find_math(text):
        latex = text[math.inner_start : math.inner_end]
        if _TAKEN not in latex and len(latex) <= _LONGEST and _MATHEMATICAL.search(latex):
            yield Found(math.start, math.end, _mended(latex), math.display, not _lossy(_SPACE.sub(" ", latex)))


_ROW_END: Final = re.compile(r"(?<!\\)\\(?=[ \t]*\n)")
_IN_ROWS: Final = re.compile(r"(?<!\\)\\(?=\s*[-\d])")
_LIMITS: Final = re.compile(r"(\\(?:sum|prod|int|max|min))(?=\{)")
_SPACE: Final = re.compile(r" , (?=\S)")
_TIGHT: Final = re.compile(r"!(?=\\left)")


def _mended(latex: str) -> str:
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


def _inline(text: str) -> Iterator[Found]:
    for line in _LINE.finditer(text):
        lead = _LEAD.match(text, line.start(), line.end())
        start = lead.end() if lead else line.start()
        if line.end() - start <= _LONGEST and _HINT.search(text, start, line.end()):
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
        if made.torn and _ABOVE.search(text, max(0, made.start - _AROUND), made.start):
            yield from _right_side(rest, text)


def _right_side(stretch: Sequence[Token], text: str) -> Iterator[Found]:
    """What stands behind the last = of a formula that may have lost something of its beginning to the line above."""
    depths = list(accumulate({Kind.opening: 1, Kind.closing: -1}.get(token.kind, 0) for token in stretch))
    signs = [i for i, token in enumerate(stretch) if token.text == "=" and not depths[i]]
    part = list(stretch[signs[-1] + 1 :]) if signs else []
    while part and part[0].kind is Kind.space:
        part = part[1:]
    if part and not _BELOW.match(text, part[-1].end) and _AFTER.match(text, part[-1].end):
        taken, *others = readings(part)
        yield Found(part[0].start, part[-1].end, taken, False, False, tuple(others))


def _formula(whole: Sequence[Token], inner: Sequence[Token], text: str) -> Found:
    start, end = _with_marks(whole, text)
    latex = _mended(as_latex(inner))
    typed = any(t.kind in (Kind.up, Kind.down, Kind.command) for t in inner)
    if typed and _is_whole(text, start, end) and not _ARGUMENTS.search(latex):
        return Found(start, end, latex, False, True)
    taken, *others = (latex,) if typed else readings(inner)
    cut, torn = not typed and _is_cut(text, start, end), not typed and _is_torn(text, start, end)
    return Found(start, end, taken, False, False, tuple(others), cut, torn)


def _with_marks(stretch: Sequence[Token], text: str) -> tuple[int, int]:
    """Its place, with the mark of bold type that opens before it or closes behind it."""
    start, end = stretch[0].start, stretch[-1].end
    if sum(token.kind is Kind.bold for token in stretch) % 2 == 0:
        return start, end
    if text.endswith("**", 0, start):
        return start - 2, end
    return start, end + 2 * text.startswith("**", end)


_ARGUMENTS: Final = re.compile(r"\\frac\s*(?:\{[^{}]*\})?\s*(?!\s*\{)[^{]?$")
_BEFORE: Final = re.compile(r"(?:^|[\s(\[{\"'“‘:,;=*_—–>])$")
_AFTER: Final = re.compile(r"\s|$|[.,;:!?)\]}\"'”’*_—–]")
_GOES_ON: Final = re.compile(r"[ \t]*\n[ \t]*[-+*/=^_{})\]·×⋅|‖\\]")
_WENT_ON: Final = re.compile(r"[-+*/=^_{(\[·×⋅\\][ \t]*\n[ \t]*$")
_MARK: Final = r"(?:[-*+•●○▪][ \t]|\d{1,3}[.)][ \t]|#|\*\*)"  # of a list, a heading, bold type: no rest of anything
_ABOVE: Final = re.compile(r"(?:^|\n)[^\n]{1,8}\n[ \t]*$")
_BELOW: Final = re.compile(rf"[ \t.,;]*\n(?![ \t]*{_MARK})(?:[^\n]{{1,8}}(?:\n|$)|[ \t]*[^A-Za-z\s])")
_SIGN_BEFORE: Final = re.compile(r"[-+−*/=^_{}·×⋅|∥‖≈≤≥<>][ \t]*$")
_SIGN_BEHIND: Final = re.compile(r"[ \t]*[-+−*/=^_{}·×⋅|∥‖≈≤≥<>]")
_AROUND: Final = 40  # characters before a formula in which the end of the line above is looked for


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether words or nothing stand around it, and neither a rest of it nor a line that goes on."""
    before = text[max(0, start - _AROUND) : start]
    return bool(
        _BEFORE.search(before)
        and _AFTER.match(text, end)
        and not _GOES_ON.match(text, end)
        and not _WENT_ON.search(before)
        and not _closes_nothing(text, end)
    )


def _closes_nothing(text: str, end: int) -> bool:
    """Whether a bracket closes behind a formula that never opened in its line: then some sign was read as another."""
    line = text[text.rfind("\n", 0, end) + 1 : end]
    opening = {")": "(", "]": "["}.get(text[end : end + 1])
    depth = 0
    for char in reversed(line) if opening else ():
        if char == opening and not depth:
            return False
        depth += {text[end]: 1, opening: -1}.get(char, 0)
    return opening is not None


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether signs stand beside it that it seems to lack."""
    before = text[max(0, start - _AROUND) : start].removesuffix("**")
    behind = end + 2 * text.startswith("**", end)
    own = before.rsplit("\n", 1)[-1]
    lead = _LEAD.fullmatch(own)  # a dash that opens a list
    return bool((_SIGN_BEFORE.search(own) and not lead) or _SIGN_BEHIND.match(text, behind))


def _is_torn(text: str, start: int, end: int) -> bool:
    """Whether the line above or below may hold a rest of it: the other half of a fraction, limits of a sum."""
    before = text[max(0, start - _AROUND) : start]
    return bool(_ABOVE.search(before) or _BELOW.match(text, end) or not _is_whole(text, start, end))
