"""What stands beside a transcript."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator.batch.sidecar import with_sidecar
from evaluator.errors import InputError
from evaluator.model import Source, Transcript

TRANSCRIPT = Transcript(
    id="a", source=Source(name="a.md", format="markdown", sha256="0" * 64), text="", conversations=()
)


def beside(folder: Path, text: str) -> Path:
    (folder / "a.toml").write_text(text, encoding="utf-8")
    return folder / "a.md"


def test_model_homework_and_marks(tmp_path: Path) -> None:
    path = beside(tmp_path, 'model = "m"\nhomework = "c/hw1"\n[marks]\n"1(a)" = "partial"\n')
    transcript, said = with_sidecar(TRANSCRIPT, path)
    assert transcript.model == "m"
    assert said.homework == "c/hw1"
    assert said.marks["1a"].verdict == "partial"


def test_nothing_beside(tmp_path: Path) -> None:
    transcript, said = with_sidecar(TRANSCRIPT, tmp_path / "a.md")
    assert transcript is TRANSCRIPT
    assert (said.homework, dict(said.marks)) == (None, {})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("modle = 'm'", "did you mean 'model'"),
        ("[marks]\n1a = 'great'", "great"),
        ("model = ", "TOML"),
        ("marks = 3", "table"),
    ],
)
def test_slips_are_said(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        with_sidecar(TRANSCRIPT, beside(tmp_path, text))
