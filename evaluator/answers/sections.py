"""Headings of an output, and which sections state its final answer.

A printed chat has lost its Markdown: there a heading is a short line such as `Step 4: Final answer`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from evaluator.answers.mask import HOLE, masked
from evaluator.model import Passage

_MARKED: Final = re.compile(r"^ {0,3}(?P<level>#{1,6})\s+(?P<title>.+?)\s*#*$")
_BOLD: Final = re.compile(
    r"^\s*(?:[-*+]\s+|\d+[.)]\s+)?(?P<open>\*\*|__)(?P<title>(?:(?!\*\*|__).)+?)(?P=open)\s*(?P<rest>.*)$"
)
_STEP: Final = re.compile(r"^\s*(?P<title>(?:step|part|stage)\s+[\w.]{1,4}\s*[:.–—-].{0,90})$", re.IGNORECASE)
_NUMBERED: Final = re.compile(rf"^\s*\d{{1,2}}[.)]\s+(?P<title>[A-Z][^.!?{HOLE}]{{2,60}})$")
_FINAL_WORDS: Final = (
    r"(?:the\s+|my\s+|our\s+)?(?:final\s+(?:answers?|results?|expressions?|solutions?|forms?|statements?|values?)"
    r"|answers?|results?|conclusions?|summary(?:\s+of\s+(?:the\s+)?(?:answers?|results?))?|in\s+summary|in\s+short"
    r"|tl;?dr|to\s+summari[sz]e|key\s+results?|bottom\s+line|takeaways?)"
)
_NUMBER: Final = r"(?:(?:step\s+)?[\dIVX]{1,3}\s*[.):–—-]+\s*)?"
_FINAL: Final = re.compile(rf"^\W*{_NUMBER}{_FINAL_WORDS}(?=\W*$|\s*[:.–—(]|\s+(?:to|for|from|of)\b)", re.IGNORECASE)
_LEAD: Final = re.compile(rf"^\W*{_NUMBER}{_FINAL_WORDS}\s*(?:(?:to|for|from)\b[^:]{{0,40}})?:", re.IGNORECASE)
_VALUE: Final = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*")  # an answer in bold on a line of its own
_LONGEST_TITLE: Final = 90
_OPENS_LINE: Final = 8  # the level of bold words with text behind them, below all headings


@dataclass(frozen=True)
class Section:
    """`markdown[start:end]`, its heading line included; `body` is where the text after the heading begins."""

    title: str
    level: int
    start: int
    body: int
    end: int
    final: bool


@dataclass(frozen=True)
class _Heading:
    title: str
    level: int
    start: int
    body: int


def sections(passage: Passage) -> tuple[Section, ...]:
    """All sections in order; a leading one without title where text comes before the first heading."""
    text = masked(passage)
    headings = _headings(text)
    if not headings or headings[0].start > 0:
        headings.insert(0, _Heading("", 0, 0, 0))
    ends = [h.start for h in headings[1:]] + [len(text)]
    return tuple(_with_finality(headings, i, end) for i, end in enumerate(ends))


def _with_finality(headings: list[_Heading], i: int, end: int) -> Section:
    """A section is final by its own title, or by that of a section which it is part of.

    What opens a line or only says that the answer follows ("Result:") is about what the title above says.
    """
    here, level = headings[i], headings[i].level
    final, title = is_final(here.title), here.title
    says_nothing = final or level == _OPENS_LINE
    for above in reversed(headings[:i]):
        if level == 0 or (final and not says_nothing):
            break
        if above.level < level:
            level, final = above.level, final or is_final(above.title)
            title, says_nothing = f"{above.title}: {title}" if says_nothing and above.title else title, False
    return Section(title, here.level, here.start, here.body, end, final)


def is_final(title: str) -> bool:
    """Whether a heading announces the final answer."""
    return bool(title) and _FINAL.match(title) is not None


def _headings(text: str) -> list[_Heading]:
    found, place = [], 0
    for line in text.splitlines(keepends=True):
        heading = _heading(line.rstrip("\r\n"), place)
        if heading:
            found.append(heading)
        place += len(line)
    return found


def _heading(line: str, start: int) -> _Heading | None:
    if m := _MARKED.match(line):
        return _Heading(_plain(m["title"]), len(m["level"]), start, start + len(line))
    if m := _BOLD.match(line):
        return _bold(m, start)
    if (m := _LEAD.match(line)) and len(m.group()) <= _LONGEST_TITLE:
        return _Heading(_plain(m.group()), 7, start, start + m.end())
    if len(line) <= _LONGEST_TITLE and _is_bare_title(line):
        return _Heading(_plain(line), 7, start, start + len(line))
    return None


def _bold(m: re.Match[str], start: int) -> _Heading | None:
    """A line of bold words only is a heading; bold words that open a line only when they are a title for it."""
    title, rest = m["title"], m["rest"].strip()
    titled = title.rstrip().endswith((":", ".")) or rest.startswith(":")
    if (HOLE in title or _VALUE.fullmatch(title)) and not _FINAL.match(title):
        return None
    if not rest or (titled and len(title) <= _LONGEST_TITLE):
        return _Heading(_plain(title), _OPENS_LINE if rest else 7, start, start + m.end("title"))
    return None


def _is_bare_title(line: str) -> bool:
    if _STEP.match(line) or (_FINAL.match(line) and re.fullmatch(r"[^.!?]{1,60}:?", line.strip())):
        return True
    m = _NUMBERED.match(line)
    return m is not None and not line.rstrip().endswith((":", ",")) and len(m["title"].split()) <= 7


def _plain(title: str) -> str:
    return re.sub(r"[*_`#]+", "", title).strip()
