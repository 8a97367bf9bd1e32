"""Which files a run reads: files as given, and in a folder everything that may be a transcript."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from evaluator.errors import InputError

_SUFFIXES: Final = frozenset({".pdf", ".md", ".markdown", ".txt", ".text", ".json", ".jsonl", ".zip"})
_NOT_A_TRANSCRIPT: Final = frozenset({"readme", "license", "licence", "contributing", "changelog", "package"})


def sources(given: Iterable[Path]) -> tuple[Path, ...]:
    """Every file once, in order. Raises `InputError` for what does not exist."""
    found = [file for path in given for file in _of(path)]
    return tuple(dict.fromkeys(found))


def _of(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from _in_folder(path)
    elif path.exists():
        yield path
    else:
        raise InputError(str(path), "no such file or folder")


def _in_folder(folder: Path) -> Iterator[Path]:
    """Where transcripts have a toml beside them, folders without any hold something else."""
    files = [p for p in sorted(folder.rglob("*")) if p.is_file() and _may_be_one(p.relative_to(folder))]
    described = {p.parent for p in files if p.with_suffix(".toml").is_file()}
    yield from (p for p in files if not described or p.parent in described)


def _may_be_one(path: Path) -> bool:
    hidden = any(part.startswith((".", "_")) for part in path.parts)
    if path.name.lower().endswith(".ocr.md"):  # stands beside a PDF
        return False
    return not hidden and path.suffix.lower() in _SUFFIXES and path.stem.lower() not in _NOT_A_TRANSCRIPT
