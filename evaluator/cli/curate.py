"""`evaluator curate`: a dataset out of runs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from evaluator.errors import ConfigError


class Certainty(StrEnum):
    """From weak to strong."""

    RUBRIC = "rubric"
    SAMPLED = "sampled"
    PROVED = "proved"
    IDENTICAL = "identical"


class Balance(StrEnum):
    MODEL = "model"
    PROBLEM = "problem"


def curate(
    runs: Annotated[list[Path], typer.Argument(help="Folders of runs.", metavar="RUN...")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder of the dataset.", metavar="DIR")],
    licence: Annotated[str | None, typer.Option(help="Licence of the texts, as 'CC-BY-4.0'.", metavar="ID")] = None,
    consent: Annotated[str | None, typer.Option(help="What the authors agreed to, in a sentence.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Go on where licence or consent is unknown.")] = False,
    min_certainty: Annotated[Certainty | None, typer.Option(help="Leave out what is less certain.")] = None,
    agreed: Annotated[bool, typer.Option("--agreed", help="Only where a human mark says the same.")] = False,
    sure: Annotated[bool, typer.Option("--sure", help="Only what was read without doubt.")] = False,
    alike: Annotated[
        float | None, typer.Option(help="Keep one of answers that agree to this share.", min=0.1, max=1.0)
    ] = None,
    against: Annotated[
        list[Path] | None,
        typer.Option(help="Text whose words no answer may repeat; the references too.", metavar="FILE"),
    ] = None,
    balance: Annotated[Balance | None, typer.Option(help="As many rows of each.")] = None,
    seed: Annotated[int, typer.Option(help="Decides the splits, and what a balance keeps.")] = 0,
    secret: Annotated[Path | None, typer.Option(help="File that keys the pseudonyms.", metavar="FILE")] = None,
) -> None:
    """Makes a dataset of what runs graded: Parquet, a card and a manifest, without personal data.

    Examples:

        evaluator curate reports/samples -o datasets/samples --licence CC0-1.0 --consent "our own texts"

        evaluator curate reports/may reports/june -o datasets/spring --min-certainty proved --sure --force
    """
    from evaluator.dataset.alike import Passages
    from evaluator.dataset.choices import Choices
    from evaluator.dataset.curate import curate as make
    from evaluator.dataset.curate import reference_texts
    from evaluator.dataset.made import Terms

    chosen = Choices(
        min_certainty.value if min_certainty else None,
        agreed,
        sure,
        alike,
        Passages([*map(_text, against), *reference_texts(runs)]) if against else None,
    )
    key = _read("--secret", secret) if secret else None
    terms = Terms(licence, consent)
    done = make(runs, out, chosen, terms, seed, key, balance.value if balance else None, force)
    for name, splits in done.rows.items():
        typer.echo(f"{name}: {', '.join(f'{rows} {split}' for split, rows in splits.items()) or 'no rows'}")
    for what, counts in (("left out", done.dropped), ("personal data removed", done.removed)):
        if counts:
            typer.echo(f"{what}: {', '.join(f'{n} {kind}' for kind, n in sorted(counts.items()))}")
    if done.changes:
        typer.echo(f"against what was there: {', '.join(f'{n} {kind}' for kind, n in done.changes.items())}")
    typer.echo(f"dataset: {done.path}")


def _text(path: Path) -> str:
    return _read("--against", path).decode("utf-8", errors="replace")


def _read(option: str, path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{option} {path}: {error.strerror}") from error
