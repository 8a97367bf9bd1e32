"""`evaluator compare`: the equality ladder, tried by hand or on a file of pairs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, TextIO

import typer

from evaluator.errors import ConfigError, EvaluatorError

if TYPE_CHECKING:
    from evaluator.equality.workers import Workers
    from evaluator.kinds.asked import Asked
    from evaluator.model import Different, Outcome

_DESCRIPTIONS: Final = {
    "identical": "the same canonical form",
    "proved": "proved",
    "sampled": "they agree wherever they were evaluated, without a proof",
    "rubric": "by the rubric",
}


def compare(
    gold: Annotated[str | None, typer.Argument(help="The expected answer, LaTeX.", show_default=False)] = None,
    answer: Annotated[str | None, typer.Argument(help="The answer to judge, LaTeX.", show_default=False)] = None,
    assume: Annotated[
        list[str] | None, typer.Option(help="About a symbol: 'd_1 positive integer', 'p in (0, 1)'. May be repeated.")
    ] = None,
    kind: Annotated[
        Literal["value", "growth"],
        typer.Option(help="What is asked for: with 'growth', n^2 + n is right where n^2 is."),
    ] = "value",
    json_output: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")] = False,
    pairs: Annotated[
        Path | None, typer.Option(help="Compare many: a file of JSON lines with id, gold and pred (and kind).")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Where results of --pairs go (default: standard output).")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Worker processes.")] = 1,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds of processor time for each pair.")] = 5.0,
) -> None:
    r"""Says whether ANSWER has the value of GOLD: equal, different (with a witness), or unknown (with the reason).

    Every comparison runs in a process of its own with limits of time and memory.

    Examples:

        evaluator compare '\frac{1}{\sqrt{d}}' 'd^{-1/2}' --assume 'd positive'

        evaluator compare --pairs pairs.jsonl -o outcomes.jsonl
    """
    assumptions = tuple(assume or ())
    _check(assumptions)
    if pairs is None and (gold is None or answer is None):
        raise ConfigError("give GOLD and ANSWER, or --pairs FILE")
    if (
        pairs is None
        and gold
        and answer
        and not assumptions
        and kind == "value"
        and _told_at_first_sight(gold, answer, json_output)
    ):
        return
    from evaluator.equality.workers import Workers

    with Workers(jobs, timeout, loaded=("evaluator.kinds.pair", "evaluator.equality.ladder")) as workers:
        if pairs is not None:
            _many(pairs, out, workers, assumptions)
        elif gold is not None and answer is not None:
            _one(gold, answer, workers, kind, assumptions, json_output)


def _told_at_first_sight(gold: str, answer: str, as_json: bool) -> bool:
    """Easy pairs need no worker, and no SymPy."""
    from evaluator.kinds.pair import AT_FIRST_SIGHT, at_first_sight

    if max(len(gold), len(answer)) > AT_FIRST_SIGHT:
        return False  # what is long is looked at where time and memory are bounded
    outcome = at_first_sight(gold, answer)
    if outcome is not None:
        _print(outcome, as_json)
    return outcome is not None


def _check(assumptions: tuple[str, ...]) -> None:
    """A slip in --assume is reported before any work; without any, the command starts without SymPy."""
    if assumptions:
        from evaluator.equality.assumptions import scope_of

        scope_of(assumptions)


def _one(gold: str, answer: str, workers: Workers, kind: Asked, assumptions: tuple[str, ...], as_json: bool) -> None:
    from evaluator.kinds.asked import COMPARE

    _print(workers.run(COMPARE[kind], gold, answer, assumptions), as_json)


def _print(outcome: Outcome, as_json: bool) -> None:
    from evaluator.kinds.bulk import fields_of

    typer.echo(json.dumps(fields_of(outcome), ensure_ascii=False) if as_json else sentence(outcome))


def _many(pairs: Path, out: Path | None, workers: Workers, assumptions: tuple[str, ...]) -> None:
    from evaluator.kinds.bulk import compare_lines

    try:
        with pairs.open(encoding="utf-8", errors="replace") as lines, _target(out) as target:
            for result in compare_lines(lines, workers, assumptions):
                target.write(json.dumps(result, ensure_ascii=False) + "\n")
    except OSError as error:
        raise EvaluatorError(f"{error.filename}: {error.strerror}") from error


@contextmanager
def _target(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    with out.open("w", encoding="utf-8") as file:
        yield file


def sentence(outcome: Outcome) -> str:
    """What a person is told."""
    if outcome.outcome == "equal":
        how = _DESCRIPTIONS.get(outcome.certainty, outcome.certainty)
        return f"Equal: {how} ({outcome.method})."
    if outcome.outcome == "unknown":
        return f"Cannot tell: {outcome.reason}."
    return _difference(outcome)


def _difference(outcome: Different) -> str:
    witness = outcome.witness
    place = ", ".join(f"{name} = {value}" for name, value in witness.point.items())
    where = f"at {place} " if place else ""
    told = f"Different: {where}the expected value is {witness.expected}, the answer gives {witness.found}."
    return f"{told} {outcome.diagnosis}" if outcome.diagnosis else told
