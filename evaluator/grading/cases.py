"""What a transcript might say for a part, graded as a transcript is: the tests of a reference module."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evaluator.equality.workers import Workers
from evaluator.errors import ReferenceModuleError
from evaluator.grading.answering import results
from evaluator.grading.matching import Stretch
from evaluator.marking import verdict
from evaluator.model import AnswerResult, Passage, Span, Turn, Verdict
from evaluator.readers.passages import verbatim
from evaluator.readers.typed import typed_in
from evaluator.reference.check import CheckResult
from evaluator.reference.library import Library
from evaluator.reference.records import Case, ReferencePart


@dataclass(frozen=True)
class Tried:
    """How a case comes out."""

    verdict: Verdict
    answers: tuple[AnswerResult, ...]


def tried(said: str, part: ReferencePart, workers: Workers) -> Tried:
    """`said` as the whole answer of a model to this part."""
    output = typed_in(verbatim(said), said, exact=True)
    asked = Passage(markdown=part.label)
    turn = Turn(id=0, parts=(part.printed,), follow_up=False, prompt=asked, thinking=None, output=output, comments=())
    whole = Stretch(turn, Span(start=0, end=len(output.markdown)), (part.printed,))
    answers = results(part, (whole,), workers)
    return Tried(verdict(answers), answers)


def check_cases(library: Library, wanted: Iterable[str], workers: Workers) -> Iterator[CheckResult]:
    """All cases of the problems that `wanted` names; modules that do not load are for others to report."""
    for id in library.matching(wanted):
        try:
            problem = library.problem(id)
        except ReferenceModuleError:
            continue
        for part in problem.parts:
            yield from (_case(case, part, workers) for case in part.cases)


def _case(case: Case, part: ReferencePart, workers: Workers) -> CheckResult:
    done = tried(case.said, part, workers)
    detail = f"{done.verdict}: {_shortened(case.said)}"
    if done.verdict != case.verdict:
        told = "; ".join(outcome_of(answer) for answer in done.answers)
        detail = f"line {case.line}: {done.verdict}, not {case.verdict}: {_shortened(case.said)} ({told})"
    return CheckResult(part.id, "case", done.verdict == case.verdict, detail)


def outcome_of(answer: AnswerResult) -> str:
    """An answer's outcome in a few words."""
    found = f"{answer.found} " if answer.found else ""
    why = answer.diagnosis or answer.method
    return f"{answer.name}: {found}{answer.outcome}" + (f", {why}" if why else "")


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else f"{line[:69]}…"
