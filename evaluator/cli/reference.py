"""`evaluator reference list|check|new|try`: the solution sheets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.model import AnswerResult
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
    """Tries everything that the modules say: proofs, simulations, mistakes, errata, spellings, cases.

    The exit code is 1 when anything is wrong.

    Examples:

        evaluator reference check

        evaluator reference check eecs182/hw3/q5 --json
    """
    from evaluator.equality.workers import Workers
    from evaluator.grading.cases import check_cases
    from evaluator.grading.deciding import LOADED
    from evaluator.reference.check import check_library
    from evaluator.reference.library import load

    library = load(reference)
    with Workers(loaded=LOADED) as workers:
        results = [*check_library(library, ids or ()), *check_cases(library, ids or (), workers)]
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


@commands.command(name="try")
def try_answer(
    part: Annotated[str, typer.Argument(help="The id of a part.")],
    said: Annotated[str, typer.Argument(help="What a model might say: Markdown, formulas between dollar signs.")],
    reference: Folder = DEFAULT,
    json: Json = False,
) -> None:
    """Shows how an answer to a part is read, compared and marked.

    Examples:

        evaluator reference try eecs182/hw3/q5/a 'In total there are $20$ operations.'

        evaluator reference try eecs182/hw3/q1/a '$c = 1/d_1$' --json
    """
    from evaluator.equality.workers import Workers
    from evaluator.grading.cases import tried
    from evaluator.grading.deciding import LOADED
    from evaluator.reference.library import load

    with Workers(loaded=LOADED) as workers:
        done = tried(said, load(reference).part(part), workers)
    if json:
        _print_json({"verdict": done.verdict, "answers": [a.model_dump(mode="json") for a in done.answers]})
        return
    for answer in done.answers:
        _print_answer(answer)
    typer.echo(f"verdict: {done.verdict}")


def _print_answer(answer: AnswerResult) -> None:
    typer.echo(answer.name)
    witness = answer.witness.model_dump_json(exclude_none=True) if answer.witness else None
    lines = {
        "expected": answer.expected,
        "found": answer.found or "nothing that is stated as this",
        "outcome": answer.outcome if answer.cause is None else f"{answer.outcome} ({answer.cause})",
        "certainty": answer.certainty,
        "because": answer.method,
        "witness": witness,
        "says": answer.diagnosis,
    }
    for name, told in lines.items():
        if told:
            typer.echo(f"    {name:10s}{told}")


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
