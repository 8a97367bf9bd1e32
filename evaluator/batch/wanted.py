"""Which parts a run is limited to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evaluator.config import Settings
from evaluator.errors import ConfigError, ReferenceModuleError
from evaluator.reference.library import Library, homework_of


@dataclass(frozen=True)
class Wanted:
    """`homework` is the one that was named, or the only one that is left."""

    part: Callable[[str], bool]
    homework: str | None = None


def wanted_parts(library: Library, settings: Settings) -> Wanted:
    """By `--only` (ids of parts, problems or homeworks) `--homework` and `-k` (letters of an id or title). Raises
    `ConfigError`."""
    if settings.homework is not None and settings.homework not in library.homeworks():
        raise ConfigError(f"--homework {settings.homework}: no such homework; there is {_listed(library)}")
    if not settings.only and not settings.keyword:
        return Wanted(lambda _part: True, settings.homework)
    try:
        problems = library.matching(settings.only)
    except ReferenceModuleError as error:
        raise ConfigError(f"--only {error.module}: no such part, problem or homework") from error
    parts = [p for p in library.parts(problems) if not settings.only or _named(p.id, settings.only)]
    if settings.only and not parts:
        raise ConfigError(f"--only {' '.join(settings.only)}: no such part, problem or homework")
    sought = (settings.keyword or "").lower()
    kept = {p.id for p in parts if sought in f"{p.id} {p.printed} {p.label} {p.title}".lower()}
    if not kept:
        raise ConfigError(f"-k {settings.keyword}: no part has this in its id or title")
    homeworks = {homework_of(part.rpartition("/")[0]) for part in kept}
    only = homeworks.pop() if len(homeworks) == 1 else None
    return Wanted(kept.__contains__, settings.homework or only)


def _listed(library: Library) -> str:
    return ", ".join(sorted(library.homeworks())) or "none"


def _named(part: str, only: tuple[str, ...]) -> bool:
    return any(part == name.strip("/") or part.startswith(f"{name.strip('/')}/") for name in only)
