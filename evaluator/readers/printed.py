"""Part ids as people write them: "1(b)", "Problem 4 (a)", "Q3.b", "part (c)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Final

_WORD: Final = r"(?:problems?|probs?\.?|questions?|exercises?|parts?|sub-?parts?|tasks?|q)"
_AND: Final = r"\s*(?P<range>to|through|until|-|–|—)\s*|\s*(?:,\s*and|,|and|&|\+|/)\s*"

_ROMAN: Final = r"(?:\s*\(?(?:i{1,3}|iv|vi{0,3})\)?(?![\w'’]))?"  # of a part, which is as fine as ids go
_FULL: Final = re.compile(
    rf"(?<![\w.(\\_^$])(?P<word>{_WORD}\s*#?)?(?P<number>\d{{1,2}})"
    rf"(?:(?:\s*[,.:-])?\s*(?:parts?\s*)?\(\s*(?P<bracketed>[a-z])\s*\)|[.-]?(?P<bare>[a-z])(?![\w'’])"
    rf"|\s*[,:]?\s+parts?\s+(?P<named>[a-z])(?![\w'’])|\s*[.,:]\s*(?P<closed>[a-p])\)|\s+(?P<apart>[a-h])(?=$|\s*[?.,;:!)]|\s+\(?i))(?!\s*=){_ROMAN}",
    re.IGNORECASE,
)
_PART: Final = re.compile(
    rf"\b(?:sub-?)?parts?\b\s*(?P<open>\((?=[a-z]\s*[-–—,]))?(?:\(\s*(?P<bracketed>[a-z])\s*\)|(?P<bare>[a-z])(?![\w'’])){_ROMAN}",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(
    rf"(?:{_AND})(?:{_WORD}\s*)?(?P<number>\d{{1,2}})?(?:\(\s*(?P<bracketed>[a-z])\s*\)|(?P<bare>[a-z])(?=\)|\W*$|\s*[,.;:–—-]\s|\s+and\b)){_ROMAN}",
    re.IGNORECASE,
)
_BRACKETED: Final = re.compile(r"(?<![\w$\\])\(\s*(?P<bracketed>[a-z])\s*\)(?P<bare>(?!))?", re.IGNORECASE)
_BEGINNING: Final = 60  # characters in which a letter without its number may be what is asked
_CUE: Final = re.compile(
    r"(?:^|[.!?:;,(&\n]\s*|\b(?:solve|do|answer|attempt|explain|try|to|for|of|on|now|next|is|and|then|with|about|let'?s|please"
    r"|finish|check|redo|re-?do|your|through|than|from|in|using)\s+)$",
    re.IGNORECASE,
)
_DIMENSIONS: Final = re.compile(
    r"\s*+(?:-\s*+)?(?:conv|array|signal|filter|image|matri|input|output|case|plane|gaussian|vector|transpos|grid|tensor|data|space)",
    re.IGNORECASE,
)
_CITED: Final = re.compile(
    r"\b(?:using|use|from|in|like|(?<!start )(?<!begin )(?<!continue )(?<!proceed )with|than|see|per|by|as"
    r"|found|after|follows|except)\s+(?:your\s+|the\s+)?"
    r"(?:(?:results?|answers?|solutions?|expressions?|formulas?)\s+(?:of|from|to|in|for)\s+)?(?:problems?\s+|parts?\s+|questions?\s+)?$",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(
    r"(?:[^\w(]|\((?!\s*[a-z]\s*\)))*+(?:(?:and|now|next|then|please|ok|okay|also|solve|do|answer|so|finally|last|for|good|great|perfect|nice|thanks"
    r"|what|how|about|let['’]?s|go|on|to|with|move|continue|try)\W+){0,4}"
    r"(?:\(\s*(?P<bracketed>[a-z])\s*\)|(?P<bare>[a-p])\))",
    re.IGNORECASE,
)
_OPENING: Final = 160  # characters in which a letter in brackets alone is taken for a part
_WHOLE: Final = re.compile(
    r"(?:\b(?:problem|prob\.?|question|exercise)s?\s*(?:no\.?\s*|number\s*|#\s*)?|\bq\.?\s?|\b(?:do|solve|answer)\s+#?(?=\d{1,2}\s*(?:[.,;!?]|$|and\b|please\b)))"
    r"(?P<number>\d{1,2})\b(?!\s*[.(,]?\s*\(?[a-z]\))(?!\s*(?:,\s*)?parts?\b)(?!\.\d)",
    re.IGNORECASE,
)
_MORE_NUMBERS: Final = re.compile(
    rf"(?:{_AND})(?:(?:problem|prob\.?|question|exercise)s?\s*)?(?P<number>\d{{1,2}})\b(?!\s*[.(]?\s*\(?[a-z]\b)",
    re.IGNORECASE,
)
_TITLED: Final = re.compile(
    r"[\s#*_>-]*(?P<number>\d{1,2})[.)]\s+[*_]*[A-Z]"
)  # "4. Ridge attention": a problem pasted in
_UNDER: Final = re.compile(
    r"^[\s#*_]*(?:\d{1,2}(?:\.\d{1,2})+\.?\s+)?\(?(?P<bracketed>[a-p])\)?[\s*_.:]*$", re.IGNORECASE
)
_LABEL: Final = r"(?:^|\n|[.?!;:]\s)[\s*_#>]*(?:[Pp]art\s*)?\(?{}\)\s"
_OPENS_WITH_A: Final = re.compile(r"[\s*_#>]*(?:part\s*)?\(?a\)", re.IGNORECASE)
_PASTED: Final = 25  # characters: less is a word on the (a) before, and no statement
_MATH: Final = re.compile(r"\$\$.*?\$\$|\$[^$\n]*\$", re.DOTALL)
_EMPTY_LINE: Final = re.compile(r"\n[ \t]*\n")
_SECTION: Final = re.compile(
    rf"^(?:#{{1,6}}\s.*|[\s*_]*+(?:{_WORD}\s*)?(?:\d{{1,2}}\s*)?\(?[a-z]\)\s.*|[\s*_]*+{_WORD}\s*\d{{1,2}}\b.*)$",
    re.MULTILINE | re.IGNORECASE,
)


def named(text: str, last: str | None = None) -> tuple[str, ...]:
    """Part ids in a prompt, in order; a letter alone takes the number of the question named, or that of `last`."""
    text = _words(text)
    full = _fully(text)
    if full:
        return tuple(dict.fromkeys(p for m in full for p in _run(text, m, m["number"])))
    number = _number(text) or number_of(last or "")
    if not number:
        return ()
    loose = list(_PART.finditer(text)) or list(_BRACKETED.finditer(text[:_OPENING]))
    return tuple(dict.fromkeys(p for m in loose for p in _run(text, m, number)))


def asked(text: str, last: str | None = None) -> tuple[str, ...]:
    """The parts that a prompt asks for; those that it only refers to ("using part (a)") are left out."""
    text = _words(text)
    full = [m for m in _fully(text) if not _CITED.search(text, 0, m.start())]
    if full:
        found_parts = [p for m in full for p in _run(text, m, m["number"])]
        return tuple(dict.fromkeys([*found_parts, *_pasted(text, full[-1], full[-1]["number"])]))
    number = _number(text) or number_of(last or "")
    if not number:
        return ()
    loose = [m for m in _PART.finditer(text) if m.start() < _BEGINNING and not _CITED.search(text, 0, m.start())]
    first = _FIRST.match(text)
    found = loose or ([first] if first and not _is_roman(first, last) else [])
    if not found and _number(text):
        found = list(_BRACKETED.finditer(text[:_OPENING]))
    parts = [p for m in found for p in _run(text, m, number)]
    return tuple(dict.fromkeys([*parts, *(_pasted(text, found[-1], number) if found and not loose else ())]))


def whole_questions(text: str) -> tuple[str, ...]:
    """The numbers of all questions that are asked as a whole: "questions 1, 2 and 7", a pasted "4. Ridge"."""
    text = _words(text)
    found: list[str] = []
    for first in _WHOLE.finditer(text):
        if _CITED.search(text, 0, first.start()):
            continue
        found.append(str(int(first["number"])))
        place = first.end()
        while m := _MORE_NUMBERS.match(text, place):
            found += [str(n) for n in range(int(found[-1]) + 1, int(m["number"]))] if m["range"] else []
            found.append(str(int(m["number"])))
            place = m.end()
    if not found and (titled := _TITLED.match(text)):
        found.append(str(int(titled["number"])))
    return tuple(dict.fromkeys(found))


def _words(text: str) -> str:
    """The text with its formulas blanked: what stands in them names no part."""
    return _MATH.sub(lambda m: " " * len(m[0]), text)


def _fully(text: str) -> list[re.Match[str]]:
    """Where a number stands with its letter. Without brackets it must look like something that is asked: not `2x`."""
    found = (m for m in _FULL.finditer(text) if int(m["number"]))
    return [m for m in found if m["bracketed"] or m["named"] or m["closed"] or _is_bare_part(text, m)]


def _is_bare_part(text: str, found: re.Match[str]) -> bool:
    letter = found["bare"] or found["apart"]
    if letter.lower() > "p":
        return False
    if found["word"]:
        return True
    if letter.isupper() or (letter == "d" and _DIMENSIONS.match(text, found.end())):
        return False
    return _CUE.search(text, 0, found.start()) is not None


def _run(text: str, first: re.Match[str], number: str) -> Iterator[str]:
    """The part at `first` and those that are listed behind it: "(a), (b) and (d)", "(a) to (e)"."""
    letter = _letter(first)
    yield _join(number, letter)
    place = first.end()
    while (m := _LISTED.match(text, place)) and m["number"] in (None, number):
        after = _letter(m)
        between = range(ord(letter) + 1, ord(after)) if m["range"] else ()
        yield from (_join(number, chr(code)) for code in between)
        yield _join(number, after)
        letter, place = after, m.end()


def _pasted(text: str, first: re.Match[str], number: str) -> Iterator[str]:
    """The parts that follow the one at `first` in a statement: labels in their order, each opening a sentence."""
    letter, place = _letter(first), first.end()
    while m := re.compile(_LABEL.format(chr(ord(letter) + 1))).search(text, place):
        letter, place = chr(ord(letter) + 1), m.end()
        yield _join(number, letter)


def _letter(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return next(v for k in ("bracketed", "bare", "named", "closed", "apart") if (v := groups.get(k))).lower()


def restarts(text: str, last: str | None) -> bool:
    """Whether a prompt that opens with "(a)" begins another question: the one before had come further."""
    opened = _OPENS_WITH_A.match(text)
    return opened is not None and bool(last) and (last or "")[-1:] > "a" and len(text) > _PASTED


def _is_roman(found: re.Match[str], last: str | None) -> bool:
    """Whether "(i)" is the first piece of a part: as the ninth part it would follow the eighth."""
    return _letter(found) in "ivx" and not (last or "").endswith(chr(ord(_letter(found)) - 1))


def number_of(part: str) -> str:
    """The question of a printed part: "4" of "4a"."""
    return part.rstrip(ascii_lowercase)


def heading_parts(line: str, above: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """What a heading between two exchanges says that the next is about: "2 Problem 3", "3. Least squares", "2.1 b"."""
    if found := named(line):
        return found
    if whole := whole_questions(line):
        return whole
    letter = _UNDER.match(line)
    number = number_of(above[-1]) if above else ""
    if letter and number and not _is_roman(letter, above[-1] if above else None):
        return (_join(number, _letter(letter)),)
    return None


def opens_section(text: str, start: int, end: int) -> int:
    """Where, behind the first line of `text[start:end]`, a heading or the label of a part begins; else `end`."""
    for line in _SECTION.finditer(text, start, end):
        if text[start : line.start()].strip():
            return line.start()
    return end


def end_of_paragraph(text: str, start: int, end: int) -> int:
    """Where the first empty line of `text[start:end]` stands; else `end`."""
    found = _EMPTY_LINE.search(text, start, end)
    return found.start() if found else end


def _number(text: str) -> str | None:
    m = _WHOLE.search(text)
    return m["number"] if m else None


def _join(number: str, letter: str) -> str:
    return f"{int(number)}{letter.lower()}"
