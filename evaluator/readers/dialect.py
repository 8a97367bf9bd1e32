"""The marks of an annotated log: who speaks, which part it is about, where a new conversation starts.

The words of the marks stand in `dialects.toml`. A mark counts when it stands alone on its line (`output:`,
`**Prompt**`, `### Comment`).
A mark with text behind it (`comment: correct`) counts only in a document that does not mostly use the same mark alone,
and only where it can follow what came before: models write "Output: $y = Wx$" too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from evaluator.readers.dialects import ROLES, Dialect, Role, dialects

_FOLLOWS: dict[Role, tuple[Role | None, ...]] = {
    "prompt": (None, "prompt", "output", "comment", "thinking"),
    "output": ("prompt", "thinking"),
    "thinking": ("prompt",),
    "comment": ("output", "comment"),
}
_LINK = re.compile(r"^\W*(?:link\b\s*:?\s*)?<?\(?(?P<url>https?://\S+?)[>)\s]*$", re.IGNORECASE)
_NAMED_LINK = re.compile(r"^\W*link\b", re.IGNORECASE)
_PART = r"(?:(?:problem|question|part|q)\s*)?\d{1,2}\s*\.?\s*(?:\(\s*[a-z]\s*\)|[a-z]\b)"
_HEADING = re.compile(
    rf"^[\s#>*_]*{_PART}(?:\s*(?:&|,|and|\+)+\s*(?:{_PART}|\(\s*[a-z]\s*\)))*[\s*_:.]*$", re.IGNORECASE
)
_PROBLEM = re.compile(r"^[\s#>*_]*(?:solve\s+)?(?:problem|question)\s+\d{1,2}[\s*_:.]*$", re.IGNORECASE)
_FENCE = re.compile(r"^\s*(?:```|~~~)")


@dataclass(frozen=True)
class Mark:
    """A line of the log that is not said by anyone. `content` is where what follows it starts."""

    kind: Literal["prompt", "output", "comment", "thinking", "link", "heading", "problem"]
    start: int
    content: int
    text: str


@dataclass(frozen=True)
class _Line:
    text: str
    start: int


def find_marks(text: str) -> list[Mark]:
    """All marks of a document, in order, in the dialect that explains the most lines."""
    return _best(text)[1]


def dialect_of(text: str) -> str | None:
    """The name of the dialect that a document is written in; None where it has no prompt with an output."""
    return _best(text)[0]


def _best(text: str) -> tuple[str | None, list[Mark]]:
    lines = list(_lines(text))
    found = [(dialect.name, _marks(lines, dialect)) for dialect in dialects()]
    name, marks = max(found, key=lambda each: _explained(each[1]))
    return (name if _explained(marks) else None), marks


def _explained(marks: Sequence[Mark]) -> int:
    """How many lines are marks of a chat: none where nobody asks, or nobody answers."""
    kinds = [m.kind for m in marks if m.kind in ROLES]
    return len(kinds) if {"prompt", "output"} <= set(kinds) else 0


def _marks(lines: list[_Line], dialect: Dialect) -> list[Mark]:
    alone = {role for role in ROLES if _mostly_alone(lines, role, dialect)}
    marks: list[Mark] = []
    state: Role | None = None
    for index, line in enumerate(lines):
        mark = _role(line, state, alone, dialect) or _front(lines, index, marks, alone, dialect)
        if mark is None:
            continue
        marks.append(mark)
        if mark.kind in ROLES:
            state = mark.kind
    return marks


def _lines(text: str) -> Iterator[_Line]:
    """Lines outside code fences."""
    start, fenced = 0, False
    for raw in text.split("\n"):
        if _FENCE.match(raw):
            fenced = not fenced
        elif not fenced:
            yield _Line(raw, start)
        start += len(raw) + 1


def _mostly_alone(lines: Sequence[_Line], role: Role, dialect: Dialect) -> bool:
    """Whether a document has this mark on lines of its own; where it mostly has text behind it, both count."""
    alone = sum(_stands_alone(line.text, role, dialect) for line in lines)
    led = sum(dialect.led[role].match(line.text) is not None for line in lines)
    return alone > 0 and alone >= led


def _stands_alone(line: str, role: Role, dialect: Dialect) -> bool:
    match = dialect.alone[role].match(line)
    return match is not None and (match.group(1) == ":" or line.lstrip()[:1] in "#*_")


def _role(line: _Line, state: Role | None, alone: set[Role], dialect: Dialect) -> Mark | None:
    for role in ROLES:
        if state not in _FOLLOWS[role]:
            continue
        if _stands_alone(line.text, role, dialect):
            return Mark(role, line.start, line.start + len(line.text), line.text)
        led = dialect.led[role].match(line.text)
        if led and role not in alone and (role != "output" or state in ("prompt", "thinking")):
            return Mark(role, line.start, line.start + led.end(), line.text)
    return None


def _front(lines: list[_Line], index: int, marks: list[Mark], alone: set[Role], dialect: Dialect) -> Mark | None:
    """A link, a part heading or a problem heading before a prompt."""
    line = lines[index]
    kind: Literal["link", "heading", "problem"]
    value = line.text.strip()
    if (link := _LINK.match(line.text)) and (_NAMED_LINK.match(line.text) or "share" in link["url"]):
        kind, value = "link", link["url"]
    elif _HEADING.match(line.text):
        kind = "heading"
    elif _PROBLEM.match(line.text):
        kind = "problem"
    else:
        return None
    if kind == "link" and _NAMED_LINK.match(line.text):
        return Mark(kind, line.start, line.start + len(line.text), value)
    if _is_said(marks, line) or not _leads_to_prompt(lines, index, alone, dialect):
        return None
    return Mark(kind, line.start, line.start + len(line.text), value)


def _is_said(marks: list[Mark], line: _Line) -> bool:
    """Whether the line is the first of a prompt, and so what was asked."""
    return bool(marks) and marks[-1].kind == "prompt" and line.start - marks[-1].content <= 2


def _leads_to_prompt(lines: list[_Line], index: int, alone: set[Role], dialect: Dialect) -> bool:
    """Whether only other front matter stands between this line and the next prompt."""
    for line in lines[index + 1 :]:
        if not line.text.strip() or _HEADING.match(line.text) or _PROBLEM.match(line.text) or _LINK.match(line.text):
            continue
        led = "prompt" not in alone and dialect.led["prompt"].match(line.text) is not None
        return _stands_alone(line.text, "prompt", dialect) or led
    return False
