"""From lines that may name a speaker to those that do.

A log mostly names its speakers in one way: on lines of their own (`output:`), or before what they say
(`comment: correct`). Lines in its usual way count wherever the order prompt, thinking, output, comment allows them.
A line in another way counts only where the exchange would not be whole without it: models write "Output: $y = Wx$"
in their answers too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from evaluator.readers.dialect import Line, Role, Spoken, lines_of, spoken
from evaluator.readers.front import Front, front, is_link_word

_FOLLOWS: Final[dict[Role, tuple[Role | None, ...]]] = {
    "prompt": (None, "prompt", "output", "comment", "thinking"),
    "output": ("prompt", "thinking"),
    "thinking": ("prompt",),
    "comment": ("output", "comment"),
}
_ROLES: Final = tuple(_FOLLOWS)


@dataclass(frozen=True)
class Mark:
    """A line of the log that is not said by anyone. `content` is where what follows it starts."""

    kind: Literal["prompt", "output", "comment", "thinking", "link", "heading", "problem", "lost"]
    start: int
    content: int
    text: str


def find_marks(text: str) -> list[Mark]:
    """All marks of a document, in order."""
    lines = lines_of(text)
    speaking = _speaking(spoken(lines))
    fronts = [None if i in speaking else _front_of(lines, i) for i in range(len(lines))]
    leading = _leading(lines, fronts, speaking)
    marks: list[Mark] = []
    for index, line in enumerate(lines):
        found = fronts[index]
        if index in speaking:
            marks.append(_role_mark(line, speaking[index]))
        elif found and not _is_said(marks, line) and (found.sure or leading[index]):
            marks.append(_front_mark(lines, index, found))
    return marks


def is_log(text: str) -> bool:
    """Whether the text has at least one prompt with an output."""
    return {"prompt", "output"} <= {mark.kind for mark in find_marks(text)}


def _role_mark(line: Line, said: Spoken) -> Mark:
    return Mark(said.role, line.start, line.start + said.content, line.text[: said.content])


def _speaking(found: Sequence[Spoken]) -> dict[int, Spoken]:
    """The lines that name a speaker, by their number."""
    usual = _usual(found)
    nexts = _nexts(found, usual)
    accepted: dict[int, Spoken] = {}
    state: Role | None = None
    for said, after in zip(found, nexts, strict=True):
        if state in _FOLLOWS[said.role] and (said in usual or _needed(said.role, after)):
            accepted[said.line] = said
            state = said.role
    return accepted


@dataclass(frozen=True)
class _Next:
    """Who is named next in the usual way: at all, and of those who ask and answer."""

    role: Role | None = None
    exchange: Role | None = None


def _nexts(found: Sequence[Spoken], usual: frozenset[Spoken]) -> list[_Next]:
    nexts: list[_Next] = []
    after = _Next()
    for said in reversed(found):
        nexts.append(after)
        if said in usual:
            after = _Next(said.role, said.role if said.role in ("prompt", "output") else after.exchange)
    return nexts[::-1]


def _usual(found: Sequence[Spoken]) -> frozenset[Spoken]:
    """Those in the way in which the log mostly names this speaker; alone with a colon is always one."""
    count = Counter((s.role, s.strength) for s in found)
    ways: set[tuple[Role, str]] = set()
    for role in _ROLES:
        alone, led, bare = (count[role, way] for way in ("alone", "led", "bare"))
        ways.add((role, "alone"))
        if led and led >= alone:
            ways.add((role, "led"))
        if bare and bare >= alone + led:
            ways.add((role, "bare"))
    return frozenset(s for s in found if (s.role, s.strength) in ways)


def _needed(role: Role, after: _Next) -> bool:
    """Whether a line in an unusual way completes an exchange that the lines after it leave incomplete."""
    match role:
        case "prompt":
            return after.exchange == "output"
        case "output":
            return after.exchange != "output"
        case "comment":
            return after.role != "comment"
    return False


def _front_of(lines: Sequence[Line], index: int) -> Front | None:
    return front(lines[index].text, lines[index - 1].text if index else "")


def _front_mark(lines: Sequence[Line], index: int, found: Front) -> Mark:
    line, before = lines[index], lines[max(index - 1, 0)]
    start = before.start if found.kind == "link" and is_link_word(before.text) else line.start
    return Mark(found.kind, start, line.start + len(line.text), found.value)


def _is_said(marks: Sequence[Mark], line: Line) -> bool:
    """Whether the line is the first of a prompt, and so what was asked."""
    return bool(marks) and marks[-1].kind == "prompt" and line.start - marks[-1].content <= 2


def _leading(lines: Sequence[Line], fronts: Sequence[Front | None], speaking: dict[int, Spoken]) -> list[bool]:
    """For each line whether only front matter stands between it and the next prompt."""
    leading = [False] * len(lines)
    onward = False
    for index in range(len(lines) - 1, -1, -1):
        leading[index] = onward
        if index in speaking:
            onward = speaking[index].role == "prompt"
        else:
            text = lines[index].text
            onward = onward and (not text.strip() or fronts[index] is not None or is_link_word(text))
    return leading
