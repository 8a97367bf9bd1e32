"""`evaluator reference list|check|new`: the solution sheets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.reference.check import CheckResult
    from evaluator.reference.records import ReferencePart

commands = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

Ids = Annotated[
    list[str] | None, typer.Argument(help="Problems, parts or folders, such as eecs182/hw3 (default: all).")
]
Folder = Annotated[Path, typer.Option("--reference", help="The folder of reference modules.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]

DEFAULT: Final = Path("reference")


@commands.callback()
def reference() -> None:
    """Lists, proves and starts reference modules (solution sheets).

    Examples:

        evaluator reference list

        evaluator reference check eecs182/hw3
    """


@commands.command(name="list")
def list_parts(ids: Ids = None, reference: Folder = DEFAULT, json: Json = False) -> None:
    """Lists the parts, with what is expected in each.

    Examples:

        evaluator reference list

        evaluator reference list eecs182/hw3/q1 --json
    """
    from evaluator.reference.library import load

    library = load(reference)
    parts = library.parts(library.matching(ids or ()))
    if json:
        _print_json([{"part": p.id, "title": p.title, "answers": _answers(p)} for p in parts])
        return
    rows = [(p.id, p.title, "\n".join(f"{name}: {latex}" for name, latex in _answers(p).items())) for p in parts]
    _print_table(("part", "title", "expected"), rows)


@commands.command()
def check(ids: Ids = None, reference: Folder = DEFAULT, json: Json = False) -> None:
    """Tries everything that the modules say: proofs, simulations, mistakes, errata, spellings.

    The exit code is 1 when anything is wrong.

    Examples:

        evaluator reference check

        evaluator reference check eecs182/hw3/q5 --json
    """
    from evaluator.reference.check import check_library
    from evaluator.reference.library import load

    results = list(check_library(load(reference), ids or ()))
    if json:
        _print_json([{"part": r.part, "check": r.check, "ok": r.ok, "detail": r.detail} for r in results])
    else:
        _print_results(results)
    if not all(r.ok for r in results):
        raise typer.Exit(1)


@commands.command()
def new(
    id: Annotated[str, typer.Argument(help="The id, course/homework/question.")], reference: Folder = DEFAULT
) -> None:
    """Writes a module to start from; it passes its own check.

    Examples:

        evaluator reference new mine/hw2/q1

        evaluator reference new mine/hw2/q2 --reference reference
    """
    from evaluator.reference.skeleton import write

    typer.echo(write(reference, id))


def _answers(part: ReferencePart) -> dict[str, str]:
    return {a.name: a.kind.latex() for a in part.answers}


def _print_results(results: Sequence[CheckResult]) -> None:
    rows = [(r.part, r.check, "ok" if r.ok else "WRONG", r.detail) for r in results]
    _print_table(("part", "check", "", "detail"), rows)
    wrong = sum(not r.ok for r in results)
    typer.echo(f"{len(results)} checks, {wrong} wrong" if wrong else f"{len(results)} checks, all fine")


def _print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*(Text(cell, style="bold red" if cell == "WRONG" else "") for cell in row))
    Console().print(table)


def _print_json(value: object) -> None:
    import json

    typer.echo(json.dumps(value, indent=1, ensure_ascii=False))
