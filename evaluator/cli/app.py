"""The table of commands. Each command is one function in a file of its own."""

from __future__ import annotations

import typer

app = typer.Typer(
    name="evaluator",
    help="Reads LLM homework transcripts as a good teaching assistant would, and proves what it says.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
