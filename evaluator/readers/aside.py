"""What helps to read a file and stands outside of it: `<log>.ocr.md`, dialects in `<log>.toml` or pyproject.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluator.errors import ConfigError, InputError
from evaluator.readers.decoding import decode
from evaluator.readers.dialects import Dialect, users_own


@dataclass(frozen=True)
class Aside:
    """`ocr` is what a tool made of pages that are pictures; `dialects` are the user's, which come before ours."""

    ocr: str = ""
    dialects: tuple[Dialect, ...] = ()


NOTHING = Aside()


def aside_of(path: Path, project: Path | None = None) -> Aside:
    """For the file at `path`; `project` is the folder with the pyproject.toml, by default the working one."""
    pictures = path.with_suffix(".ocr.md")
    ocr = decode(pictures.name, pictures.read_bytes()).text if pictures.is_file() else ""
    own = [*_beside(path.with_suffix(".toml")), *_in_project((project or Path.cwd()) / "pyproject.toml")]
    return Aside(ocr, tuple(own))


def _beside(path: Path) -> tuple[Dialect, ...]:
    try:
        table = _table(path)
    except ValueError as error:
        raise InputError(path.name, f"is not TOML: {error}") from error
    return users_own(table.get("dialects", []), path.name)


def _in_project(path: Path) -> tuple[Dialect, ...]:
    try:
        table = _table(path)
    except ValueError as error:
        raise ConfigError(f"pyproject.toml: {error}") from error
    return users_own(table.get("tool", {}).get("evaluator", {}).get("dialects", []), "[tool.evaluator.dialects]")


def _table(path: Path) -> dict[str, Any]:
    """Empty where no file is. Raises ValueError for what is no UTF-8 or no TOML."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
