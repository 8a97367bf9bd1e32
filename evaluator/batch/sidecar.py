"""`<transcript>.toml`: the model, where the transcript comes from and its terms, its homework, marks of a person."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import Final, cast, get_args

from evaluator.errors import InputError
from evaluator.grading.remarks import Mark
from evaluator.model import HumanMark, Transcript
from evaluator.pipeline import Beside

_KEYS: Final = ("model", "origin", "licence", "consent", "homework", "marks", "dialects")
_MARKS: Final = get_args(Mark)


def with_sidecar(transcript: Transcript, path: Path) -> tuple[Transcript, Beside]:
    """The transcript with the model named beside it, and what else stands there. Raises `InputError`."""
    beside = path.with_suffix(".toml")
    if beside == path or not beside.is_file():
        return transcript, Beside()
    said = _read(beside)
    model = said.get("model")
    if isinstance(model, str):
        transcript = transcript.model_copy(update={"model": model})
    homework = said.get("homework")
    return transcript, Beside(homework if isinstance(homework, str) else None, _marks(said.get("marks", {}), beside))


def terms_beside(path: Path) -> dict[str, str]:
    """Under which `licence`, and with which `consent` of its authors, a transcript may be passed on, as far as said."""
    beside = path.with_suffix(".toml")
    said = _read(beside) if beside != path and beside.is_file() else {}
    return {key: value for key in ("licence", "consent") if isinstance(value := said.get(key), str) and value}


def _read(path: Path) -> dict[str, object]:
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(path.name, f"is not TOML: {error}") from error
    for key in said:
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, n=1)
            raise InputError(path.name, f"no key is called {key!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    return said


def _marks(table: object, path: Path) -> dict[str, HumanMark]:
    if not isinstance(table, dict):
        raise InputError(path.name, "[marks] is not a table")
    for part, mark in table.items():
        if mark not in _MARKS:
            raise InputError(path.name, f"the mark of {part} is {mark!r}; it can be {', '.join(_MARKS)}")
    return {
        re.sub(r"\W", "", part).lower(): HumanMark(verdict=cast(Mark, mark), comment=f"{mark} ({path.name})")
        for part, mark in table.items()
    }
