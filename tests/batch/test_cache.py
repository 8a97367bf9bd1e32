"""Nothing is done twice, and nothing that was done is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from evaluator.batch import item, local
from evaluator.batch.cache import Cache
from evaluator.config import Settings
from evaluator.reference.library import load

MAIN = "from evaluator.cli import main; main()"


def settings(folder: Path, name: str, **more: object) -> Settings:
    given = {"out": str(folder / name), "cache": str(folder / "kept.sqlite"), "jobs": 2, **more}
    return Settings.model_validate(given)


def run(sources: list[Path], reference: Path, chosen: Settings) -> bytes:
    done = local.run(sources, load(reference), chosen)
    return (done.path / "results.jsonl").read_bytes()


@pytest.fixture
def chats(tmp_path: Path) -> list[Path]:
    found = []
    for name, constant in (("one", r"\frac{1}{\sqrt{d_1}}"), ("two", r"\frac{1}{d_1}")):
        path = tmp_path / f"{name}.md"
        path.write_text(
            "prompt:\nHomework 3, problem 1(a): the expected squared RMS norm, and the constant $c$?\noutput:\n"
            f"The expected squared RMS norm of $y = W x$ is $d_1$. It is linear in $d_1$. So $c = {constant}$.\n",
            encoding="utf-8",
        )
        path.with_suffix(".toml").write_text('homework = "eecs182/hw3"\n', encoding="utf-8")
        found.append(path)
    return found


def test_a_second_run_grades_nothing_and_says_the_same(
    root: Path, tmp_path: Path, chats: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(chats, root / "reference", settings(tmp_path, "first"))
    monkeypatch.setattr(item, "grade", lambda *_: pytest.fail("graded again"))
    monkeypatch.setattr(item, "read_conversation", lambda *_: pytest.fail("read again"))
    assert run(chats, root / "reference", settings(tmp_path, "second")) == first
    assert b'"correct"' in first and b'"partial"' in first


def test_only_what_depends_on_a_change_is_done_again(
    root: Path, tmp_path: Path, chats: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = tmp_path / "reference"
    shutil.copytree(root / "reference", reference)
    first = run(chats, reference, settings(tmp_path, "first"))
    module = reference / "eecs182" / "hw3" / "q5.py"
    module.write_text(module.read_text(encoding="utf-8") + "\n# another thought\n", encoding="utf-8")
    asked, real = tmp_path / "asked", item.grade

    def watched(*given):  # type: ignore[no-untyped-def]
        results = real(*given)
        with asked.open("a", encoding="utf-8") as file:  # it runs in a process of its own
            file.writelines(f"{result.part}\n" for result in results)
        return results

    monkeypatch.setattr(item, "grade", watched)
    assert run(chats, reference, settings(tmp_path, "second")) == first
    assert {part.split("/")[2] for part in asked.read_text(encoding="utf-8").split()} == {"q5"}


def test_another_text_is_read_again(root: Path, tmp_path: Path, chats: list[Path]) -> None:
    first = run(chats, root / "reference", settings(tmp_path, "first"))
    chats[1].write_text(chats[0].read_text(encoding="utf-8"), encoding="utf-8")
    assert run(chats, root / "reference", settings(tmp_path, "second")) != first


def test_a_changed_dialect_beside_a_log_reads_it_again(root: Path, tmp_path: Path, chats: list[Path]) -> None:
    said = chats[0].read_text(encoding="utf-8")
    chats[0].write_text(said.replace("prompt:", "frage:").replace("output:", "antwort:"), encoding="utf-8")
    beside, dialect = (
        chats[0].with_suffix(".toml"),
        "[dialects.mine]\nprompt = 'frage'\noutput = 'antwort'\nleast = {}\n",
    )
    beside.write_text('homework = "eecs182/hw3"\n' + dialect.format(1), encoding="utf-8")
    first = run(chats, root / "reference", settings(tmp_path, "first"))
    beside.write_text('homework = "eecs182/hw3"\n' + dialect.format(9), encoding="utf-8")
    assert run(chats, root / "reference", settings(tmp_path, "second")) != first


def test_a_damaged_file_costs_only_time(root: Path, tmp_path: Path, chats: list[Path]) -> None:
    first = run(chats, root / "reference", settings(tmp_path, "first"))
    (tmp_path / "kept.sqlite").write_bytes(b"no database" * 1000)
    assert run(chats, root / "reference", settings(tmp_path, "second")) == first


def _keep_one(path: Path, number: int) -> bool:
    cache = Cache(path)
    cache.put(str(number), "kept")
    return cache.get(str(number)) == "kept"


def test_all_that_open_a_new_file_at_the_same_time_keep(tmp_path: Path) -> None:
    """SQLite answers "busy" at once to one of two processes that make a file write ahead."""
    with ThreadPoolExecutor(6) as threads:
        for again in range(60):
            path = tmp_path / f"{again}.sqlite"
            assert all(threads.map(_keep_one, [path] * 6, range(6)))


def test_a_run_that_was_killed_goes_on_where_it_was(root: Path, tmp_path: Path, chats: list[Path]) -> None:
    """With SIGKILL, in the middle: what was graded is found again, and the bytes are those of a whole run."""
    whole = run(chats, root / "reference", settings(tmp_path, "whole", no_cache=True))
    kept = tmp_path / "kept.sqlite"
    command = [sys.executable, "-c", MAIN, "run", *map(str, chats), "--reference", "reference", "--jobs", "1"]
    process = subprocess.Popen(
        [*command, "--out", str(tmp_path / "cut")],
        cwd=root,
        env={**os.environ, "EVALUATOR_CACHE": str(kept)},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    for _ in range(1200):
        if kept.exists() and Cache(kept).info().entries >= 3:
            break
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    found = Cache(kept).info().entries
    assert found >= 3
    assert run(chats, root / "reference", settings(tmp_path, "again")) == whole


def test_the_command_says_what_is_kept_and_removes_it(root: Path, tmp_path: Path, chats: list[Path]) -> None:
    run(chats, root / "reference", settings(tmp_path, "first"))
    environment = {**os.environ, "EVALUATOR_CACHE": str(tmp_path / "kept.sqlite")}

    def told(verb: str) -> str:
        command = [sys.executable, "-c", MAIN, "cache", verb]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert "30 entries" in told("info")  # two readings, and fourteen parts of each
    assert "30 entries removed" in told("clear")
    assert "0 entries" in told("info")
