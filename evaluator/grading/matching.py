"""Which turns answer which parts of the homework, and on which stretch of their output."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.model import Confidence, Loss, Passage, Span, Transcript, Turn
from evaluator.readers.outline import outline
from evaluator.readers.printed import asked, whole_questions
from evaluator.reference.records import ReferencePart

_GUESS: Final = "who speaks here is a guess, so what seems to be missing may be said elsewhere"
_UNLABELLED: Final = "no heading says where this part is answered"
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
    located: bool = True  # whether a heading says so, or the turn is about nothing else

    @property
    def passage(self) -> Passage:
        said = self.turn.output.slice(self.at.start, self.at.end)
        whole = Span(start=0, end=len(said.markdown))
        doubts = []
        if self.turn.speakers is not Confidence.sure:
            doubts.append(Loss(what=_GUESS, at=whole, doubt=Confidence.likely))
        if not self.located:
            doubts.append(Loss(what=_UNLABELLED, at=whole, doubt=Confidence.doubtful))
        return said.model_copy(update={"losses": (*said.losses, *doubts)}) if doubts else said

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
        for name, at, located in _split(turn, printed):
            found[ids[name]].append(Stretch(turn, at, printed, located))
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
    questions = whole_questions(prompt[:_OPENING] if turn.follow_up else prompt)
    return _known(questions, known) or _known(turn.parts, known)


def _known(printed: Sequence[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """Only parts of this homework; a question's number alone stands for all its parts."""
    found: list[str] = []
    for name in printed:
        plain = re.sub(r"\W", "", name).lower()
        found += [p for p in known if p == plain or p[:-1] == plain]
    return tuple(dict.fromkeys(found))


def _split(turn: Turn, printed: Sequence[str]) -> list[tuple[str, Span, bool]]:
    """Each part with the stretches that answer it: those under its headings, and without any the whole, in doubt."""
    text = turn.output.markdown
    whole = Span(start=0, end=len(text))
    if len(printed) < 2:
        return [(name, whole, True) for name in printed]
    numbers = {re.sub(r"\D", "", name) for name in printed}
    sections = outline(text, numbers.pop() if len(numbers) == 1 else None)
    ends = [*(s.start for s in sections), len(text)][1:]
    found = [(s.part, Span(start=s.start, end=end), True) for s, end in zip(sections, ends, strict=True)]
    found = [each for each in found if each[0] in printed]
    if not found:
        return [(name, whole, True) for name in printed]
    headed = {name for name, _, _ in found}
    return [*found, *((name, whole, False) for name in printed if name not in headed)]
