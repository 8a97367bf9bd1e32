"""`evaluator run`: reads, grades, writes a report folder and prints a summary."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evaluator.cli.interrupts import interruptible
from evaluator.errors import ConfigError

if TYPE_CHECKING:
    from evaluator.batch.local import RunFolder
    from evaluator.batch.watching import Watch
    from evaluator.config import Settings

GATE_FAILED = 1


def run(
    sources: Annotated[list[Path], typer.Argument(help="Transcripts, or folders of them.", metavar="SOURCE...")],
    reference: Annotated[str | None, typer.Option(help="Folder of reference modules.", metavar="DIR")] = None,
    out: Annotated[str | None, typer.Option("--out", "-o", help="Folder of the report.", metavar="DIR")] = None,
    keyword: Annotated[str | None, typer.Option("-k", help="Only parts with this in id or title.")] = None,
    homework: Annotated[str | None, typer.Option(help="The homework that all sources are about.", metavar="ID")] = None,
    only: Annotated[list[str] | None, typer.Option(help="Only this part, problem or homework.", metavar="ID")] = None,
    jobs: Annotated[int | None, typer.Option(help="Worker processes.")] = None,
    engine: Annotated[str | None, typer.Option(help="local, or dask for a cluster.", metavar="NAME")] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Dask scheduler to use (default: a cluster started here).", metavar="ADDRESS")
    ] = None,
    timeout: Annotated[float | None, typer.Option(help="Seconds of computing for one comparison.")] = None,
    seed: Annotated[int | None, typer.Option(help="Recorded with the run.")] = None,
    fail_under: Annotated[float | None, typer.Option(help="Exit with 1 below this accuracy.", metavar="PCT")] = None,
    fail_on: Annotated[str | None, typer.Option(help="refused: exit with 1 if any was.", metavar="WHAT")] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Do all anew, and keep nothing.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No line for each transcript.")] = False,
    show_page: Annotated[bool, typer.Option("--open", help="Open the report in the browser.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print run.json instead of a table.")] = False,
) -> None:
    """Reads and grades transcripts, writes a report folder and prints a summary.

    Examples:

        evaluator run transcripts --reference reference

        evaluator run my-chat.md --only eecs182/hw3/q1 --out reports/mine --fail-under 80
    """
    from evaluator.batch.folder import prepare
    from evaluator.batch.sources import sources as find
    from evaluator.config import settings

    given = {"reference": reference, "out": out, "keyword": keyword, "jobs": jobs, "timeout": timeout, "seed": seed}
    given |= {"homework": homework, "no_cache": no_cache or None, "engine": engine, "scheduler": scheduler}
    chosen = settings({**given, "fail_under": fail_under, "fail_on": fail_on, "only": tuple(only or ())})
    if not Path(chosen.reference).is_dir():
        raise ConfigError(f"--reference {chosen.reference}: no such folder")
    files = find(sources)
    if chosen.out is not None:
        prepare(Path(chosen.out))

    from evaluator.batch import local  # after all that may be wrong with the arguments: SymPy takes its time
    from evaluator.cli.summary import show
    from evaluator.reference.library import load

    try:
        with interruptible(), _watching(quiet) as watch:
            done = local.run(files, load(Path(chosen.reference)), chosen, watch)
    except KeyboardInterrupt:
        kept = "" if chosen.no_cache else ". What was graded is kept: give the same command again to go on"
        print(f"evaluator: interrupted{kept}", file=sys.stderr)
        raise
    if as_json:
        print(json.dumps(done.run.model_dump(mode="json"), ensure_ascii=False, indent=1))
    else:
        show(done)
    if show_page:
        typer.launch((done.path / "index.html").resolve().as_uri())
    _leave(done, chosen)


@contextmanager
def _watching(quiet: bool) -> Iterator[Watch]:
    from rich.console import Console

    from evaluator.batch.watching import SILENT
    from evaluator.cli.progress import Display, Lines

    console = Console(stderr=True, highlight=False)
    if quiet or not console.is_terminal:
        yield SILENT if quiet else Lines()
        return
    with Display(console) as display:
        yield display


def _leave(done: RunFolder, chosen: Settings) -> None:
    """What was refused is told in the summary; it fails a run that did something only where that was asked for."""
    counts = done.run.counts
    accuracy = 100 * counts.right / counts.decided if counts.decided else 0.0
    failed = []
    if chosen.fail_on == "refused" and done.refused:
        failed.append(f"{len(done.refused)} refused")
    if chosen.fail_under is not None and accuracy < chosen.fail_under:
        failed.append(f"{accuracy:.1f} % is below the {chosen.fail_under:g} % asked for")
    if failed:
        print(f"evaluator: {'; '.join(failed)}", file=sys.stderr)
        raise typer.Exit(GATE_FAILED)
