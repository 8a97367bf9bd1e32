"""Which turns answer which parts of the homework, and on which stretch of their output."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from evaluator.grading.alignment import aligned, shared
from evaluator.grading.likeness import Likeness
from evaluator.grading.numbering import question_of, renumbered
from evaluator.model import Confidence, Loss, Passage, Span, Transcript, Turn
from evaluator.readers.outline import Section, outline
from evaluator.readers.printed import asked, number_of, restarts, whole_questions
from evaluator.reference.records import ReferencePart

_GUESS: Final = "who speaks here is a guess, so what seems to be missing may be said elsewhere"
_UNLABELLED: Final = "no heading says where this part is answered"
_DOUBT: Final = tuple(Confidence)  # from sure to doubtful
_NUMBERED: Final = re.compile(r"[\W_]*(?:(?:problem|question|exercise|part|q)\W*)?\d", re.IGNORECASE)
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
    # whether the turn or a heading says so, its words let us guess, or nothing does
    placed: Confidence = Confidence.sure

    @property
    def passage(self) -> Passage:
        said = self.turn.output.slice(self.at.start, self.at.end)
        whole = Span(start=0, end=len(said.markdown))
        doubts = []
        if self.turn.speakers is not Confidence.sure:
            doubts.append(Loss(what=_GUESS, at=whole, doubt=Confidence.likely))
        if self.placed is not Confidence.sure:
            doubts.append(Loss(what=_UNLABELLED, at=whole, doubt=self.placed))
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
    places = _Places(transcript, parts)
    turns = transcript.turns()
    for turn, placed in zip(turns, places.one_each(turns, [places.of(turn) for turn in turns]), strict=True):
        printed = tuple(dict.fromkeys(place.printed for place in placed))
        for place in placed:
            found[ids[place.printed]].append(Stretch(turn, place.at, printed, place.sure))
    return {id: tuple(each) for id, each in found.items()}


@dataclass(frozen=True)
class _Place:
    printed: str
    at: Span
    sure: Confidence = Confidence.sure
    headed: bool = True  # whether a heading, or the turn itself, is for this part alone


class _Places:
    """Goes through the turns of a transcript and knows which part was spoken of last."""

    def __init__(self, transcript: Transcript, parts: Sequence[ReferencePart]) -> None:
        self._known = tuple(part.printed for part in parts)
        self._likeness = Likeness(parts)
        questions = tuple(dict.fromkeys(number_of(p) for p in self._known))
        self._numbers = renumbered(transcript.turns(), self._likeness, questions)
        self._last: tuple[str, ...] = ()
        self._guessing = False  # whether the part spoken of last is a guess

    def of(self, turn: Turn) -> list[_Place]:
        if self._is_elsewhere(turn):
            return []
        about = question_of(f"{turn.prompt.markdown}\n{turn.output.markdown}", self._likeness)
        printed = self._parts_of(turn)
        lettered = self._guessing and not turn.parts  # a letter alone goes on with what came before
        doubtful = lettered and self._goes_back(printed)
        if lettered and about is not None:
            printed = self._under(about, printed)
        guessed = lettered or not printed
        placed = self._split(turn, printed, None) if printed else self._guessed(turn, about)
        if placed:
            self._guessing = guessed
        told = guessed or turn.speakers is Confidence.sure  # a question's number in a prompt that someone marked counts
        elsewhere = about is not None and all(number_of(p.printed) != about for p in placed)
        doubtful |= (guessed and self._names_another(turn)) or (elsewhere and not told)
        if guessed or doubtful:
            least = Confidence.doubtful if doubtful else Confidence.likely
            placed = [replace(p, sure=max(p.sure, least, key=_DOUBT.index)) for p in placed]
        self._last = printed or tuple(dict.fromkeys(p.printed for p in placed)) or self._last
        return placed

    def one_each(self, turns: Sequence[Turn], placed: Sequence[list[_Place]]) -> list[list[_Place]]:
        """Where several turns name a question and none of its parts, each has the part that its words are about.

        Only a turn that stands alone with its question is sure to answer all of it.
        """
        found = list(placed)
        for question in {number_of(p) for p in self._known}:
            among = [i for i, places in enumerate(placed) if _names_question(places, question)]
            parts = [p for p in self._known if number_of(p) == question]
            if len(among) < 2:
                continue
            alike = [self._likeness.to_parts(f"{turns[i].prompt.markdown}\n{turns[i].output.markdown}") for i in among]
            for i, own in zip(among, shared(aligned(alike, parts), parts), strict=True):
                found[i] = [replace(p, sure=Confidence.doubtful) for p in placed[i] if p.printed in own]
        return found

    def _is_elsewhere(self, turn: Turn) -> bool:
        """Whether it names only parts that the reference leaves out of a question that it has."""
        if turn.follow_up or not turn.parts:
            return False
        known = {number_of(p) for p in self._known}
        named = [(self._numbers.get(number_of(p), number_of(p)), p[len(number_of(p)) :]) for p in turn.parts]
        return all(letter and number in known and number + letter not in self._known for number, letter in named)

    def _goes_back(self, printed: Sequence[str]) -> bool:
        """Whether a letter stands before that of the turn before: then another question may have begun."""
        last = self._last[-1] if self._last else ""
        return any(number_of(p) == number_of(last) and p < last for p in printed)

    def _under(self, question: str, printed: Sequence[str]) -> tuple[str, ...]:
        """The same letters in the question that the words are clearly about."""
        named = (question + p[len(number_of(p)) :] for p in printed)
        return tuple(p for p in named if p in self._known)

    def _names_another(self, turn: Turn) -> bool:
        """Whether it says a number that no question of the homework has: then its words alone prove nothing."""
        known = {number_of(p) for p in self._known}
        named = {n for p in turn.parts if (n := number_of(p))}
        return bool(named) and not any(self._numbers.get(n, n) in known for n in named)

    def _parts_of(self, turn: Turn) -> tuple[str, ...]:
        """As the reader found them; else what the prompt names; else every part of the question that it asks for."""
        read = () if turn.follow_up else self._of_homework(turn.parts)
        if read:
            return read
        prompt = turn.prompt.markdown
        if restarts(prompt, self._last[-1] if self._last else None) and not whole_questions(prompt):
            return ()
        wanted = self._of_homework(asked(prompt, self._last[-1] if self._last else None))
        questions = whole_questions(prompt[:_OPENING] if turn.follow_up else prompt)
        return wanted or self._of_homework(questions) or self._of_homework(turn.parts)

    def _of_homework(self, printed: Sequence[str], numbers: Mapping[str, str] | None = None) -> tuple[str, ...]:
        """Only parts of this homework, by its own numbers; a question's number alone stands for all its parts.

        `numbers` says what the numbers of the log stand for, where that is not what they stand for in all of it.
        """
        numbers = self._numbers if numbers is None else numbers
        found: list[str] = []
        for name in printed:
            plain = re.sub(r"\W", "", name).lower()
            of = number_of(plain)
            plain = numbers.get(of, of) + plain[len(of) :]
            found += [p for p in self._known if p == plain or number_of(p) == plain]
        return tuple(dict.fromkeys(found))

    def _split(self, turn: Turn, printed: Sequence[str], question: str | None) -> list[_Place]:
        """Each part with the stretches that answer it: those under its headings, and without any the whole, in doubt.

        `question` is the one that the letters of the answer's headings belong to, where its words say so.
        """
        text = turn.output.markdown
        whole = Span(start=0, end=len(text))
        sure = Confidence.likely if question else Confidence.sure
        if len(printed) < 2:
            return [_Place(name, whole, sure) for name in printed if not self._goes_on(text, name)] or [
                place for name in printed for place in self._up_to_others(text, name, sure)
            ]
        numbers = {number_of(name) for name in printed}
        sections = outline(text, question or (numbers.pop() if len(numbers) == 1 else None))
        ends = [*(s.start for s in sections), len(text)][1:]
        lettered = {number_of(s.part) for s in sections if not s.part.isdigit()}
        found = [
            _Place(name, Span(start=s.start, end=end), sure)
            for s, end in zip(sections, ends, strict=True)
            if not (s.part.isdigit() and number_of(s.part) in lettered)
            for name in self._of_homework((s.part,), {question: question} if question else None)
            if name in printed
        ]
        if not found:
            guessed = turn.speakers is not Confidence.sure  # another prompt may stand unseen between two answers
            return [_Place(name, whole, Confidence.doubtful if guessed else sure, headed=False) for name in printed]
        headed = {place.printed for place in found}
        rest = [name for name in printed if name not in headed]
        ahead = {s.part: Span(start=s.start, end=end) for s, end in zip(sections, ends, strict=True)}
        first = {number_of(s.part): s.part for s in reversed(sections) if not s.part.isdigit()}
        at = {name: ahead.get(number_of(name)) for name in rest if name < first.get(number_of(name), "")}
        return [*found, *(_Place(name, at.get(name) or whole, Confidence.doubtful) for name in rest)]

    def _goes_on(self, text: str, name: str) -> list[Section]:
        """Where an answer to one part says by number and letter that it turns to another."""
        sections = outline(text, number_of(name))
        named = [s for s in sections if s.part != name and s.part in self._known and _NUMBERED.match(text, s.start)]
        return [s for s in named if s.part[-1:].isalpha()]

    def _up_to_others(self, text: str, name: str, sure: Confidence) -> list[_Place]:
        """The part as far as its answer goes, and those that it then turns to: the prompts between went unseen."""
        others = self._goes_on(text, name)
        ends = [*(s.start for s in others), len(text)]
        less = max(sure, Confidence.likely, key=_DOUBT.index)
        found = [_Place(s.part, Span(start=s.start, end=e), less) for s, e in zip(others, ends[1:], strict=True)]
        return [_Place(name, Span(start=0, end=ends[0]), sure), *found]

    def _guessed(self, turn: Turn, question: str | None) -> list[_Place]:
        """Where nothing names a question: what its words are about, and the letters that prompt or headings give."""
        text = turn.output.markdown
        if question is None:
            return []
        inside = tuple(p for p in self._known if number_of(p) == question)
        lettered = tuple(p for p in asked(turn.prompt.markdown, question) if p in inside)
        headed = tuple(dict.fromkeys(s.part for s in outline(text, question) if s.part in inside))
        if lettered or headed:
            return self._split(turn, lettered or headed, question)
        own = {p: score for p, score in self._likeness.to_parts(text).items() if p in inside}
        return [_Place(max(own, key=lambda p: (own[p], p)), Span(start=0, end=len(text)), Confidence.doubtful)]


def _names_question(placed: Sequence[_Place], question: str) -> bool:
    """Whether it is about several parts of this question, and nothing says where each is answered."""
    return len(placed) > 1 and all(not p.headed and number_of(p.printed) == question for p in placed)
