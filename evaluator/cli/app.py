"""The table of commands. Each command is one function in a file of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from evaluator.cli.cache import commands as cache
from evaluator.cli.commands import COMMANDS, SAYS, VERSION
from evaluator.cli.compare import compare
from evaluator.cli.curate import curate
from evaluator.cli.diff import diff
from evaluator.cli.formulas import OfFormulas
from evaluator.cli.judge import judge
from evaluator.cli.read import read
from evaluator.cli.reference import commands as reference
from evaluator.cli.report import report
from evaluator.cli.review import review
from evaluator.cli.run import run

app = typer.Typer(
    name="evaluator",
    help=SAYS,
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
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=VERSION)] = False,
) -> None:
    """What stands before any command."""


for command in (run, read, compare, report, diff, review, judge, curate):
    kind = OfFormulas if command is compare else None
    app.command(short_help=COMMANDS[command.__name__], cls=kind)(command)
for name, commands in (("reference", reference), ("cache", cache)):
    app.add_typer(commands, name=name, short_help=COMMANDS[name])
