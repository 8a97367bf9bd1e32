"""What may befall a run in the middle: it says so in a sentence, and the next run goes on where it was."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

MAIN = "from evaluator.cli import main; main()"
SAID = "prompt:\nHomework 3, problem 1(a): the squared RMS norm, and $c$?\noutput:\nIt is $d_1$, so $c = {}$.\n"


@pytest.fixture(scope="module")
def chats(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("chats")
    for number in range(5):
        path = folder / f"chat{number}.md"
        path.write_text(SAID.format(rf"\frac{{1}}{{{number} + \sqrt{{d_1}}}}"), encoding="utf-8")
        path.with_suffix(".toml").write_text('homework = "eecs182/hw3"\n', encoding="utf-8")
    return [str(p) for p in sorted(folder.glob("*.md"))]


class Runs:
    """The command over the same chats, with a cache of its own."""

    def __init__(self, root: Path, folder: Path, chats: list[str]) -> None:
        self._root, self._folder, self._chats = root, folder, chats

    def start(self, out: str, before: Callable[[], None] | None = None, **more: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", MAIN, "run", *self._chats, "--reference", "reference", "--jobs", "2"]
        environment = {**os.environ, "EVALUATOR_CACHE": str(self._folder / "kept.sqlite"), **more}
        return subprocess.Popen(
            [*command, "--out", str(self._folder / out)],
            cwd=self._root, env=environment, text=True, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
            start_new_session=True, preexec_fn=before,
        )  # fmt: skip

    def results(self, out: str, **more: str) -> bytes:
        process = self.start(out, **more)
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
        return (self._folder / out / "results.jsonl").read_bytes()


@pytest.fixture
def runs(root: Path, tmp_path: Path, chats: list[str]) -> Runs:
    return Runs(root, tmp_path, chats)


@pytest.fixture(scope="module")
def whole(root: Path, tmp_path_factory: pytest.TempPathFactory, chats: list[str]) -> bytes:
    """What a run says that nothing befalls."""
    return Runs(root, tmp_path_factory.mktemp("whole"), chats).results("whole", EVALUATOR_NO_CACHE="1")


def wait_for_lines(process: subprocess.Popen[str], count: int) -> None:
    assert process.stderr is not None
    for _ in range(count):
        assert process.stderr.readline().startswith("[")


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def test_an_interrupt_ends_it_and_the_next_run_goes_on(runs: Runs, whole: bytes) -> None:
    process = runs.start("cut")
    wait_for_lines(process, 2)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130, said
    assert said.strip().endswith("give the same command again to go on")
    assert "Traceback" not in said
    assert runs.results("cut") == whole


def test_a_killed_worker_costs_nothing(runs: Runs, whole: bytes, tmp_path: Path) -> None:
    process = runs.start("hurt", EVALUATOR_NO_CACHE="1")
    wait_for_lines(process, 1)
    os.kill(children(process.pid)[0], signal.SIGKILL)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert (tmp_path / "hurt" / "results.jsonl").read_bytes() == whole


def test_a_full_disk_is_a_sentence_and_loses_nothing(runs: Runs, whole: bytes) -> None:
    process = runs.start("full", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)))
    _, said = process.communicate(timeout=120)
    assert process.returncode == 2
    assert "make room and give the same command again" in said.splitlines()[-1]
    assert runs.results("full") == whole
