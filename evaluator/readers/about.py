"""Which parts a turn is about: what its prompt asks for, or else what its answer sets out to answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from evaluator.mathtext.attachments import end_of_files
from evaluator.readers.outline import outline
from evaluator.readers.printed import asked, named, number_of, restarts, whole_questions
from evaluator.readers.spoken import without_judgements

_OPENING: Final = 600  # characters in which an answer says what it is about, where nobody asked for a part
_ON: Final = re.compile(
    r"^(?:\W*+\w++(?:['’]\w++)?){0,8}?\W*+(?:next|following)\b"
    r"(?:\s+(?:sub-?)?(?P<thing>parts?|ones?|items?|bits?|questions?|problems?|exercises?)\b|\s*(?:[:.!,?]|please\b|$))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class About:
    """`parts` are as printed, "4" for a question as a whole. A follow-up goes on with the parts before it."""

    parts: tuple[str, ...]
    follow_up: bool = False
    lost: bool = False  # another question has begun, and nothing says which


def about(prompt: str, output: str, last: tuple[str, ...]) -> About:
    """`last` are the parts of the turn before."""
    said, prompt = prompt, without_judgements(prompt)
    before = last[-1] if last else None
    sent = bool(prompt) and end_of_files(prompt) == len(prompt)  # a file alone: what it shows, only the answer tells
    if (sent or restarts(prompt, before)) and not asked(prompt) and not whole_questions(prompt):
        opened = tuple(part for part in _opened(output, None) if not part.isdigit())
        return About(opened, lost=not opened)
    wanted = asked(prompt, before)
    questions = whole_questions(prompt)
    if wanted:
        numbers = {number_of(part) for part in wanted}
        whole = numbers & {*questions}  # of these also what the answer goes through
        told = (part for part in _opened(output, before) if number_of(part) in whole and part not in wanted)
        return About((*(q for q in questions if q not in numbers), *wanted, *told))
    if questions:
        return About(questions)
    if last and set(named(output.strip().split("\n\n", 1)[0])) & set(last):
        return About(last, follow_up=True)
    opened = _opened(output, before)
    if opened and not set(opened) <= set(last):
        return About(opened)
    return _next(said, last) or About(last, follow_up=bool(last))


def _next(prompt: str, last: tuple[str, ...]) -> About | None:
    """The part after the last one, where the prompt goes on to it: "great, next part". Which question the next is,
    only its words tell."""
    going_on = _ON.match(prompt)
    if not going_on or not last:
        return None
    letter = last[-1][len(number_of(last[-1])) :]
    if (
        not letter
        or letter == "z"
        or (going_on["thing"] or "").lower().rstrip("s") in ("question", "problem", "exercise")
    ):
        return About((), lost=True)
    return About((number_of(last[-1]) + chr(ord(letter) + 1),))


def _opened(output: str, before: str | None) -> tuple[str, ...]:
    """What the answer's first headings say: all questions that it goes through, or the part that it opens with."""
    number = number_of(before) if before else None
    sections = outline(output, number)
    if not sections or (sections[0].start > _OPENING and len(sections) < 2):
        return ()
    return tuple(dict.fromkeys(s.part for s in sections if not _has_parts(s.part, [o.part for o in sections])))


def _has_parts(part: str, all_parts: list[str]) -> bool:
    return part.isdigit() and any(p != part and p[:-1] == part for p in all_parts)
