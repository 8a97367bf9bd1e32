"""The table of commands. Each command is one function in a file of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from evaluator.cli.cache import commands as cache
from evaluator.cli.compare import compare
from evaluator.cli.curate import curate
from evaluator.cli.diff import diff
from evaluator.cli.read import read
from evaluator.cli.reference import commands as reference
from evaluator.cli.report import report
from evaluator.cli.review import review
from evaluator.cli.run import run

app = typer.Typer(
    name="evaluator",
    help="Reads LLM homework transcripts as a good teaching assistant would, and proves what it says.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # its library takes longer to load than everything else that help needs
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from evaluator import __version__

        typer.echo(f"evaluator {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which.")] = False,
) -> None:
    """What stands before any command."""


app.command()(run)
app.command()(read)
app.command()(compare)
app.command()(report)
app.command()(diff)
app.command()(review)
app.command()(curate)
app.add_typer(reference, name="reference")
app.add_typer(cache, name="cache")
