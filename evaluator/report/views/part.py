"""A part's page: what was asked and expected, what is wrong in print, and what all transcripts answered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.model import AnswerResult, Erratum, ExpectedAnswer, PartResult, PartView
from evaluator.report import links, words
from evaluator.report.words import Word

_ORDER = ("correct", "incorrect", "missing", "unreadable", "undecided")


@dataclass(frozen=True)
class Member:
    """A transcript in a group: where it says so."""

    transcript: str
    href: str
    found: str | None
    certainty: str | None


@dataclass(frozen=True)
class AnswerGroup:
    """Transcripts that found the same. Equal answers are one group, however they are written."""

    outcome: Word
    found: str | None
    diagnosis: str | None
    members: tuple[Member, ...]


@dataclass(frozen=True)
class AskedAnswer:
    """One thing asked for, and the groups of what was found."""

    expected: ExpectedAnswer
    is_prose: bool
    groups: tuple[AnswerGroup, ...]


@dataclass(frozen=True)
class CaughtErratum:
    """Something printed wrong, with (who, transcript, link, status) for each that noticed."""

    erratum: Erratum
    about: str
    by: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class Check:
    """A proof or simulation of the reference: its first line, and its source."""

    says: str
    source: str


@dataclass(frozen=True)
class PartPageView:
    id: str
    label: str
    title: str
    problem_title: str
    statement: str
    tally: str
    answers: tuple[AskedAnswer, ...]
    errata: tuple[CaughtErratum, ...]
    proofs: tuple[Check, ...]
    simulations: tuple[Check, ...]
    verdicts: tuple[tuple[str, str, Word], ...]  # transcript, link, verdict
    more: int  # transcripts that are counted and not shown


MOST: Final = 1_000  # transcripts that the page of a part shows


def part_page_view(part: PartView, results: Sequence[PartResult], verdicts: Counter[str] | None = None) -> PartPageView:
    """`results` are those of this part, or the first of them; `verdicts` then counts all."""
    verdicts = Counter(r.verdict for r in results) if verdicts is None else verdicts
    return PartPageView(
        id=part.id,
        label=part.label,
        title=part.title,
        problem_title=part.problem_title,
        statement=part.statement,
        tally=words.share(verdicts),
        answers=tuple(_asked(a, results) for a in part.answers),
        errata=tuple(_erratum(e, results) for e in part.errata),
        proofs=tuple(_check(p) for p in part.proofs),
        simulations=tuple(_check(s) for s in part.simulations),
        verdicts=tuple((r.transcript, links.cell(r.transcript, r.part), words.verdict(r.verdict)) for r in results),
        more=verdicts.total() - len(results),
    )


def _asked(expected: ExpectedAnswer, results: Sequence[PartResult]) -> AskedAnswer:
    is_prose = expected.kind == "prose"
    grouped: dict[tuple[str, str], list[tuple[PartResult, int]]] = defaultdict(list)
    for result in results:
        for number, answer in enumerate(result.answers):
            if answer.name == expected.name:
                grouped[_same(answer, is_prose)].append((result, number))
    groups = [_group(found) for found in grouped.values()]
    groups.sort(key=lambda g: (_ORDER.index(g.outcome.key), -len(g.members), g.found or ""))
    return AskedAnswer(expected, is_prose, tuple(groups))


def _same(answer: AnswerResult, is_prose: bool) -> tuple[str, str]:
    """Answers equal to the expected one are equal to each other; others are the same when written the same."""
    key = words.outcome(answer).key
    apart = answer.outcome in ("different", "unknown") and not is_prose
    return key, "".join((answer.found or "").split()) if apart else ""


def _group(found: Sequence[tuple[PartResult, int]]) -> AnswerGroup:
    answers = [result.answers[number] for result, number in found]
    alike = len({"".join((a.found or "").split()) for a in answers}) == 1
    return AnswerGroup(
        outcome=words.outcome(answers[0]),
        found=answers[0].found if alike else None,
        diagnosis=next((a.diagnosis for a in answers if a.diagnosis), None),
        members=tuple(
            _member(result, number, None if alike else result.answers[number].found) for result, number in found
        ),
    )


def _member(result: PartResult, number: int, found: str | None) -> Member:
    answer = result.answers[number]
    anchor = links.answer_anchor(result.part, number)
    href = f"{links.transcript_page(result.transcript)}#{anchor}"
    return Member(result.transcript, href, found, answer.certainty)


def _erratum(erratum: Erratum, results: Sequence[PartResult]) -> CaughtErratum:
    by = [
        (words.SPEAKERS[c.by], r.transcript, links.cell(r.transcript, r.part), c.status)
        for r in results
        for c in r.catches
        if c.erratum == erratum.id
    ]
    return CaughtErratum(erratum, words.ABOUT.get(erratum.about, erratum.about), tuple(by))


def _check(source: str) -> Check:
    first = next((line.strip() for line in source.strip().splitlines() if line.strip()), "source")
    return Check(first, source.strip("\n"))
