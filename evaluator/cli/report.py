"""`evaluator report`: rebuilds the pages of a run."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """What a run can be turned into."""

    HTML = "html"


def report(
    run: Annotated[Path, typer.Argument(help="The folder of a run.", show_default=False)],
    format: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.HTML,
    open: Annotated[bool, typer.Option("--open", help="Open the overview in the browser.")] = False,
) -> None:
    """Rebuilds the pages of RUN from its results; nothing is graded anew.

    Examples:

        evaluator report reports/samples

        evaluator report reports/samples --format html --open
    """
    from evaluator.report.site import write

    write(run)
    index = run / "index.html"
    typer.echo(index)
    if open:
        typer.launch(index.resolve().as_uri())
