"""The first page: the facts, the grid, what was refused, what was caught."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from evaluator.model import PartResult, Run
from evaluator.report import links, words
from evaluator.report.views.notes import CatchNote, catch_note
from evaluator.report.views.parts import PartsByID
from evaluator.report.words import Word
from evaluator.tally import Tally


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
    more: int  # transcripts that have no row
    total: str
    legend: tuple[Word, ...]
    refused: tuple[tuple[str, str], ...]
    caught: tuple[CaughtRow, ...]
    more_caught: int
    about: tuple[tuple[str, str], ...]


MOST_ROWS: Final = 1_000  # transcripts that the grid shows: a browser takes seconds for more
MOST_CAUGHT: Final = 1_000


class Overview:
    """Takes the results of one transcript after the other: it holds what the first page shows, and counts the rest."""

    def __init__(self, parts: PartsByID) -> None:
        self._parts, self._order = parts, [view.id for views in parts.problems().values() for view in views]
        self._verdicts: dict[str, Counter[str]] = defaultdict(Counter)  # by part
        self._rows: list[Row] = []
        self._caught: list[CaughtRow] = []
        self._tally = Tally()

    def add(self, results: Sequence[PartResult]) -> None:
        """Those of one transcript."""
        self._tally.add(results)
        if len(self._rows) < MOST_ROWS:
            self._rows.append(_row(results, self._order, self._parts))
        for result in results:
            self._verdicts[result.part][result.verdict] += 1
            if len(self._caught) < MOST_CAUGHT:
                notes = (catch_note(catch, result.transcript) for catch in result.catches)
                self._caught += [_caught(result, note, self._parts) for note in notes]

    def of_part(self, part: str) -> Counter[str]:
        """How many have which verdict."""
        return self._verdicts[part]

    def view(self, run: Run) -> IndexView:
        """Its counts are of the results as they are now, with what was judged and decided since."""
        tally = self._tally
        run = run.model_copy(update={"counts": tally.counts(), "agreement": tally.agreement()})
        return IndexView(
            run=run.id,
            facts=(_accuracy(run), _decided(run), _sureness(run), _typos(tally.catches), _agreement(run)),
            groups=tuple(self._groups()),
            rows=tuple(self._rows),
            more=tally.transcripts - len(self._rows),
            total=words.share(sum(self._verdicts.values(), Counter())),
            legend=tuple(words.VERDICTS.values()),
            refused=tuple((i.source, i.error) for i in run.inputs if i.error),
            caught=tuple(self._caught),
            more_caught=max(0, tally.catches.total() - len(self._caught)),
            about=tuple(_about(run)),
        )

    def _groups(self) -> Iterator[ColumnGroup]:
        for problem, views in self._parts.problems().items():
            columns = (
                Column(v.id, v.label, v.title, links.part_page(v.id), words.share(self._verdicts[v.id])) for v in views
            )
            yield ColumnGroup(problem=problem, title=views[0].problem_title, columns=tuple(columns))


def index_view(run: Run, results: Iterable[PartResult], parts: PartsByID) -> IndexView:
    """Of results that stand transcript by transcript."""
    overview = Overview(parts)
    for _, found in groupby(results, key=lambda result: result.transcript):
        overview.add(tuple(found))
    return overview.view(run)


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


def _typos(claims: Counter[str]) -> Fact:
    detail = f"Claims that something printed is wrong: {claims.total()} were made, and checked where that is possible."
    return Fact(str(claims["confirmed"]), "typos and slips confirmed", detail if claims else "Nobody claimed any.")


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


def _row(results: Sequence[PartResult], order: Sequence[str], parts: PartsByID) -> Row:
    by_part = {r.part: r for r in results}
    transcript = results[0].transcript
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
