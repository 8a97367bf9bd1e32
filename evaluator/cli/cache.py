"""`evaluator cache`: what earlier runs kept, so that nothing is done twice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from evaluator.batch.cache import Cache

commands = typer.Typer(
    help="What earlier runs kept, so that nothing is done twice.", no_args_is_help=True, rich_markup_mode=None
)


def _cache() -> Cache:
    from evaluator.batch.cache import Cache, default_path
    from evaluator.config import settings

    chosen = settings({})
    return Cache(Path(chosen.cache) if chosen.cache else default_path())


@commands.command()
def info() -> None:
    """Says where it is, and how much it holds."""
    found = _cache().info()
    print(f"{found.path}: {found.entries} entries, {found.bytes / 2**20:.1f} MB")


@commands.command()
def clear() -> None:
    """Removes all of it; the next run does everything anew."""
    cache = _cache()
    found = cache.info()
    cache.clear()
    print(f"{found.path}: {found.entries} entries removed")
