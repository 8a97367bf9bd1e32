"""The teacher's notes: what the margin says about one answer, one part, one claim of a typo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evaluator.model import (
    AnswerResult,
    Catch,
    ExpectedAnswer,
    Formula,
    PartResult,
    PartView,
    Transcript,
    Turn,
    Witness,
)
from evaluator.report import links, words
from evaluator.report.views.why import Other, passed_over, taken_because
from evaluator.report.words import Word

_EXCERPT = 280  # characters of a prose answer that are repeated in its note
_LONGEST = 2_000  # of a formula: what is longer was not meant as an answer


@dataclass(frozen=True)
class Reading:
    """How the formula of an answer was rebuilt, and why that is not sure where it is not."""

    raw: str
    verified: bool
    why: tuple[str, ...]
    assumed: tuple[str, ...]
    alternatives: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """One answer as marked. `expected` and `found` are prose where `is_prose`, else LaTeX."""

    anchor: str
    text_anchor: str | None  # where it stands in the chat
    part: str
    label: str
    name: str
    outcome: Word
    expected: str
    found: str | None
    is_prose: bool
    certainty: str | None
    method: str | None
    witness: Witness | None
    diagnosis: str | None
    place: str | None
    superseded: tuple[str, ...]
    taken_because: str | None
    passed_over: tuple[Other, ...]
    reading: Reading | None


@dataclass(frozen=True)
class CatchNote:
    """A claim that something printed is wrong."""

    kind: str
    by: str
    about: str
    says: str
    status: str
    evidence: str | None
    place: str | None
    href: str | None  # the turn it was made in


@dataclass(frozen=True)
class Card:
    """A part as marked: what stands at the head of its first turn."""

    anchor: str
    part: str
    href: str
    label: str
    title: str
    verdict: Word
    certainty: str | None
    human: Word | None
    comment: str | None
    disagrees: bool
    hinted: bool  # right only after a hint
    steps: str | None
    failing_step: str | None
    failing_witness: Witness | None
    catches: tuple[CatchNote, ...]
    unplaced: tuple[Note, ...]  # answers without a place in the text


def card(result: PartResult, part: PartView, transcript: Transcript) -> Card:
    human, failure = result.human, result.steps.first_failure
    made = notes(result, part, transcript)
    return Card(
        anchor=links.part_anchor(result.part),
        part=result.part,
        href=links.part_page(result.part),
        label=part.label,
        title=part.title,
        verdict=words.verdict(result.verdict),
        certainty=words.CERTAINTIES.get(result.certainty or ""),
        human=words.verdict(human.verdict) if human and human.verdict else None,
        comment=human.comment if human else None,
        disagrees=result.agrees is False,
        hinted=result.hinted,
        steps=_steps(result),
        failing_step=failure.latex if failure else None,
        failing_witness=failure.witness if failure else None,
        catches=tuple(catch_note(c, result.transcript) for c in result.catches),
        unplaced=tuple(n for n in made if n.text_anchor is None),
    )


def notes(result: PartResult, part: PartView, transcript: Transcript) -> tuple[Note, ...]:
    """In the order of the results; `text_anchor` is set where the transcript has the place."""
    turns = {t.id: t for t in transcript.turns()}
    asked = {a.name: a for a in part.answers}
    return tuple(_note(result, part, number, asked, turns) for number in range(len(result.answers)))


def _note(
    result: PartResult, part: PartView, number: int, asked: Mapping[str, ExpectedAnswer], turns: Mapping[int, Turn]
) -> Note:
    answer = result.answers[number]
    is_prose = answer.name in asked and asked[answer.name].kind == "prose"
    return Note(
        anchor=links.answer_anchor(result.part, number),
        text_anchor=links.text_anchor(result.part, number) if placed(answer, turns) else None,
        part=result.part,
        label=part.label,
        name=answer.name,
        outcome=words.outcome(answer),
        expected=answer.expected,
        found=_excerpt(answer.found, _EXCERPT if is_prose else _LONGEST),
        is_prose=is_prose,
        certainty=words.CERTAINTIES.get(answer.certainty or ""),
        method=answer.method,
        witness=answer.witness,
        diagnosis=answer.diagnosis,
        place=words.place(answer.span),
        superseded=answer.superseded,
        taken_because=taken_because(answer),
        passed_over=passed_over(answer),
        reading=_reading(answer, turns),
    )


def placed(answer: AnswerResult, turns: Mapping[int, Turn]) -> bool:
    """Whether the answer's place lies in a turn of this transcript."""
    turn = turns.get(answer.turn) if answer.turn is not None else None
    return bool(turn and answer.at and answer.at.start < len(turn.output.markdown))


def _excerpt(text: str | None, longest: int) -> str | None:
    if text is None or len(text) <= longest:
        return text
    return (text[:longest].rpartition(" ")[0] or text[:longest]) + " …"


def _reading(answer: AnswerResult, turns: Mapping[int, Turn]) -> Reading | None:
    if not placed(answer, turns) or answer.turn is None or answer.at is None:
        return None
    at = answer.at
    within = [f for f in turns[answer.turn].output.formulas if f.at.start < at.end and at.start < f.at.end]
    rebuilt = [f for f in within if f.rebuilt]
    return _read(rebuilt[-1]) if rebuilt else None


def _read(formula: Formula) -> Reading:
    return Reading(
        formula.raw, formula.verified, formula.doubt.why, formula.assumed, tuple(r.latex for r in formula.alternatives)
    )


def _steps(result: PartResult) -> str | None:
    steps = result.steps
    if not steps.checked:
        return None
    said = f"{steps.hold} of {steps.checked} steps hold"
    said += f", {steps.fail} fail" if steps.fail else ""
    return said + (f", {steps.unknown} could not be checked" if steps.unknown else "")


def catch_note(catch: Catch, transcript: str) -> CatchNote:
    anchor = f"#{links.turn_anchor(catch.turn)}" if catch.turn is not None else ""
    return CatchNote(
        kind=catch.kind,
        by=words.SPEAKERS[catch.by],
        about=words.ABOUT[catch.about],
        says=catch.says,
        status=catch.status,
        evidence=catch.evidence,
        place=words.place(catch.span),
        href=f"{links.transcript_page(transcript)}{anchor}",
    )
