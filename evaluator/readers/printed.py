"""Part ids as people write them: "1(b)", "Problem 4 (a)", "Q3.b", "part (c)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_WORD: Final = r"(?:problems?|questions?|exercises?|parts?|sub-?parts?|tasks?|q)"
_FULL: Final = re.compile(
    rf"(?<![\w.(\\_^$])(?:{_WORD}\s*)?(?P<number>\d{{1,2}})"
    r"(?:\s*,?\s*(?:parts?\s*)?\(\s*(?P<bracketed>[a-z])\s*\)|[.-]?(?P<bare>[a-z])(?![\w'’]))(?!\s*=)",
    re.IGNORECASE,
)
_PART: Final = re.compile(r"\bparts?\b\s*(?:\(\s*(?P<bracketed>[a-z])\s*\)|(?P<bare>[a-z])(?![\w'’]))", re.IGNORECASE)
_BRACKETED: Final = re.compile(r"(?<![\w$\\])\(\s*(?P<bracketed>[a-z])\s*\)(?P<bare>(?!))?", re.IGNORECASE)
_MORE: Final = re.compile(
    r"\s*(?:(?P<range>to|through|until|-|–|—)|,?\s*and|,|&)\s*(?:parts?\s*)?"
    r"(?:\(\s*(?P<bracketed>[a-z])\s*\)|(?P<bare>[a-z])(?=\)|\W*$))",
    re.IGNORECASE,
)
_BEGINNING: Final = 60  # characters in which a letter without its number may be what is asked
_CITED: Final = re.compile(
    r"\b(?:using|use|from|in|like|with|than|see|per|by|as|found|after|follows)\s+(?:your\s+|the\s+)?"
    r"(?:(?:results?|answers?|solutions?|expressions?|formulas?)\s+(?:of|from|to|in)\s+)?(?:problems?\s+|parts?\s+|questions?\s+)?$",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(
    r"\W*(?:(?:and|now|next|then|please|ok|okay|also|solve|do|answer|so|finally|last)\W+){0,3}"
    r"\(\s*(?P<bracketed>[a-z])\s*\)(?P<bare>(?!))?",
    re.IGNORECASE,
)
_OPENING: Final = 160  # characters in which a letter in brackets alone is taken for a part
_WHOLE: Final = re.compile(
    r"\b(?:problem|question|exercise|q)\s*(?P<number>\d{1,2})\b(?!\s*[.(]?\s*\(?[a-z]\))", re.IGNORECASE
)
_HEADING: Final = re.compile(
    rf"^[\s#>*_-]*(?:(?:solution|answer)s?\s*(?:to|for|of)?\s*)?(?:{_WORD}\s*)?(?P<number>\d{{1,2}})?\s*[.\s]?\s*"
    r"(?:\(\s*(?P<letter>[a-z])\s*\)|(?P<letter2>[a-z])(?=[).:\s*—–-]|$))(?P<rest>.*)$",
    re.IGNORECASE,
)
_LABELLED: Final = re.compile(rf"^[\s#>*_-]*{_WORD}\b", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """A line of an output that opens its answer to the part `printed`."""

    printed: str
    start: int


def named(text: str, last: str | None = None) -> tuple[str, ...]:
    """Part ids in a prompt, in order; a letter alone takes the number of the question named, or that of `last`."""
    full = list(_FULL.finditer(text))
    if full:
        found = [p for m in full for p in _run(text, m, m["number"])]
        return tuple(dict.fromkeys(found))
    number = _number(text) or (last[:-1] if last else None)
    if number is None:
        return ()
    loose = list(_PART.finditer(text)) or list(_BRACKETED.finditer(text[:_OPENING]))
    return tuple(dict.fromkeys(p for m in loose for p in _run(text, m, number)))


def _run(text: str, first: re.Match[str], number: str) -> Iterator[str]:
    """The part at `first` and those that are listed behind it: "(a), (b) and (d)", "(a) to (e)"."""
    letter = (first["bracketed"] or first["bare"]).lower()
    yield _join(number, letter)
    place = first.end()
    while m := _MORE.match(text, place):
        after = (m["bracketed"] or m["bare"]).lower()
        between = range(ord(letter) + 1, ord(after)) if m["range"] else ()
        yield from (_join(number, chr(code)) for code in between)
        yield _join(number, after)
        letter, place = after, m.end()


def asked(text: str, last: str | None = None) -> tuple[str, ...]:
    """The parts that a prompt asks for; those that it only refers to ("using part (a)") are left out."""
    full = [m for m in _FULL.finditer(text) if not _CITED.search(text, 0, m.start())]
    if full:
        return tuple(dict.fromkeys(p for m in full for p in _run(text, m, m["number"])))
    number = _number(text) or (last[:-1] if last else None)
    if number is None:
        return ()
    loose = [m for m in _PART.finditer(text) if m.start() < _BEGINNING and not _CITED.search(text, 0, m.start())]
    first = _FIRST.match(text)
    found = loose or ([first] if first else [])
    if not found and _number(text):
        found = list(_BRACKETED.finditer(text[:_OPENING]))
    return tuple(dict.fromkeys(p for m in found for p in _run(text, m, number)))


def whole_question(text: str) -> str | None:
    """The number of a question that is asked as a whole ("solve problem 4")."""
    return _number(text)


def headings(text: str, wanted: Sequence[str]) -> tuple[Heading, ...]:
    """The first line that opens each of the `wanted` parts, in the order of the text."""
    found: dict[str, int] = {}
    place = 0
    for line in text.splitlines(keepends=True):
        printed = _heading(line.rstrip(), wanted)
        if printed and printed not in found:
            found[printed] = place
        place += len(line)
    return tuple(Heading(printed, start) for printed, start in sorted(found.items(), key=lambda item: item[1]))


def _heading(line: str, wanted: Sequence[str]) -> str | None:
    m = _HEADING.match(line)
    if m is None:
        return None
    letter = (m["letter"] or m["letter2"]).lower()
    if m["letter2"] and not (m["number"] or _LABELLED.match(line) or m["rest"][:1] in (")", ":", ".")):
        return None  # a sentence that begins with "a"
    fits = [p for p in wanted if p.endswith(letter) and m["number"] in (None, p[:-1])]
    return fits[0] if len(fits) == 1 else None


def _number(text: str) -> str | None:
    m = _WHOLE.search(text)
    return m["number"] if m else None


def _join(number: str, letter: str) -> str:
    return f"{int(number)}{letter.lower()}"
