"""Writing a run folder. What is in results.jsonl depends on input, reference, settings and version only."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

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


def write_results(folder: Path, results: Sequence[PartResult]) -> None:
    """results.jsonl, and the same as a table in results.parquet."""
    import pandas  # not for a run that ends before it has results

    folder.mkdir(parents=True, exist_ok=True)
    rows = [r.model_dump(mode="json") for r in results]
    lines = [_json(row) + "\n" for row in rows]
    (folder / "results.jsonl").write_text("".join(lines), encoding="utf-8")
    pandas.DataFrame([_flat(row) for row in rows], columns=_COLUMNS).astype(_TYPES).to_parquet(
        folder / "results.parquet", index=False
    )


def write_run(folder: Path, run: Run) -> None:
    """run.json"""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "run.json").write_text(_json(run.model_dump(mode="json"), indent=1) + "\n", encoding="utf-8")


_COLUMNS = [
    "transcript", "source", "model", "part", "turns", "verdict", "certainty", "answers", "steps_checked", "steps_hold",
    "steps_fail", "steps_unknown", "catches", "human_verdict", "human_comment", "agrees",
]  # fmt: skip
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
