"""Settings: a flag beats EVALUATOR_<NAME>, which beats [tool.evaluator] in pyproject.toml, which beats the default."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from pydantic import Field, ValidationError

from evaluator.errors import ConfigError
from evaluator.model.record import Record

_PREFIX: Final = "EVALUATOR_"
_READERS: Final = "dialects"  # a table for those who read transcripts
_NOT_OURS: Final = "EVALUATOR_TEST_"  # what the test suite takes from the environment


class Settings(Record):
    """What a run depends on. Times and places of output do not enter the digest of a run."""

    reference: str = "reference"
    out: str | None = None
    keyword: str | None = None  # parts whose id or title has this in it
    homework: str | None = None  # what all sources are about, whatever they say of themselves
    only: tuple[str, ...] = ()  # ids of parts, problems or homeworks
    cache: str | None = None  # file of what was read and graded before; by default in the user's cache folder
    no_cache: bool = False  # read and grade all anew, and keep nothing
    engine: Literal["local", "dask"] = "local"  # where transcripts are worked on
    scheduler: str | None = None  # address of a Dask scheduler; without one a cluster is started on this machine
    jobs: int = Field(default_factory=lambda: max(1, min(8, os.cpu_count() or 1)), ge=1, le=256)
    timeout: float = Field(default=10.0, gt=0, le=3600)  # seconds of computing for one comparison
    item_timeout: float = Field(default=900.0, gt=0)  # seconds for one transcript, where there are several
    item_megabytes: int = Field(default=6144, ge=512)  # memory for one transcript, likewise
    seed: int = Field(default=0, ge=0)
    fail_on: Literal["refused"] | None = None  # what makes a run that was done fail
    fail_under: float | None = Field(default=None, ge=0, le=100)  # percent of the decided parts that must be right


def settings(
    flags: Mapping[str, object], environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Settings:
    """The settings in force. A flag that is None was not given. Raises `ConfigError`."""
    layers: list[tuple[str, dict[str, object]]] = [
        ("[tool.evaluator]", _of_project(folder or Path.cwd())),
        ("environment", _of_environment(os.environ if environment is None else environment)),
        ("command line", {k: v for k, v in flags.items() if v is not None and v != ()}),
    ]
    merged: dict[str, object] = {}
    for place, layer in layers:
        for key, value in layer.items():
            merged[_known(key, place)] = value
    try:
        return Settings.model_validate(merged)
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(f"{first['loc'][0]} = {first['input']!r}: {first['msg'].lower()}") from error


def _of_project(folder: Path) -> dict[str, object]:
    path = folder / "pyproject.toml"
    if not path.is_file():
        return {}
    try:
        with path.open("rb") as file:
            table = tomllib.load(file).get("tool", {}).get("evaluator", {})
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"pyproject.toml: {error}") from error
    return {key.replace("-", "_"): value for key, value in table.items() if key != _READERS}


def _of_environment(environment: Mapping[str, str]) -> dict[str, object]:
    ours = {k: v for k, v in environment.items() if k.startswith(_PREFIX) and not k.startswith(_NOT_OURS)}
    found: dict[str, object] = {k.removeprefix(_PREFIX).lower(): v for k, v in sorted(ours.items())}
    if isinstance(found.get("only"), str):
        found["only"] = tuple(str(found["only"]).replace(",", " ").split())
    return found


def _known(key: str, place: str) -> str:
    if key in Settings.model_fields:
        return key
    near = difflib.get_close_matches(key, Settings.model_fields, n=1)
    suggestion = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(Settings.model_fields)}"
    raise ConfigError(f"{place}: no setting is called {key!r}{suggestion}")
