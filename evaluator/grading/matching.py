"""Which turns answer which parts of the homework, and on which stretch of their output."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.model import Confidence, Loss, Passage, Span, Transcript, Turn
from evaluator.readers.printed import asked, headings, whole_question
from evaluator.reference.records import ReferencePart

_GUESS: Final = "who speaks here is a guess, so what seems to be missing may be said elsewhere"
_OPENING: Final = 60  # a question named later in a follow-up is only referred to
_CORRECTING: Final = re.compile(
    r"\b(?:you(?:'re|’re| are) (?:\w+ )?(?:right|correct)|good catch|apologi[sz]e|my mistake|i made (?:a"
    r"|an) (?:mistake|error)|correction"
    r"|corrected|let me (?:fix|correct|redo)|mistake|wrong|incorrect|sorry|typo|should (?:be|have been)|redo"
    r"|again|re-?check|double[- ]check|fix)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Stretch:
    """Where a turn answers a part: `turn.output.markdown[at]`."""

    turn: Turn
    at: Span
    parts: tuple[str, ...]  # all that the turn answers, as printed

    @property
    def passage(self) -> Passage:
        said = self.turn.output.slice(self.at.start, self.at.end)
        if self.turn.speakers is Confidence.sure:
            return said
        guess = Loss(what=_GUESS, at=Span(start=0, end=len(said.markdown)), doubt=Confidence.likely)
        return said.model_copy(update={"losses": (*said.losses, guess)})

    @property
    def joint(self) -> bool:
        """Whether the turn answers other parts too."""
        return len(self.parts) > 1

    @property
    def corrects(self) -> bool:
        """Whether prompt or answer speak of a mistake, so that what it states replaces what was said before."""
        return any(_CORRECTING.search(p.markdown) for p in (self.turn.prompt, self.turn.output.slice(0, 400)))

    @property
    def follows_up(self) -> bool:
        return self.turn.follow_up


def stretches(transcript: Transcript, parts: Sequence[ReferencePart]) -> dict[str, tuple[Stretch, ...]]:
    """For the id of each part, where it is answered, in order."""
    found: dict[str, list[Stretch]] = {part.id: [] for part in parts}
    ids = {part.printed: part.id for part in parts}
    last: tuple[str, ...] = ()
    for turn in transcript.turns():
        printed = _parts_of(turn, last, tuple(ids))
        for name, at in _split(turn, printed):
            found[ids[name]].append(Stretch(turn, at, printed))
        last = printed or last
    return {id: tuple(each) for id, each in found.items()}


def _parts_of(turn: Turn, last: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """As the reader found them; else what the prompt names; else every part of the question that it asks for."""
    read = () if turn.follow_up else _known(turn.parts, known)
    if read:
        return read
    prompt = turn.prompt.markdown
    wanted = _known(asked(prompt, last[-1] if last else None), known)
    if wanted:
        return wanted
    number = whole_question(prompt[:_OPENING] if turn.follow_up else prompt)
    inside = tuple(p for p in known if number and p[:-1] == number)
    if inside:
        return inside
    return _known(turn.parts, known)


def _known(printed: Sequence[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """Only parts of this homework; a question's number alone stands for all its parts."""
    found: list[str] = []
    for name in printed:
        plain = re.sub(r"\W", "", name).lower()
        found += [p for p in known if p == plain or p[:-1] == plain]
    return tuple(dict.fromkeys(found))


def _split(turn: Turn, printed: Sequence[str]) -> list[tuple[str, Span]]:
    text = turn.output.markdown
    whole = Span(start=0, end=len(text))
    if len(printed) < 2:
        return [(name, whole) for name in printed]
    opened = headings(text, printed)
    if not opened:
        return [(name, whole) for name in printed]
    ends = [h.start for h in opened[1:]] + [len(text)]
    return [(h.printed, Span(start=h.start, end=end)) for h, end in zip(opened, ends, strict=True)]
