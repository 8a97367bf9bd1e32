"""Where an answer turns to the next part: its headings "Question 2", "3. Ridge attention", "(a)", "Part b", "4(c)".

A heading is trusted by what stands around it: a letter follows its predecessor or opens its question; a number with a
title counts only where letters come below it, for models number their steps, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

_DRESS: Final = r"[\s#>*_•·|-]*+(?:[^\w\s()\[\]$\\]{1,3}\s++)?[*_]*+"  # a heading's sign, bullet, bold, an emoji
_LEAD: Final = (
    r"(?:(?:the\s+)?(?:revised\s+|corrected\s+|final\s+|updated\s+|detailed\s+)?(?:solutions?|answers?|analysis|proof)"
    r"\s*(?:to|for|of)?\s*:?\s+)?"
)
_SECTION_NUMBER: Final = r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?"
_DECIMAL: Final = r"(?:\d{1,2}(?:\.\d{1,2})+\.?\s+)?"  # "0.1 Part (a)", as documents number their sections
_QUESTION: Final = (
    rf"^{_DRESS}{_LEAD}{_SECTION_NUMBER}(?:problem|prob\.?|question|exercise|q)"
    rf"\s*#?\s*(?P<number>\d{{1,2}})(?![\d.]*\d)"
)
_FULL: Final = re.compile(
    rf"{_QUESTION}\s*[,.:–—-]?\s*(?:parts?\s*)?(?:\(\s*(?P<bracketed>[a-p])\s*\)|\s?(?P<bare>[a-p])(?![\w'’])(?!\s+[a-z]))",
    re.IGNORECASE,
)
_WHOLE: Final = re.compile(rf"{_QUESTION}(?P<rest>.*)$", re.IGNORECASE)
_JOINED: Final = re.compile(
    rf"^{_DRESS}{_LEAD}{_DECIMAL}(?P<number>\d{{1,2}})\s*\.?\s*(?:\(\s*(?P<bracketed>[a-p])\s*\)|(?P<bare>[a-p])(?=[).:\s*—–-]+[\s*]|[\s*]*$)(?!\s+[a-z]))",
    re.IGNORECASE,
)
_TITLED: Final = re.compile(r"^(?P<sign>#{1,6}\s+[*_]*|\*\*)(?P<number>\d{1,2})[.)]\s+(?!step\b)[A-Z]", re.IGNORECASE)
_BARE_TITLE: Final = re.compile(r"^\s*(?P<number>\d{1,2})[.)]\s+(?!step\b)[A-Z][^.:;,]{0,80}$", re.IGNORECASE)
_LETTER: Final = re.compile(
    rf"^{_DRESS}{_LEAD}{_DECIMAL}(?:sub-?)?(?P<part>parts?\s*)?(?:\(\s*(?P<bracketed>[a-p])\s*\)|(?P<bare>[a-p])(?P<end>[).:]|\s*[—–:]|[\s*]*$))",
    re.IGNORECASE,
)
_SKIP: Final = 3  # letters of a question that may be left out between two headings
_PLAIN: Final = 110  # characters of a line without any dress that may still be a heading


@dataclass(frozen=True)
class Section:
    """`part` is "4a", or "4" for what stands under a question before its first letter."""

    part: str
    start: int


@dataclass(frozen=True)
class _Label:
    """What a line may open: a question, a part of the question above, or both."""

    start: int
    number: str | None
    letter: str | None
    numbered_title: bool = False
    bare: bool = False  # without any sign of a heading, which only the letter on the next line makes it


def outline(text: str, number: str | None = None) -> tuple[Section, ...]:
    """The sections of an answer, in order. `number` is the question that letters before any other number belong to."""
    labels = _with_titles(list(_labels(text)))
    found: list[Section] = []
    letter: str | None = None
    for index, label in enumerate(labels):
        if label.numbered_title and not _has_letters(labels[index + 1 :], letter):
            continue
        if label.number is not None:
            if label.number != number:
                letter = None
            number = label.number
        if label.letter is None:
            letter = None
        elif label.number is None and not _follows(label.letter, letter):
            continue
        else:
            letter = label.letter
        if number is not None and int(number):
            found.append(Section(f"{int(number)}{label.letter or ''}", label.start))
    return tuple(found)


def _with_titles(lines: Sequence[_Label | None]) -> list[_Label]:
    """What the lines open; a number and a few words are a title right above an "(a)", and an item elsewhere."""
    return [
        label
        for label, after in pairwise((*lines, None))
        if label is not None and not (label.bare and (after is None or after.number is not None or after.letter != "a"))
    ]


def _has_letters(later: Sequence[_Label], before: str | None) -> bool:
    """Whether the letters begin anew below: with an "a", or, where that was lost, with one that has been passed."""
    following = next(iter(later), None)
    if following is None or following.letter is None or following.number is not None:
        return False
    return following.letter == "a" or (before is not None and following.letter <= before)


def _follows(letter: str, before: str | None) -> bool:
    """Whether a letter may come after another; "(i)" is mostly a piece of a part."""
    if before is None:
        return letter == "a" or letter not in "ivx"
    step = ord(letter) - ord(before)
    return letter == "a" or (step == 1 if letter in "ivx" else 0 <= step <= _SKIP)


def _labels(text: str) -> Iterator[_Label | None]:
    start, fenced = 0, False
    for line in text.split("\n"):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced and line.strip():
            label = _label(line)
            yield replace(label, start=start) if label else None
        start += len(line) + 1


def _label(line: str) -> _Label | None:
    line = line.replace("©", "(c)")  # as word processors correct it
    dressed = line.lstrip()[:1] in "#*" or len(line) <= _PLAIN
    if dressed and (m := _FULL.match(line)):
        return _Label(0, m["number"], (m["bracketed"] or m["bare"]).lower())
    if dressed and (m := _WHOLE.match(line)) and _is_title(m["rest"]):
        return _Label(0, m["number"], None)
    if (m := _JOINED.match(line)) and int(m["number"]):
        return _Label(0, m["number"], (m["bracketed"] or m["bare"]).lower())
    if m := _TITLED.match(line):
        return _Label(0, m["number"], None, numbered_title=True)
    if m := _BARE_TITLE.match(line.rstrip()):
        return _Label(0, m["number"], None, numbered_title=True, bare=True)
    m = _LETTER.match(line)
    if m is None or (m["bare"] and not m["part"] and m["end"].strip() not in (")", ".", ":")):
        return None  # a sentence that begins with "a"
    if m["bare"] and not m["part"] and m["bare"].isupper():
        return None  # "A." of a list of choices
    return _Label(0, None, (m["bracketed"] or m["bare"]).lower())


def _is_title(rest: str) -> bool:
    """Whether what follows "Question 2" titles it: not "Question 2 asks for a proof"."""
    return not rest.strip(" *_") or rest.lstrip(" *_")[:1] in "(:.–—-," or rest.lstrip(" *_")[:1].isupper()
