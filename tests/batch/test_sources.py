"""Which files are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator.batch.sources import sources
from evaluator.errors import InputError


def made(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")


def test_a_folder_gives_its_transcripts(tmp_path: Path) -> None:
    made(tmp_path, "a.md", "b/c.txt", "README.md", ".git/d.md", "picture.png")
    assert [p.name for p in sources([tmp_path])] == ["a.md", "c.txt"]


def test_where_transcripts_are_described_other_folders_are_left_alone(tmp_path: Path) -> None:
    made(tmp_path, "hw/a.md", "hw/a.toml", "hw/b.json", "make/page.md")
    assert [p.name for p in sources([tmp_path])] == ["a.md", "b.json"]


def test_a_file_counts_once_and_whatever_its_name(tmp_path: Path) -> None:
    made(tmp_path, "strange.log")
    assert sources([tmp_path / "strange.log"] * 2) == (tmp_path / "strange.log",)


def test_what_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        sources([tmp_path / "absent.md"])
