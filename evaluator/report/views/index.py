"""The first page: the facts, the grid, what was refused, what was caught."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluator.model import PartResult, Run
from evaluator.report import links, words
from evaluator.report.views.notes import CatchNote, catch_note
from evaluator.report.views.parts import PartsByID
from evaluator.report.words import Word


@dataclass(frozen=True)
class Fact:
    """A headline: the number, what it counts, and what to think when reading it."""

    number: str
    what: str
    detail: str


@dataclass(frozen=True)
class Column:
    part: str
    label: str
    title: str
    href: str
    total: str


@dataclass(frozen=True)
class ColumnGroup:
    problem: str
    title: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Cell:
    href: str
    verdict: Word
    says: str
    disagrees: bool
    caught: bool


@dataclass(frozen=True)
class Row:
    transcript: str
    href: str
    source: str
    model: str | None
    total: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class CaughtRow:
    transcript: str
    part: str
    href: str
    catch: CatchNote


@dataclass(frozen=True)
class IndexView:
    run: str
    facts: tuple[Fact, ...]
    groups: tuple[ColumnGroup, ...]
    rows: tuple[Row, ...]
    total: str
    legend: tuple[Word, ...]
    refused: tuple[tuple[str, str], ...]
    caught: tuple[CaughtRow, ...]
    about: tuple[tuple[str, str], ...]


def index_view(run: Run, results: Sequence[PartResult], parts: PartsByID) -> IndexView:
    by_transcript: Mapping[str, list[PartResult]] = _grouped(results)
    return IndexView(
        run=run.id,
        facts=tuple(_facts(run, results)),
        groups=tuple(_groups(results, parts)),
        rows=tuple(_row(id, by_transcript[id], parts) for id in by_transcript),
        total=words.tally(results),
        legend=tuple(words.VERDICTS.values()),
        refused=tuple((i.source, i.error) for i in run.inputs if i.error),
        caught=tuple(_caught(r, c, parts) for r in results for c in (catch_note(c, r.transcript) for c in r.catches)),
        about=tuple(_about(run)),
    )


def _grouped(results: Sequence[PartResult]) -> Mapping[str, list[PartResult]]:
    grouped: dict[str, list[PartResult]] = defaultdict(list)
    for result in results:
        grouped[result.transcript].append(result)
    return grouped


def _facts(run: Run, results: Sequence[PartResult]) -> list[Fact]:
    return [_accuracy(run), _decided(run), _sureness(run), _typos(results), _agreement(run)]


def _accuracy(run: Run) -> Fact:
    counts = run.counts
    of = f"{counts.right} right, {counts.answered} answered, {counts.asked} asked."
    left_out = f" The share is of the {counts.decided} that we could decide." if counts.ours else ""
    return Fact(words.percent(counts.right, counts.decided), "fully correct", of + left_out)


def _decided(run: Run) -> Fact:
    counts = run.counts
    ours = [f"{n} {words.verdict(key).word}" for key, n in counts.verdicts.items() if n and words.verdict(key).ours]
    rest = f"The rest is our failure, not the model's: {', '.join(ours)}." if ours else "None was left open."
    return Fact(f"{counts.decided} of {counts.asked}", "decided", rest)


def _sureness(run: Run) -> Fact:
    certainties = run.counts.certainties
    sure = certainties.get("identical", 0) + certainties.get("proved", 0)
    by = ", ".join(f"{n} {key}" for key in words.CERTAINTIES if (n := certainties.get(key, 0)))
    return Fact(str(sure), "settled by proof", f"How sure we are of each verdict: {by}." if by else "")


def _typos(results: Sequence[PartResult]) -> Fact:
    claims = [c for r in results for c in r.catches]
    confirmed = [c for c in claims if c.status == "confirmed"]
    detail = f"Claims that something printed is wrong: {len(claims)} were made, and checked where that is possible."
    return Fact(str(len(confirmed)), "typos and slips confirmed", detail if claims else "Nobody claimed any.")


def _agreement(run: Run) -> Fact:
    agreement = run.agreement
    if not agreement.n:
        return Fact("–", "agreement with human marks", "No part has both a human mark and a verdict of ours.")
    right = sum(marks.get("correct", 0) for marks in agreement.table.values())
    detail = (
        f"On {agreement.n} parts that both marked, {right} of which people call correct. Cohen's kappa is "
        f"{words.kappa(agreement)} (1: always, 0: by chance; where nearly all are marked alike it is low or uncertain)."
    )
    return Fact(words.agreed(agreement), "agreement with human marks", detail)


def _groups(results: Sequence[PartResult], parts: PartsByID) -> list[ColumnGroup]:
    return [
        ColumnGroup(
            problem=problem,
            title=views[0].problem_title,
            columns=tuple(
                Column(
                    v.id, v.label, v.title, links.part_page(v.id), words.tally([r for r in results if r.part == v.id])
                )
                for v in views
            ),
        )
        for problem, views in parts.problems().items()
    ]


def _row(transcript: str, results: Sequence[PartResult], parts: PartsByID) -> Row:
    by_part = {r.part: r for r in results}
    order = [view.id for views in parts.problems().values() for view in views]
    return Row(
        transcript=transcript,
        href=links.transcript_page(transcript),
        source=results[0].source,
        model=results[0].model,
        total=words.tally(results),
        cells=tuple(_cell(by_part[id], parts) if id in by_part else None for id in order),
    )


def _cell(result: PartResult, parts: PartsByID) -> Cell:
    word = words.verdict(result.verdict)
    disagrees = result.agrees is False
    caught = any(c.status == "confirmed" for c in result.catches)
    said = [f"{parts.of(result).label}: {word.word}"]
    said += [words.CERTAINTIES[result.certainty]] if result.certainty else []
    said += ["the human mark differs"] if disagrees else []
    said += ["a typo was caught here"] if caught else []
    return Cell(links.cell(result.transcript, result.part), word, "; ".join(said), disagrees, caught)


def _caught(result: PartResult, catch: CatchNote, parts: PartsByID) -> CaughtRow:
    where = catch.href or links.cell(result.transcript, result.part)
    return CaughtRow(result.transcript, parts.of(result).label, where, catch)


def _about(run: Run) -> list[tuple[str, str]]:
    facts = [("Run", run.id), ("Seed", str(run.seed)), ("Settings", run.configuration)]
    facts += [(name, version) for name, version in run.versions.items()]
    return facts + [(f"Time: {stage}", words.seconds(value)) for stage, value in run.timings.items()]
