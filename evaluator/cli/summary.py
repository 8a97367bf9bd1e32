"""The summary that `evaluator run` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from evaluator.batch.local import RunFolder
from evaluator.model import OURS, PartResult

_MOST = 30  # wrong parts that are listed
_COLUMNS = ("correct", "partial", "incorrect", "missing")


def show(done: RunFolder) -> None:
    """A table, and below it the figures that need their ground beside them."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(_table(done.results))
    for line in lines(done):
        console.print(line, markup=False)


def lines(done: RunFolder) -> list[str]:
    """Accuracy with its ground, agreement, catches, refusals, and where the report is."""
    found = [*wrong(done.results), accuracy(done), *_agreement(done), *_catches(done.results)]
    found += [f"not graded: {refused.error}" for refused in done.refused]
    if done.untried:
        found.append(f"taken on trust (no proof, simulation or case in the module): {', '.join(done.untried)}")
    return [*found, f"report: {done.path / 'index.html'}"]


def wrong(results: Sequence[PartResult]) -> list[str]:
    """What is not right, one line each: where, and by which answers."""
    faults = [r for r in results if r.verdict in ("partial", "incorrect", "missing")]
    shown = [f"{r.verdict}: {r.transcript} {r.part}{_why(r)}" for r in faults[:_MOST]]
    return [*shown, *([f"... and {len(faults) - _MOST} more, see the report"] if len(faults) > _MOST else [])]


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


def _catches(results: tuple[PartResult, ...]) -> list[str]:
    status = Counter(c.status for r in results for c in r.catches)
    if not status:
        return []
    told = ", ".join(f"{status[s]} {s}" for s in ("confirmed", "refuted", "unverified") if status[s])
    return [f"catches: {told}"]


def _table(results: tuple[PartResult, ...]) -> Table:
    table = Table("transcript", "asked", *_COLUMNS, "ours", box=None, header_style="bold", pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for transcript in dict.fromkeys(r.transcript for r in results):
        verdicts = Counter[str](r.verdict for r in results if r.transcript == transcript)
        ours = sum(verdicts[v] for v in OURS)
        figures = [verdicts.total() - verdicts["unasked"], *(verdicts[c] for c in _COLUMNS), ours]
        table.add_row(transcript, *(str(n) if n else "·" for n in figures))
    return table
