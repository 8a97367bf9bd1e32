"""The marks of an annotated log: who speaks, which part it is about, where a new conversation starts.

The words of the marks stand in `dialects.toml`. A mark counts when it stands alone on its line (`output:`,
`**Prompt**`, `### Comment`, `1.2 Answer`) or is a heading with a title (`## Me [2]: the second question`).
A mark with text behind it (`comment: correct`) counts only in a document that does not mostly use the same mark alone,
and only where it can follow what came before: models write "Output: $y = Wx$" too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from evaluator.readers.dialects import ROLES, Dialect, Role, dialects

_FOLLOWS: dict[Role, tuple[Role | None, ...]] = {
    "prompt": (None, "prompt", "output", "comment", "thinking"),
    "output": ("prompt", "thinking"),
    "thinking": ("prompt",),
    "comment": ("output", "comment"),
}
_AGAIN: Final = re.compile(
    r"\b(?:attempt|try|version|take|revised|second|third|final|last|new|corrected)\b", re.IGNORECASE
)
# words that no model writes before a remark of its own
_REMARK: Final = re.compile(r"comment|annotation", re.IGNORECASE)
# behind thoughts
_SPOKEN_OUT: Final = re.compile(r"(?:final\s)?(?:answer|response|reply|output)[\s:*_]*$", re.IGNORECASE)
_LEAST: Final = 0.5  # of a document lies behind the first mark of its dialect: else the words stand there by chance
_LINK = re.compile(r"^\W*(?:link\b\s*:?\s*)?<?\(?(?P<url>https?://\S+?)[>)\s]*$", re.IGNORECASE)
_NAMED_LINK = re.compile(r"^\W*link\b", re.IGNORECASE)
_NUMBER = r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?"  # of a section
_PART = r"(?:(?:problem|question|part|q)\s*)?\d{1,2}\s*\.?\s*(?:\(\s*[a-z]\s*\)|[a-z]\b)"
_HEADING = re.compile(
    rf"^[\s#>*_]*{_NUMBER}{_PART}(?:\s*(?:&|,|and|\+)+\s*(?:{_PART}|\(\s*[a-z]\s*\)))*[\s*_:.]*$", re.IGNORECASE
)
_PROBLEM = re.compile(rf"^[\s#>*_]*{_NUMBER}(?:solve\s+)?(?:problem|question)\s+\d{{1,2}}\b[\s*_:.]*$", re.IGNORECASE)
_TITLE = re.compile(r"^#{1,6}\s")
_NUMBERED: Final = re.compile(r"^\s*(?P<number>\d{1,2})[.)]\s+[*_]*[A-Z].{2,80}$")  # "3. Least squares", in text alone
_SUBTITLE: Final = 80  # characters below the heading of a question that still belong to it
_IN_BRACKETS: Final = re.compile(r"[\s#>*_$]*\[(?:\\\w+\s?\{)?(?P<word>[^\]}:]*)")
_FENCE = re.compile(r"^\s*(?:```|~~~)")


@dataclass(frozen=True)
class Mark:
    """A line of the log that is not said by anyone. `content` is where what follows it starts."""

    kind: Literal["prompt", "output", "comment", "thinking", "link", "heading", "problem", "title"]
    start: int
    content: int
    text: str
    alone: bool = True  # without anything that is said on its line

    @property
    def in_brackets(self) -> bool:
        """Such a remark stands in an answer, which goes on behind its paragraph."""
        return _IN_BRACKETS.match(self.text) is not None


@dataclass(frozen=True)
class _Line:
    text: str
    start: int


@dataclass(frozen=True)
class Marking:
    """All marks of a document, in order, in the dialect that explains the most of it; without a dialect, none."""

    dialect: str | None
    marks: tuple[Mark, ...]


def marking(text: str, own: Sequence[Dialect] = ()) -> Marking:
    """`own` are dialects of the user's, which come before ours."""
    lines = list(_lines(text))
    found = [(dialect, _marks(_parted(lines, dialect), dialect)) for dialect in (*own, *dialects())]
    dialect, marks = max(found, key=lambda each: _explained(each[1], each[0], text))
    known = _explained(marks, dialect, text) > 0
    return Marking(dialect.name if known else None, tuple(marks) if known else ())


def solutions(text: str) -> Marking:
    """A document that is an answer from its first line on, with remarks in it: nobody asks."""
    dialect = next(d for d in dialects() if not d.marks_prompts)
    answer = Mark("output", 0, 0, "")
    found = [answer]
    for line in _lines(text):
        if _stands_alone(line.text, "comment", dialect):
            found.append(Mark("comment", line.start, line.start + len(line.text), line.text))
        elif led := dialect.led["comment"].match(line.text):
            found.append(Mark("comment", line.start, line.start + led.end(), line.text))
    return Marking(None, tuple(_without_models_own(found)))


def _explained(marks: Sequence[Mark], dialect: Dialect, text: str) -> int:
    """How many marks of a document are an exchange or a remark on one: none where nobody asks, or nobody answers."""
    said = [m for m in marks if m.kind in ROLES]
    if not said or len(text) - said[0].start < _LEAST * len(text):
        return 0
    kinds = [m.kind for m in said]
    remarks = kinds.count("comment")
    if not dialect.marks_prompts:
        return kinds.count("output") + remarks if remarks else 0
    pairs = [(a, b) for a, b in pairwise(said) if a.kind == "prompt" and b.kind in ("output", "thinking")]
    if not _opens(text, said[0]):
        pairs = _plain(pairs) if dialect.least == 1 or dialect.inside is not None else _alike(pairs)
    answered = len(pairs)
    return 2 * answered + remarks if answered >= dialect.least and 2 * answered >= kinds.count("prompt") else 0


def _plain(pairs: Sequence[tuple[Mark, Mark]]) -> list[tuple[Mark, Mark]]:
    """One exchange alone must have its marks on lines of their own."""
    return [(a, b) for a, b in pairs if len(pairs) > 1 or (a.alone and b.alone)]


def _alike(pairs: Sequence[tuple[Mark, Mark]]) -> list[tuple[Mark, Mark]]:
    """Where the words are anybody's, those that come back as they are, and of which one stands alone."""
    words = Counter((_word(a), _word(b)) for a, b in pairs)
    return [(a, b) for a, b in pairs if (a.alone or b.alone) and 2 * words[_word(a), _word(b)] > len(pairs)]


def _opens(text: str, mark: Mark) -> bool:
    """Whether a document begins with the mark, save for titles and links: examples in a problem come behind words."""
    before = (line for line in text[: mark.start].splitlines() if line.strip())
    return all(line.startswith("#") or _LINK.match(line) for line in before)


def _marks(lines: list[_Line], dialect: Dialect) -> list[Mark]:
    alone = {role for role in dialect.alone if _mostly_alone(lines, role, dialect)}
    known = _answers_in_line(lines, dialect) if "output" in alone else frozenset()
    marks: list[Mark] = []
    state: Role | None = None
    for index, line in enumerate(lines):
        mark = _role(line, state, alone if line not in known else alone - {"output"}, dialect) or _thought(
            lines, index, marks, dialect
        )
        mark = mark or _spoken_out(line, marks) or _front(lines, index, marks, alone, dialect)
        if mark is None:
            continue
        marks.append(mark)
        if mark.kind in ROLES:
            state = mark.kind
    marks = _without_last_items(marks)
    return marks if dialect.own_remarks else _without_models_own(marks)


def _without_last_items(marks: list[Mark]) -> list[Mark]:
    """Numbered lines above prompts are titles of questions where they go up through a document, else ends of lists."""
    numbers = [int(m["number"]) for mark in marks if mark.kind == "title" and (m := _NUMBERED.match(mark.text))]
    if len(numbers) > 1 and all(a < b for a, b in pairwise(numbers)):
        return marks
    return [mark for mark in marks if mark.kind != "title" or not _NUMBERED.match(mark.text)]


def _thought(lines: list[_Line], index: int, marks: list[Mark], dialect: Dialect) -> Mark | None:
    """Some exporters set a model's thoughts below the mark of its answer: nothing else stands between the two."""
    line = lines[index]
    if not marks or marks[-1].kind != "output" or dialect.alone["thinking"].match(line.text) is None:
        return None
    between = (other for other in reversed(lines[:index]) if other.start >= marks[-1].content)
    if any(other.text.strip() for other in between):
        return None
    return Mark("thinking", line.start, line.start + len(line.text), line.text)


def _spoken_out(line: _Line, marks: Sequence[Mark]) -> Mark | None:
    """Where the thoughts below the mark of an answer end: a mark that is set as theirs is."""
    if [mark.kind for mark in marks[-2:]] != ["output", "thinking"]:
        return None
    here = len(line.text) - len(line.text.lstrip("#>*_ "))
    if not marks[-1].text.startswith(line.text[:here]) or not _SPOKEN_OUT.match(line.text, here):
        return None
    return Mark("output", line.start, line.start + len(line.text), line.text)


def _without_models_own(marks: list[Mark]) -> list[Mark]:
    """Models write remarks, too: a word such as "Notes" is a person's where it comes back through the document."""
    words = Counter(_word(m) for m in marks if m.kind == "comment")
    answers = sum(m.kind == "output" for m in marks)
    kept = {w for w, count in words.items() if _REMARK.search(w) or (count > 1 and 4 * count >= answers)}
    return [m for m in marks if m.kind != "comment" or _word(m) in kept]


def _word(mark: Mark) -> str:
    bracketed = _IN_BRACKETS.match(mark.text)
    word = bracketed["word"] if bracketed else mark.text.split(":")[0]
    return re.sub(r"[\W\d_]+", " ", word).strip().lower()


def _lines(text: str) -> Iterator[_Line]:
    """Lines outside code fences."""
    start, fenced = 0, False
    for raw in text.split("\n"):
        if _FENCE.match(raw):
            fenced = not fenced
        elif not fenced:
            yield _Line(raw, start)
        start += len(raw) + 1


def _parted(lines: list[_Line], dialect: Dialect) -> list[_Line]:
    """Lines cut where a mark stands inside of them."""
    if dialect.inside is None:
        return lines
    parted = []
    for line in lines:
        cuts = [0, *(m.end() for m in dialect.inside.finditer(line.text)), len(line.text)]
        parted += [_Line(line.text[a:b], line.start + a) for a, b in pairwise(cuts)]
    return parted


def _mostly_alone(lines: Sequence[_Line], role: Role, dialect: Dialect) -> bool:
    """Whether a document has this mark on lines of its own; where it mostly has text behind it, both count."""
    alone = sum(_stands_alone(line.text, role, dialect) for line in lines)
    led = sum(dialect.led[role].match(line.text) is not None for line in lines)
    return alone > 0 and alone >= led


def _answers_in_line(lines: Sequence[_Line], dialect: Dialect) -> frozenset[_Line]:
    """Lines with the words of an answer's mark that stands alone elsewhere, "Claude:", and once "Claude: I'll ...".

    They count where more is asked than is answered without them.
    """
    if not dialect.marks_prompts or dialect.least > 1:  # words that anybody uses
        return frozenset()
    asked = sum(_is_mark(line.text, "prompt", set(), dialect) for line in lines)
    if sum(_stands_alone(line.text, "output", dialect) for line in lines) >= asked:
        return frozenset()
    words = {_spoken(line) for line in lines if _stands_alone(line.text, "output", dialect)}
    return frozenset(line for line in lines if dialect.led["output"].match(line.text) and _spoken(line) in words)


def _spoken(line: _Line) -> str:
    return re.sub(r"[\W_]+", " ", line.text.split(":")[0]).strip().lower()


def _stands_alone(line: str, role: Role, dialect: Dialect) -> bool:
    return dialect.alone[role].match(line) is not None or dialect.titled[role].match(line) is not None


def _is_mark(line: str, role: Role, alone: set[Role], dialect: Dialect) -> bool:
    led = role not in alone and dialect.led[role].match(line) is not None
    return led or _stands_alone(line, role, dialect)


def _role(line: _Line, state: Role | None, alone: set[Role], dialect: Dialect) -> Mark | None:
    for role in dialect.alone:
        if not _may_follow(role, state, line.text, dialect):
            continue
        if _stands_alone(line.text, role, dialect):
            return Mark(role, line.start, line.start + len(line.text), line.text)
        led = dialect.led[role].match(line.text)
        if led and role not in alone and (role != "output" or state in ("prompt", "thinking", None)):
            return Mark(role, line.start, line.start + led.end(), line.text, alone=False)
    return None


def _may_follow(role: Role, state: Role | None, line: str, dialect: Dialect) -> bool:
    """An answer may follow a remark, as another attempt; one after another only where it says that it is one."""
    if state in _FOLLOWS[role]:
        return True
    if role != "output":
        return False
    return state == "comment" or not dialect.marks_prompts or (state == "output" and _AGAIN.search(line) is not None)


def _front(lines: list[_Line], index: int, marks: list[Mark], alone: set[Role], dialect: Dialect) -> Mark | None:
    """A link, a part heading or a problem heading before a prompt."""
    line = lines[index]
    kind: Literal["link", "heading", "problem", "title"]
    value = line.text.strip()
    if (link := _LINK.match(line.text)) and (_NAMED_LINK.match(line.text) or "share" in link["url"]):
        kind, value = "link", link["url"]
    elif _HEADING.match(line.text):
        kind = "heading"
    elif _PROBLEM.match(line.text):
        kind = "problem"
    elif _TITLE.match(line.text) or (_NUMBERED.match(line.text) and not _ends_list(lines[:index], line, marks)):
        kind = "title"
    else:
        return None
    if kind == "link" and _NAMED_LINK.match(line.text):
        return Mark(kind, line.start, line.start + len(line.text), value)
    if _is_said(marks, line) or not _leads_to_prompt(lines, index, alone, dialect):
        return None
    return Mark(kind, line.start, line.start + len(line.text), value)


def _ends_list(before: Sequence[_Line], line: _Line, marks: Sequence[Mark]) -> bool:
    """Whether the item with the number before stands in the same answer."""
    numbered = _NUMBERED.match(line.text)
    number = int(numbered["number"]) - 1 if numbered else 0
    begun = marks[-1].start if marks else 0
    item = re.compile(rf"^\s*{number}[.)]\s")
    return any(item.match(other.text) for other in before if other.start > begun)


def _is_said(marks: list[Mark], line: _Line) -> bool:
    """Whether the line is the first of a prompt, and so what was asked."""
    return bool(marks) and marks[-1].kind == "prompt" and line.start - marks[-1].content <= 2


def _leads_to_prompt(lines: list[_Line], index: int, alone: set[Role], dialect: Dialect) -> bool:
    """Whether only other front matter stands between this line and the next prompt, or a remark above it."""
    asks: tuple[Role, ...] = ("prompt", "comment") if dialect.marks_prompts else ("output",)
    left = _SUBTITLE if _PROBLEM.match(lines[index].text) or _NUMBERED.match(lines[index].text) else 0
    for line in lines[index + 1 :]:
        if any(_is_mark(line.text, role, alone, dialect) for role in asks):
            return True
        if not line.text.strip() or any(front.match(line.text) for front in (_HEADING, _PROBLEM, _LINK, _TITLE)):
            continue
        left -= len(line.text)
        if left < 0:
            return False
    return False
