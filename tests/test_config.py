"""Where settings come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator.config import settings
from evaluator.errors import ConfigError


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(
        "[tool.evaluator]\njobs = 3\ntimeout = 7\nfail-under = 50\n", encoding="utf-8"
    )
    return tmp_path


def test_a_flag_beats_the_environment_beats_the_project(project: Path) -> None:
    found = settings({"jobs": 5, "seed": None}, {"EVALUATOR_JOBS": "4", "EVALUATOR_TIMEOUT": "8"}, project)
    assert (found.jobs, found.timeout, found.fail_under, found.seed) == (5, 8, 50, 0)


def test_several_parts_in_the_environment(tmp_path: Path) -> None:
    assert settings({}, {"EVALUATOR_ONLY": "a/b, c/d"}, tmp_path).only == ("a/b", "c/d")


@pytest.mark.parametrize(
    ("flags", "environment", "said"),
    [
        ({}, {"EVALUATOR_JOB": "4"}, "jobs"),
        ({}, {"EVALUATOR_XYZZY": "4"}, "no setting is called 'xyzzy'"),
        ({"jobs": 0}, {}, "jobs"),
        ({"timeout": -1}, {}, "timeout"),
        ({}, {"EVALUATOR_SEED": "blue"}, "blue"),
    ],
)
def test_what_does_not_fit_is_said(
    tmp_path: Path, flags: dict[str, object], environment: dict[str, str], said: str
) -> None:
    with pytest.raises(ConfigError, match=said):
        settings(flags, environment, tmp_path)


def test_a_wrong_project_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.evaluator\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"pyproject\.toml"):
        settings({}, {}, tmp_path)
