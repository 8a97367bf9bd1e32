"""`evaluator run` as a user sees it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from warm import Command

PHRASINGS = Path(__file__).resolve().parent.parent / "grading" / "phrasings"
WHOLE = str(PHRASINGS / "whole.md")
FAULTY = "tests/grading/phrasings/faulty.md"


@pytest.fixture
def run(command: Command, tmp_path: Path):  # type: ignore[no-untyped-def]
    """Runs the command; the report goes to tmp_path / "report"."""

    def call(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        out = ["--out", str(tmp_path / "report"), "--reference", "reference"]
        return command("run", *out, *arguments, **{"COLUMNS": "120", **environment})

    return call


def test_the_summary_has_its_ground(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    done = run(WHOLE, "--only", "eecs182/hw3/q5")
    assert done.returncode == 0, done.stderr
    assert "right 3, answered 3, asked 3; 0 ours; 100 % of 3 decided" in done.stdout
    assert str(tmp_path / "report" / "index.html") in done.stdout
    assert "whole.md" in done.stderr
    assert "whole.md" not in done.stdout


def test_what_a_module_does_not_prove_is_said(run, root: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "library" / "eecs182" / "hw3"
    folder.mkdir(parents=True)
    text = (root / "reference" / "eecs182" / "hw3" / "q1.py").read_text(encoding="utf-8")
    (folder / "q1.py").write_text(text.replace("\nc.case(", "\n(lambda *_: None)("), encoding="utf-8")
    done = run("transcripts/eecs182/hw3/careful.md", "--reference", str(tmp_path / "library"))
    assert "taken on trust (no proof, simulation or case in the module): eecs182/hw3/q1/c" in done.stdout


def test_json(run) -> None:  # type: ignore[no-untyped-def]
    done = run(WHOLE, "--only", "eecs182/hw3/q5/a", "--json")
    assert json.loads(done.stdout)["counts"]["asked"] == 1


def test_parts_by_keyword(run) -> None:  # type: ignore[no-untyped-def]
    done = run(WHOLE, "-k", "5b", "--json")
    assert json.loads(done.stdout)["counts"]["verdicts"] == {"correct": 1}


def test_a_gate(run) -> None:  # type: ignore[no-untyped-def]
    assert run(WHOLE, "--only", "eecs182/hw3/q5/a", "--fail-under", "100").returncode == 0
    done = run(FAULTY, "--only", "eecs182/hw3/q1", "--fail-under", "90")
    assert done.returncode == 1
    assert "90 %" in done.stderr


def test_a_broken_file_does_not_stop_the_others(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    broken = tmp_path / "broken.json"
    broken.write_text('{"messages": [', encoding="utf-8")
    assert run(str(broken), WHOLE, "--only", "eecs182/hw3/q5/a", "--fail-on", "refused").returncode == 1
    done = run(str(broken), WHOLE, "--only", "eecs182/hw3/q5/a")
    assert done.returncode == 0
    assert "right 1, answered 1, asked 1; 0 ours; 100 % of 1 decided" in done.stdout
    assert "broken.json" in done.stdout
    refused = [i for i in json.loads((tmp_path / "report" / "run.json").read_text())["inputs"] if i["error"]]
    assert [i["source"] for i in refused] == ["broken.json"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["absent.md"], 2, "no such file"),
        ([WHOLE, "--only", "eecs182/hw9"], 2, "hw9"),
        ([WHOLE, "-k", "xyzzy"], 2, "xyzzy"),
        ([WHOLE, "--jobs", "0"], 2, "jobs"),
        ([WHOLE, "--fail-on", "rain"], 2, "fail_on"),
        ([WHOLE, "--reference", "nowhere"], 2, "--reference nowhere"),
        ([WHOLE, "--homework", "eecs182/hw9"], 2, "--homework eecs182/hw9"),
        ([WHOLE, "--out", "README.md"], 2, "--out README.md"),
        ([WHOLE, "--out", "README.md/deeper"], 2, "--out README.md/deeper"),
        ([], 2, "SOURCE"),
    ],
)
def test_slips_are_one_sentence(run, arguments: list[str], code: int, says: str) -> None:  # type: ignore[no-untyped-def]
    done = run(*arguments)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_to_evaluate(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    other = tmp_path / "rivers.md"
    other.write_text("1(a)\nprompt:\nName a river of Portugal.\noutput:\nThe Douro.\n", encoding="utf-8")
    done = run(str(other))
    assert done.returncode == 5
    assert "no reference" in done.stderr


def test_where_results_go_is_checked_before_anything_is_read(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    done = run(WHOLE, "--out", "/proc/report")
    assert done.returncode == 2
    assert "--out /proc/report" in done.stderr
    assert "whole.md" not in done.stderr


def test_an_unknown_setting_is_an_error(run) -> None:  # type: ignore[no-untyped-def]
    done = run(WHOLE, EVALUATOR_JOBZ="2")
    assert done.returncode == 2
    assert "jobs" in done.stderr


def test_a_slip_in_a_module_is_one_sentence_before_anything_starts(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Also with several transcripts, which other processes grade."""
    folder = tmp_path / "library" / "eecs182" / "hw3"
    folder.mkdir(parents=True)
    (folder / "q1.py").write_text("from evaluator.reference import Problem\n\nx = 1 / 0\n", encoding="utf-8")
    done = run(WHOLE, FAULTY, "--reference", str(tmp_path / "library"))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "q1.py:3" in done.stderr
