"""What stands before a prompt: the link of its conversation, its problem, its part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from evaluator.readers.dialect import OPENING, PART

_END: Final = r"[\s*_:.)]*$"
_LETTER: Final = r"(?:part\s*)?\(\s*[a-z]\s*\)|part\s+[a-z](?!\w)"
_LISTED: Final = rf"(?:{PART}|{_LETTER})(?:\s*(?:&|,|;|\band\b|\+|/|\bto\b|[-–—])+\s*(?:{PART}|\(\s*[a-z]\s*\)|[a-z](?!\w)))*"
_PROBLEM: Final = r"(?:(?:please\s+)?solv(?:e|ing)\s+(?:the\s+)?)?(?:problem|question|exercise)\s+\d{1,2}(?![\w(]|\.\w)"
_TITLE: Final = r"(?:\s*[:.–—-]|\s|\*\*).*$"  # a heading of Markdown may go on with a title
_HEADING: Final = re.compile(rf"{OPENING}(?:{_LISTED})(?:{_END}|(?(marked){_TITLE}|(?!)))", re.IGNORECASE)
_QUESTION: Final = re.compile(rf"{OPENING}(?:{_PROBLEM})(?:{_END}|(?(marked){_TITLE}|(?!)))", re.IGNORECASE)
_URL: Final = r"<?(?P<url>https?://[^\s>)\]]+?)[>)\]\s.*_]*$"
_LINK: Final = re.compile(
    rf"{OPENING}(?P<named>\[?(?:(?:share|chat|conversation)\s+)?link\b[\s:*_\]]*)?(?:\[[^\]]*\])?\(?{_URL}", re.IGNORECASE
)
_LINK_ALONE: Final = re.compile(
    rf"{OPENING}(?:(?:share|chat|conversation)\s+)?link\s*[*_]*\s*:?\s*[*_]*\s*$", re.IGNORECASE
)
_SHARED: Final = re.compile(r"/(?:share|s)/|^https?://(?:chat|chatgpt|claude|grok|gemini)\.", re.IGNORECASE)

_LONGEST: Final = 400  # characters of a line of front matter


@dataclass(frozen=True)
class Front:
    """`sure`: whatever stands behind it, nobody but the keeper of the log writes this line."""

    kind: Literal["link", "heading", "problem"]
    value: str
    sure: bool = False


def front(text: str, before: str = "") -> Front | None:
    """What a line says, if it can be front matter; `before` is the line above it."""
    if len(text) > _LONGEST:
        return None
    if link := _LINK.match(text):
        shared = _SHARED.search(link["url"]) is not None
        named = link["named"] is not None or is_link_word(before)
        return Front("link", link["url"], named and shared) if named or shared else None
    if _HEADING.match(text):
        return Front("heading", text)
    if _QUESTION.match(text):
        return Front("problem", text)
    return None


def is_link_word(text: str) -> bool:
    """Whether only "link:" stands there, so that the address follows."""
    return len(text) < _LONGEST and _LINK_ALONE.match(text) is not None
