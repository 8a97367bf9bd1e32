"""The whole story: a transcript and a reference library in, one result for each part of the homework out.

Transcript -> homework -> stretches of turns -> stated values -> outcomes -> verdict, beside the human mark
                                             -> derivation steps
                                             -> catches
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from evaluator.agreement import agrees
from evaluator.equality.workers import Workers
from evaluator.grading.answering import results
from evaluator.grading.beside import remarks_on
from evaluator.grading.catches import catches
from evaluator.grading.homework import homework_of
from evaluator.grading.matching import Stretch, stretches
from evaluator.grading.remarks import mark_of
from evaluator.grading.steps import steps
from evaluator.marking import verdict, weakest
from evaluator.model import AnswerResult, Attempt, Doubt, HumanMark, PartResult, Steps, Transcript, worst
from evaluator.reference.library import Library
from evaluator.reference.records import ReferencePart


@dataclass(frozen=True)
class Beside:
    """What a person says beside a transcript: which homework it is, and marks by printed part id."""

    homework: str | None = None
    marks: Mapping[str, HumanMark] = field(default_factory=dict)


def grade(
    transcript: Transcript,
    library: Library,
    workers: Workers,
    beside: Beside = Beside(),
    wanted: Callable[[str], bool] = lambda _part: True,
) -> tuple[PartResult, ...]:
    """One result for each part whose id is `wanted`, in the order of the homework.

    Raises `NothingToEvaluate` when the library has no homework that the transcript is about.
    """
    parts = library.parts_of(homework_of(transcript, library, beside.homework))
    where = stretches(transcript, parts)
    chosen = [part for part in parts if wanted(part.id)]
    with ThreadPoolExecutor(max_workers=workers.jobs) as threads:  # they wait for the worker processes
        return tuple(threads.map(lambda part: _part(transcript, part, where[part.id], workers, beside), chosen))


def _part(
    transcript: Transcript, part: ReferencePart, said: tuple[Stretch, ...], workers: Workers, beside: Beside
) -> PartResult:
    if not said:
        return _unasked(transcript, part)
    answers = results(part, said, workers)
    reached, mark = verdict(answers), _mark(part, said, answers, beside)
    return PartResult(
        transcript=transcript.id,
        source=transcript.source.name,
        model=transcript.model,
        part=part.id,
        turns=tuple(s.turn.id for s in said),
        verdict=reached,
        certainty=weakest([a.certainty for a in answers]),
        answers=answers,
        steps=steps(part, said, workers),
        catches=catches(part, said),
        human=mark,
        agrees=_agrees(reached, mark, worst(a.doubt for a in answers if a.doubt)),
        attempts=_attempts(part, said, workers),
    )


def _attempts(part: ReferencePart, said: tuple[Stretch, ...], workers: Workers) -> tuple[Attempt, ...]:
    """Each turn by itself, where several state an answer."""
    turns = tuple(dict.fromkeys(s.turn.id for s in said))
    if len(turns) < 2:
        return ()
    made = []
    for turn in turns:
        alone = results(part, [s for s in said if s.turn.id == turn], workers)
        if any(answer.found is not None for answer in alone):
            wrong = tuple(answer.name for answer in alone if answer.outcome == "different")
            made.append(Attempt(turn=turn, verdict=verdict(alone), wrong=wrong))
    return tuple(made) if len(made) > 1 else ()


def _unasked(transcript: Transcript, part: ReferencePart) -> PartResult:
    return PartResult(
        transcript=transcript.id,
        source=transcript.source.name,
        model=transcript.model,
        part=part.id,
        turns=(),
        verdict="unasked",
        certainty=None,
        answers=(),
        steps=Steps(),
        catches=(),
        human=None,
        agrees=None,
    )


def _mark(
    part: ReferencePart, said: tuple[Stretch, ...], answers: Sequence[AnswerResult], beside: Beside
) -> HumanMark | None:
    """The last remark that is a mark; marks beside the transcript count where it has no remarks. A first attempt that
    is called wrong says nothing of the answer that came after it."""
    answered = max((a.turn for a in answers if a.turn is not None), default=0)
    marks = [(s.turn.id, m) for s in said if (m := mark_of(remarks_on(s, part.printed), part.printed, s.parts))]
    if not marks:
        return beside.marks.get(part.printed)
    decided = [m for turn, m in marks if m.verdict == "correct" or (m.verdict is not None and turn >= answered)]
    return decided[-1] if decided else HumanMark(verdict=None, comment=marks[-1][1].comment)


def _agrees(reached: str, mark: HumanMark | None, doubt: Doubt) -> bool | None:
    """Whether we and a person agree; None where that is not known, or where only a doubtful reading speaks against."""
    same = agrees(reached, mark.verdict if mark else None)
    return None if same is False and not doubt.accuses else same
