"""`evaluator judge`: asks a language model about explanations."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from evaluator.report.judgements import Judgement


def judge(
    run: Annotated[Path, typer.Argument(help="The folder of a run.", show_default=False)],
    model: Annotated[str, typer.Option(help="The model, as its endpoint names it.", show_default=False)],
    base_url: Annotated[
        str | None, typer.Option("--base-url", help="An OpenAI-compatible endpoint.", metavar="URL")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask about so many, no more.")] = None,
    per_minute: Annotated[float, typer.Option("--per-minute", min=0.01, help="Requests a minute.")] = 60.0,
    price_in: Annotated[float, typer.Option("--price-in", min=0, help="Of a million tokens sent.")] = 0.0,
    price_out: Annotated[float, typer.Option("--price-out", min=0, help="Of a million tokens replied.")] = 0.0,
) -> None:
    """Asks a language model about the explanations of RUN; what it says counts where no rubric decided.

    The transcripts go to the endpoint. The key is taken from OPENAI_API_KEY.

    Examples:

        evaluator judge reports/samples --model qwen3 --base-url http://localhost:8000/v1

        evaluator judge reports/samples --model gpt-5-mini --limit 20 --price-in 0.25 --price-out 2
    """
    from itertools import islice

    from evaluator.batch.cache import Cache, default_path
    from evaluator.config import settings
    from evaluator.judge.endpoint import Endpoint
    from evaluator.judge.judging import judgements, questions
    from evaluator.report.folder import load
    from evaluator.report.judgements import append, read
    from evaluator.report.site import write

    found, chosen = load(run), settings({})
    endpoint = Endpoint(model, base_url, os.environ.get("OPENAI_API_KEY") or None, per_minute)
    path = None if chosen.no_cache else Path(chosen.cache) if chosen.cache else default_path()
    made, useless = list["Judgement"](), 0
    with closing(Cache(path)) as kept:
        try:
            for said in judgements(islice(questions(found, read(run), model), limit), endpoint, kept):
                if said is None:
                    useless += 1
                    continue
                append(run, [said])  # at once: the next reply may never come
                made.append(said)
        finally:
            write(run)
    typer.echo(_told(made, useless, (price_in, price_out)))
    typer.echo(f"agreement: evaluator review {run} --agreement")
    typer.echo(f"report: {run / 'index.html'}")


def _told(made: Sequence[Judgement], useless: int, prices: tuple[float, float]) -> str:
    sent, replied = sum(j.tokens_in for j in made), sum(j.tokens_out for j in made)
    told = f"{len(made)} judged" + (f", {useless} replies were no mark" if useless else "")
    cost = f", cost {(sent * prices[0] + replied * prices[1]) / 1e6:.4f}" if any(prices) else ""
    return f"{told}; {sent} tokens sent, {replied} replied{cost}"
