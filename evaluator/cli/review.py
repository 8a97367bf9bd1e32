"""`evaluator review`: what a person should look at, and what they decided."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evaluator.errors import ConfigError, EvaluatorError

_ALONE = "low because nearly all marks are the same: chance alone would agree, too"

if TYPE_CHECKING:
    from evaluator.dataset.queue import Item
    from evaluator.model import PartResult
    from evaluator.report.folder import RunFolder


def review(
    run: Annotated[Path, typer.Argument(help="The folder of a run.", show_default=False)],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write it: .csv, or .json for Label Studio.", metavar="FILE"),
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option(help="Take decisions from a filled table or an export.", metavar="FILE")
    ] = None,
    author: Annotated[str | None, typer.Option(help="Who decided, where the file does not say.")] = None,
    agreement: Annotated[bool, typer.Option("--agreement", help="Say how far all who marked agree.")] = False,
) -> None:
    """Shows what of RUN a person should look at first; writes that as a table, and takes decisions back in.

    Examples:

        evaluator review reports/samples -o queue.csv

        evaluator review reports/samples --decisions queue.csv --author "the teaching team"

        evaluator review reports/samples --agreement
    """
    from evaluator.dataset.queue import queue
    from evaluator.report.folder import load
    from evaluator.report.reviews import read

    found = load(run)
    if agreement:
        _agreement(found)
        return
    if decisions is not None:
        _decide(found, decisions, author)
        return
    done = {(r.transcript, r.part) for r in read(run)}
    items = queue(found.results, {p.id: p for p in found.parts}, done)
    if out is not None:
        _write(out, items)
    for why, count in Counter(item.why for item in items).items():
        typer.echo(f"{count} {why.value}")
    typer.echo(f"queue: {out}" if out else f"{len(items)} to look at; write them with -o FILE")


def _write(out: Path, items: list[Item]) -> None:
    from evaluator.dataset.review_files import LABEL_CONFIG, to_csv, to_label_studio

    if out.suffix not in (".csv", ".json"):
        raise ConfigError(f"--out {out}: ends in neither .csv nor .json")
    try:
        out.write_text(to_csv(items) if out.suffix == ".csv" else to_label_studio(items), encoding="utf-8")
        if out.suffix == ".json":
            out.with_suffix(".xml").write_text(LABEL_CONFIG, encoding="utf-8")
    except OSError as error:
        raise EvaluatorError(f"--out {out}: {error.strerror}") from error


def _decide(run: RunFolder, source: Path, author: str | None) -> None:
    from evaluator.dataset.queue import group_of
    from evaluator.dataset.review_files import decisions
    from evaluator.report.reviews import Review, append
    from evaluator.report.site import write

    try:
        text = source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"--decisions {source}: cannot be read ({error})") from error
    known: dict[str, list[PartResult]] = {}
    for result in run.results:
        known.setdefault(group_of(result), []).append(result)
    made, gone = list[Review](), 0
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for decision in decisions(source.name, text, author):
        gone += decision.item not in known
        made += [
            Review.model_validate(
                {
                    "transcript": r.transcript, "part": r.part, "verdict": decision.verdict,
                    "author": decision.author, "reason": decision.reason, "time": now,
                }
            )
            for r in known.get(decision.item, ())
        ]  # fmt: skip
    append(run.path, made)
    write(run.path)
    typer.echo(f"{len(made)} results reviewed" + (f"; {gone} items are of another run" if gone else ""))


def _agreement(run: RunFolder) -> None:
    """Of every two who marked: percent, kappa with its interval, and who says what."""
    from evaluator.dataset.raters import EVERYTHING, pairs

    found = list(pairs(run))
    if not found:
        typer.echo("nobody else marked what the evaluator decided")
    for pair in found:
        seen = pair.seen
        if pair.within == EVERYTHING:
            typer.echo(f"{pair.one} and {pair.other}")
        within = f" ({seen.kappa_95[0]:g} to {seen.kappa_95[1]:g})" if seen.kappa_95 else ""
        kappa = "" if seen.kappa is None else f", kappa {seen.kappa:g}{within}"
        typer.echo(f"  {pair.within}: {seen.percent:g} % of {seen.n}{kappa}{', ' + _ALONE if seen.lopsided else ''}")
        if pair.within == EVERYTHING:
            said = (f"{one} and {other} {n}" for one, row in seen.table.items() for other, n in row.items())
            typer.echo(f"    {pair.one} and {pair.other} say: {', '.join(said)}")
