"""The summary that `evaluator run` prints."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from evaluator.batch.local import RunFolder
from evaluator.model import OURS, PartResult
from evaluator.tally import Tally

_COLUMNS = ("correct", "partial", "incorrect", "missing")


def show(done: RunFolder) -> None:
    """A table, and below it the figures that need their ground beside them."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(_table(done.tally))
    for line in lines(done):
        console.print(line, markup=False)


def lines(done: RunFolder) -> list[str]:
    """Accuracy with its ground, agreement, catches, refusals, and where the report is."""
    found = [*_more(done.tally), *wrong(done.tally), accuracy(done), *_agreement(done), *_catches(done.tally)]
    found += [f"not graded: {refused.error}" for refused in done.refused]
    if done.untried:
        found.append(f"taken on trust (no proof, simulation or case in the module): {', '.join(done.untried)}")
    return [*found, f"report: {done.path / 'index.html'}"]


def _more(tally: Tally) -> list[str]:
    more = tally.transcripts - len(tally.rows)
    return [f"... and {more} more transcripts, see the report"] if more else []


def wrong(tally: Tally) -> list[str]:
    """What is not right, one line each: where, and by which answers."""
    shown = [f"{r.verdict}: {r.transcript} {r.part}{_why(r)}" for r in tally.faults]
    more = tally.wrong - len(shown)
    return [*shown, *([f"... and {more} more, see the report"] if more else [])]


def _why(result: PartResult) -> str:
    names = [answer.name for answer in result.answers if answer.outcome == "different"]
    return f": {', '.join(names)}" if names else ""


def accuracy(done: RunFolder) -> str:
    """ "right 9, answered 12, asked 14; 1 ours; 69 % of 13 decided"."""
    counts = done.run.counts
    told = f"right {counts.right}, answered {counts.answered}, asked {counts.asked}; {counts.ours} ours"
    return (
        f"{told}; {100 * counts.right / counts.decided:.0f} % of {counts.decided} decided" if counts.decided else told
    )


def _agreement(done: RunFolder) -> list[str]:
    seen = done.run.agreement
    if not seen.n:
        return ["agreement with human marks: none to compare"]
    within = f" ({seen.kappa_95[0]:g} to {seen.kappa_95[1]:g})" if seen.kappa_95 else ""
    kappa = "" if seen.kappa is None else f", kappa {seen.kappa:g}{within}"
    return [f"agreement with human marks: {seen.percent:g} % of {seen.n}{kappa}"]


def _catches(tally: Tally) -> list[str]:
    status = tally.catches
    if not status:
        return []
    told = ", ".join(f"{status[s]} {s}" for s in ("confirmed", "refuted", "unverified") if status[s])
    return [f"catches: {told}"]


def _table(tally: Tally) -> Table:
    table = Table("transcript", "asked", *_COLUMNS, "ours", box=None, header_style="bold", pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for transcript, verdicts in tally.rows:
        ours = sum(verdicts[v] for v in OURS)
        figures = [verdicts.total() - verdicts["unasked"], *(verdicts[c] for c in _COLUMNS), ours]
        table.add_row(transcript, *(str(n) if n else "·" for n in figures))
    return table
