"""Writing a run folder. What is in results.jsonl depends on input, reference, settings and version only."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from evaluator.errors import ConfigError
from evaluator.model import PartResult, PartView, Run, Transcript


def prepare(folder: Path) -> None:
    """Makes the folder and tries to write in it, before any work is done for it. Raises `ConfigError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except (FileExistsError, NotADirectoryError) as error:
        raise ConfigError(f"--out {folder}: there is a file of this name, not a folder") from error
    except OSError as error:
        raise ConfigError(f"--out {folder}: cannot be written ({error.strerror})") from error


def remove_if_empty(folder: Path) -> None:
    """Takes back a folder that was made for nothing."""
    if not any(folder.iterdir()):
        folder.rmdir()


def write_transcript(folder: Path, transcript: Transcript) -> None:
    """data/transcripts/<id>.json"""
    target = folder / "data" / "transcripts" / f"{transcript.id}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(transcript.model_dump_json(), encoding="utf-8")


def write_parts(folder: Path, parts: Iterable[PartView]) -> None:
    """data/parts.json"""
    target = folder / "data" / "parts.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(_json([p.model_dump(mode="json") for p in parts], indent=1) + "\n", encoding="utf-8")


def write_results(folder: Path, results: Iterable[Sequence[PartResult]]) -> None:
    """results.jsonl, and the same as a table in results.parquet; as they come, those of a transcript at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "results.jsonl").open("w", encoding="utf-8") as lines, _Table(folder / "results.parquet") as table:
        for found in results:
            for row in (result.model_dump(mode="json") for result in found):
                lines.write(_json(row) + "\n")
                table.add(_flat(row))


class _Table:
    """A Parquet file, written in groups of rows."""

    def __init__(self, path: Path) -> None:
        self._path, self._waiting = path, list[dict[str, object]]()
        self._writer: Any = None

    def __enter__(self) -> _Table:
        return self

    def __exit__(self, *error: object) -> None:
        self._flush()
        self._writer.close()

    def add(self, row: dict[str, object]) -> None:
        self._waiting.append(row)
        if len(self._waiting) >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        import pandas  # not for a run that ends before it has results
        import pyarrow
        from pyarrow import parquet

        frame = pandas.DataFrame(self._waiting, columns=_COLUMNS).astype(_TYPES)
        table = pyarrow.Table.from_pandas(frame, preserve_index=False)
        self._writer = self._writer or parquet.ParquetWriter(self._path, table.schema)
        self._writer.write_table(table)
        self._waiting.clear()


def write_run(folder: Path, run: Run) -> None:
    """run.json"""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "run.json").write_text(_json(run.model_dump(mode="json"), indent=1) + "\n", encoding="utf-8")


_COLUMNS = [
    "transcript", "source", "model", "part", "turns", "verdict", "certainty", "answers", "steps_checked", "steps_hold",
    "steps_fail", "steps_unknown", "catches", "human_verdict", "human_comment", "agrees",
]  # fmt: skip
_GROUP: Final = 5_000  # rows of a Parquet file that are held at once
_WHOLE = ("steps_checked", "steps_hold", "steps_fail", "steps_unknown")
_TYPES = {name: "Int64" if name in _WHOLE else "boolean" if name == "agrees" else "string" for name in _COLUMNS}


def _flat(row: dict[str, object]) -> dict[str, object]:
    """One level deep; lists of records as JSON."""
    steps, human = row["steps"], row["human"]
    assert isinstance(steps, dict)
    marked = human if isinstance(human, dict) else {}
    return {
        **{name: row[name] for name in ("transcript", "source", "model", "part", "verdict", "certainty", "agrees")},
        **{name: _json(row[name]) for name in ("turns", "answers", "catches")},
        **{name: steps[name.removeprefix("steps_")] for name in _WHOLE},
        "human_verdict": marked.get("verdict"),
        "human_comment": marked.get("comment"),
    }


def _json(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)
