"""The words of an annotated log: who speaks, and on which lines a speaker may be named.

`DIALECTS` is the table: a log is in the one with the most exchanges, so that "Student:" in a log of prompts and
outputs is only what somebody said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Role = Literal["prompt", "output", "comment", "thinking"]
Strength = Literal["alone", "led", "bare"]


@dataclass(frozen=True)
class Dialect:
    """Regular expressions of the words for those who ask and those who answer."""

    prompt: str
    output: str


DIALECTS: Final = (
    Dialect(
        prompt=r"(?:(?:first|second|third|next|last|initial|system|set-?up|follow[- ]?up|my|user|student)\s+)?prompts?",
        output=r"(?:(?:the\s+)?(?:model|ai|llm|deepseek|chatgpt|grok|gemini|claude|qwen)(?:['’]s)?\s+)?"
        r"(?:outputs?|responses?|reply|answers?)",
    ),
    Dialect(
        prompt=r"student|user(?:\s+(?:prompt|message))?|me|human|my\s+question",
        output=r"(?:ai|assistant|model|bot|llm|deepseek|chatgpt|gpt|grok|gemini|claude|qwen|kimi|mistral|llama)"
        r"(?:[- ]?\d[\w.]*)?(?:\s+(?:answer|response|output|chat|r1|v3))?|answer|response|output",
    ),
    Dialect(prompt=r"questions?", output=r"answers?|outputs?|responses?"),
    Dialect(prompt=r"inputs?", output=r"outputs?"),
)
_COMMENT: Final = (
    r"(?:(?:my|our|human|student|ta|grader)(?:['’]s)?\s+)?(?:comments?|annotations?)"
    r"|(?:my|our|human|student)\s+(?:remarks?|notes?|observations?)"
)
_THINKING: Final = r"(?:ai\s+)?(?:thinking|thoughts?|thought\s+process|reasoning|chain\s+of\s+thought)"

OPENING: Final = r"^\s{0,3}(?:>\s?)*(?P<marked>#{1,6}\s+)?(?:(?![•–—·∙▪◦‣])[^\w\s\x00-\x7f]+\s*)?(?P<bold>\*{1,3}|_{1,3})?\s*"
PART: Final = (
    r"(?:(?:problem|question|exercise|part|q|ex)\.?\s{0,2})?\d{1,2}\s{0,2}[.-]?\s{0,2}(?:,?\s{0,2}part\s{0,2})?"
    r"(?:\(\s?[a-z]\s?\)|[a-z](?![^\W_])\)?)"
)
_FENCE: Final = re.compile(r"^ {0,3}(?P<mark>`{3,}|~{3,})(?P<info>.*)$")


@dataclass(frozen=True)
class Line:
    text: str
    start: int


@dataclass(frozen=True)
class Spoken:
    """A line that may name a speaker: on its own with a colon or markup (`alone`), before text (`led`), or neither.

    `content` is where what is said starts, counted from the start of the line.
    """

    role: Role
    strength: Strength
    line: int
    content: int


def lines_of(text: str) -> list[Line]:
    """The lines outside code fences; a fence that nothing closes is a line like any other."""
    found: list[Line] = []
    held: list[Line] = []  # since a fence was opened
    fence = ""
    start = 0
    for raw in text.split("\n"):
        line, match = Line(raw, start), _FENCE.match(raw)
        start += len(raw) + 1
        if fence:
            held.append(line)
            if match and match["mark"].startswith(fence) and not match["info"].strip():
                fence, held = "", []
        elif match:
            fence, held = match["mark"], [line]
        else:
            found.append(line)
    return found + held


def spoken(lines: Sequence[Line]) -> list[Spoken]:
    """The lines that may name a speaker in the dialect that fits best, in order."""
    tries = [[s for i, line in enumerate(lines) if (s := _spoken(line.text, i, words))] for words in _WORDS]
    return max(tries, key=_exchanges)


def _exchanges(found: Iterable[Spoken]) -> int:
    """How often an answer follows a question."""
    roles = [s.role for s in found if s.role in ("prompt", "output")]
    return sum(pair == ("prompt", "output") for pair in zip(roles, roles[1:], strict=False))


def _compiled(dialect: Dialect) -> dict[Role, re.Pattern[str]]:
    words: dict[Role, str] = {
        "prompt": dialect.prompt,
        "output": dialect.output,
        "comment": _COMMENT,
        "thinking": _THINKING,
    }
    tail = {"prompt": rf"(?:\s{{1,2}}(?:for\s|to\s)?{PART}|\s{{1,2}}#?\d+)?"}
    return {
        role: re.compile(
            rf"{OPENING}(?:{word}){tail.get(role, r'(?:\s{1,2}#?\d+)?')}(?P<close>\s?[*_]{{1,3}})?"
            r"\s{0,3}(?P<colon>[:：])?(?P<shut>[*_]{1,3}(?!\w))?(?P<between>\s*)(?P<rest>.*)$",
            re.IGNORECASE,
        )
        for role, word in words.items()
    }


_WORDS: Final = tuple(_compiled(dialect) for dialect in DIALECTS)


def _spoken(text: str, index: int, words: dict[Role, re.Pattern[str]]) -> Spoken | None:
    for role, pattern in words.items():
        if match := pattern.match(text):
            strength = _strength(match)
            if strength:
                return Spoken(role, strength, index, match.start("rest") if strength == "led" else len(text))
    return None


def _strength(match: re.Match[str]) -> Strength | None:
    marked = match["marked"] or (match["bold"] and (match["close"] or match["shut"]))
    rest = match["rest"].strip()
    if not rest or (marked and re.fullmatch(r"\([^()]*\)\s*[:*_]*", rest)):
        return "alone" if marked or match["colon"] else "bare"
    return "led" if match["colon"] else None

