"""`evaluator diff`: what changed between two runs."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evaluator.errors import EvaluatorError

if TYPE_CHECKING:
    from evaluator.report.difference import Change, Difference

GATE_FAILED = 1


class Gate(StrEnum):
    """What ends the command with exit code 1."""

    REGRESSION = "regression"


def diff(
    old: Annotated[Path, typer.Argument(help="The folder of the earlier run.", show_default=False)],
    new: Annotated[Path, typer.Argument(help="The folder of the later run.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of lines.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page to this file.", metavar="FILE")] = None,
    fail_on: Annotated[Gate | None, typer.Option(help="Exit with 1 where one is found.")] = None,
) -> None:
    """Says which parts are marked otherwise in NEW than in OLD, what that means, and why.

    Examples:

        evaluator diff reports/monday reports/tuesday

        evaluator diff reports/monday reports/tuesday --html changes.html --fail-on regression
    """
    from evaluator.report.difference import REGRESSIONS, compare, page

    difference = compare(old, new)
    if html is not None:
        try:
            html.write_text(page(difference), encoding="utf-8")
        except OSError as error:
            raise EvaluatorError(f"--html {html}: {error.strerror}") from error
    typer.echo(_json(difference) if as_json else "\n".join(_lines(difference)))
    if fail_on and any(change.group in REGRESSIONS for change in difference.changes):
        raise typer.Exit(GATE_FAILED)


def _lines(difference: Difference) -> list[str]:
    found = []
    for group, changes in difference.grouped().items():
        found.append(f"{group.value} ({len(changes)})")
        found += [f"  {_line(change)}" for change in changes]
    return [*found, f"{len(difference.changes)} changed, {difference.same} the same"]


def _line(change: Change) -> str:
    verdicts = f"{change.before or 'not there'} -> {change.after or 'not there'}"
    answers = f" ({'; '.join(change.answers)})" if change.answers else ""
    return f"{change.transcript} {change.part}: {verdicts}{answers}: {change.cause}"


def _json(difference: Difference) -> str:
    changes = [
        {
            "transcript": c.transcript,
            "part": c.part,
            "group": c.group.value,
            "before": c.before,
            "after": c.after,
            "answers": list(c.answers),
            "cause": c.cause,
        }
        for c in difference.changes
    ]
    return json.dumps({"changes": changes, "same": difference.same}, ensure_ascii=False, indent=1)
