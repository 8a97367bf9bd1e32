"""One part of one transcript: for each expected answer, what is finally stated and how it compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from evaluator.equality.workers import Workers
from evaluator.grading.judging import Judged, judge, judge_words
from evaluator.grading.leftover import left_over
from evaluator.grading.matching import Stretch
from evaluator.grading.naming import subject
from evaluator.grading.page import Page
from evaluator.grading.selection import Selected, choose
from evaluator.grading.trust import lost, of_passage, rebuilt
from evaluator.grading.unnamed import unnamed
from evaluator.grading.worded import in_words
from evaluator.kinds.choice import Choice
from evaluator.kinds.kind import Kind
from evaluator.model import NO_DOUBT, AnswerResult, Cause, Confidence, Different, Equal, Outcome, Span, Unknown, worst
from evaluator.reference.records import ReferenceAnswer, ReferencePart


def results(part: ReferencePart, stretches: Sequence[Stretch], workers: Workers) -> tuple[AnswerResult, ...]:
    """In the order of the reference."""
    pages = [Page(s, part) for s in stretches]
    found = [_result(answer, pages, part, workers) for answer in part.answers]
    return _without_mixture(part, [(_open_or_missing(r, part, pages, found), form) for r, form in found])


def _open_or_missing(
    result: AnswerResult, part: ReferencePart, pages: Sequence[Page], found: Sequence[Found]
) -> AnswerResult:
    """Nothing is missing while a value is left over that may be it."""
    if result.outcome != "missing":
        return result
    answer = next(a for a in part.answers if a.name == result.name)
    open_as = left_over(answer, part, pages, [r for r, _ in found])
    return result if open_as is None else _with_outcome(result, open_as)


_NO_ANSWER: Final = frozenset({Cause.no_value, Cause.kinds_differ})  # what was taken cannot be the answer
Found = tuple[AnswerResult, Kind | None]


def _result(answer: ReferenceAnswer, pages: Sequence[Page], part: ReferencePart, workers: Workers) -> Found:
    if answer.kind.name == "prose":
        return _prose(answer, pages, part, workers)
    stated = [s for page in pages if (s := choose(page, answer))]
    source = subject(answer, part) if answer.kind.name == "growth" else None
    if not stated and source is not None and not answer.quantity:
        stated = [s for page in pages if (s := choose(page, source))]  # a value tells its own growth
    chosen = _final(stated)
    if chosen is None:
        right = unnamed(answer, pages, part, workers)
        return _compared(answer, right[0], (), right[1]) if right else (_absent(answer, pages), None)
    judged = judge(chosen, answer, part.scope, workers)
    if isinstance(judged.outcome, Unknown) and judged.outcome.cause in _NO_ANSWER:
        other = unnamed(answer, pages, part, workers)
        if other and isinstance(other[1].outcome, Equal):
            chosen, judged = other
    if isinstance(judged.outcome, Different) and any(_may_replace(each, chosen) for each in stated):
        reason = "a later turn may answer this part, too"
        judged = replace(judged, outcome=Unknown(cause=Cause.misplaced, reason=reason))
    return _compared(answer, chosen, stated, judged)


def _may_replace(other: Selected, chosen: Selected) -> bool:
    """Whether it is said later, and perhaps about this part."""
    return other.stretch.placed is Confidence.doubtful and other.stretch.turn.id > chosen.stretch.turn.id


def _compared(answer: ReferenceAnswer, chosen: Selected, stated: Sequence[Selected], judged: Judged) -> Found:
    earlier = tuple(
        dict.fromkeys(
            s.candidate.text for s in stated if s is not chosen and s.stretch.turn.id < chosen.stretch.turn.id
        )
    )
    superseded = tuple(text for text in earlier if text != chosen.candidate.text)
    made = _stated(answer, chosen, superseded)
    found = made if judged.read_as is None else made.model_copy(update={"found": judged.read_as})
    return _with_outcome(found, judged.outcome), _form(judged)


def _final(stated: Sequence[Selected]) -> Selected | None:
    """Of several turns the last that answers the question again or corrects; a mere follow-up changes nothing.

    What may be about another part says nothing beside what is about this one; where all may be, the one that states it
    most strongly is taken.
    """
    placed = [each for each in stated if each.stretch.placed is not Confidence.doubtful]
    if not placed:
        return max(reversed(stated), key=lambda each: each.rank, default=None)
    chosen: Selected | None = None
    for each in placed:
        if chosen is None or not each.stretch.follows_up or (each.stretch.corrects and each.rank >= chosen.rank):
            chosen = each
    return chosen


def _prose(answer: ReferenceAnswer, pages: Sequence[Page], part: ReferencePart, workers: Workers) -> Found:
    spoken = [p for p in pages if p.text.strip()]
    if not spoken:
        return _missing(answer), None
    own = [p for p in spoken if not p.stretch.follows_up] or spoken
    page = own[-1]
    judged = judge_words(page.stretch.passage, answer, part.scope, workers)
    at = page.stretch.at
    made = AnswerResult(
        name=answer.name,
        expected=answer.kind.latex(),
        found=page.text.strip(),
        outcome="unknown",
        span=page.stretch.turn.output.locate(at.start, at.end),
        turn=page.stretch.turn.id,
        at=at,
    )
    return _with_outcome(made, judged.outcome), judged.form


def _absent(answer: ReferenceAnswer, pages: Sequence[Page]) -> AnswerResult:
    """Not stated, or lost in formulas that could not be rebuilt."""
    doubt = worst(of_passage(page.stretch.passage) for page in pages)
    if not doubt.accuses:
        return _with_outcome(_missing(answer), lost(doubt))
    if isinstance(answer.kind, Choice) and any(page.text.strip() for page in pages):
        reason = "no option was found in its words"  # a yes may be said without the word
        return _with_outcome(_missing(answer), Unknown(cause=Cause.unreadable_answer, reason=reason))
    if any(in_words(answer.kind, page.text) for page in pages):
        return _with_outcome(_missing(answer), Unknown(cause=Cause.no_decision, reason="it may be said in words"))
    return _missing(answer)


def _missing(answer: ReferenceAnswer) -> AnswerResult:
    return AnswerResult(name=answer.name, expected=answer.kind.latex(), found=None, outcome="missing")


def _stated(answer: ReferenceAnswer, chosen: Selected, superseded: tuple[str, ...]) -> AnswerResult:
    candidate, stretch = chosen.candidate, chosen.stretch
    start, end = (place + stretch.at.start for place in (candidate.at.start, candidate.at.end))
    return AnswerResult(
        name=answer.name,
        expected=answer.kind.latex(),
        found=candidate.text,
        outcome="unknown",
        span=candidate.formula.span if candidate.formula else stretch.turn.output.locate(start, end),
        turn=stretch.turn.id,
        at=Span(start=start, end=end),
        evidence=chosen.evidence,
        passed_over=chosen.passed_over,
        superseded=superseded,
        doubt=rebuilt(candidate.at, stretch.passage),
    )


def _with_outcome(made: AnswerResult, outcome: Outcome) -> AnswerResult:
    if isinstance(outcome, Equal):
        return made.model_copy(update={"outcome": "equal", "certainty": outcome.certainty, "method": outcome.method})
    if isinstance(outcome, Different):
        found = {"method": outcome.method, "witness": outcome.witness, "diagnosis": outcome.diagnosis}
        return made.model_copy(update={"outcome": "different", **found})
    return made.model_copy(update={"outcome": "unknown", "cause": outcome.cause, "method": outcome.reason})


def _form(judged: Judged) -> Kind | None:
    return judged.form if isinstance(judged.outcome, Equal) else None


def _without_mixture(part: ReferencePart, found: Sequence[Found]) -> tuple[AnswerResult, ...]:
    """Answers that are right in different solutions do not make one solution together."""
    used = {result.name: form for result, form in found if form is not None}
    mixed = part.mixed(used)
    if not mixed or not all((result.doubt or NO_DOUBT).accuses for result, _ in found):
        return tuple(result for result, _ in found)
    says = f"right in one solution ({mixed[0]}), but another answer belongs to a different one ({mixed[1]})"
    bound = {a.name for a in part.answers if a.within or any(x.within for x in a.accepts)}
    last = [r.name for r, _ in found if r.name in bound and r.outcome == "equal"][-1:]
    return tuple(_clashing(r, says) if r.name in last else r for r, _ in found)


def _clashing(result: AnswerResult, says: str) -> AnswerResult:
    changed = {"outcome": "different", "certainty": None, "method": "answers that belong together", "diagnosis": says}
    return result.model_copy(update=changed)
