"""The same run on a Dask cluster: a real scheduler, worker processes of its own, and one of them killed at work."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dask
import pytest
from distributed import Client, LocalCluster

from evaluator.batch import cluster
from evaluator.batch.cluster import done_on_cluster
from evaluator.config import Settings
from evaluator.errors import ConfigError
from evaluator.reference.library import Library

ONLY = ("--only", "eecs182/hw3/q1")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Eight logs, one of which nobody can read."""
    folder = tmp_path_factory.mktemp("logs")
    made = []
    for number in range(7):
        path = folder / f"log{number}.md"
        path.write_text(
            "**prompt:**\n\n1(a)\n\n**output:**\n\nThe expected mean square of $y$ is $d_1$, and the constant is "
            f"$c = \\frac{{{number % 3 + 1}}}{{\\sqrt{{d_1}}}}$.\n",
            encoding="utf-8",
        )
        path.with_suffix(".toml").write_text('homework = "eecs182/hw3"\n', encoding="utf-8")
        made.append(path)
    (folder / "empty.md").write_text("", encoding="utf-8")
    return [*made, folder / "empty.md"]


@pytest.fixture(scope="module")
def running() -> Iterator[LocalCluster]:
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as made,
    ):
        yield made


def start(root: Path, sources: list[Path], out: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from evaluator.cli import main; main()", "run", *map(str, sources), *ONLY]
    given = {**os.environ, "EVALUATOR_NO_CACHE": "1"}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [*command, "--out", str(out), *more], cwd=root, stdout=pipe, stderr=pipe, text=True, env=given
    )


@pytest.fixture(scope="module")
def local(root: Path, sources: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run on this machine."""
    out = tmp_path_factory.mktemp("local") / "report"
    start(root, sources, out).communicate(timeout=100)
    return out


def same(one: Path, other: Path) -> bool:
    inputs = [json.loads((folder / "run.json").read_text(encoding="utf-8"))["inputs"] for folder in (one, other)]
    rows = [(folder / "results.jsonl").read_bytes() for folder in (one, other)]
    return inputs[0] == inputs[1] and rows[0] == rows[1] and rows[0] != b""


def test_a_killed_worker_changes_nothing(
    root: Path, sources: list[Path], local: Path, running: LocalCluster, tmp_path: Path
) -> None:
    out = tmp_path / "report"
    process = start(root, sources, out, "--engine", "dask", "--scheduler", running.scheduler_address)
    assert process.stderr is not None
    assert process.stderr.readline().startswith("[1/8]")
    with Client(running.scheduler_address, set_as_default=False) as client:
        pid = next(iter(client.run(os.getpid).values()))
    os.kill(pid, signal.SIGKILL)
    _, told = process.communicate(timeout=100)
    assert process.returncode == 0, told
    assert same(out, local)
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert len(run["inputs"]) == len(sources)


def test_a_cluster_can_be_started_here(root: Path, sources: list[Path], local: Path, tmp_path: Path) -> None:
    out = tmp_path / "report"
    _, told = start(root, sources, out, "--engine", "dask", "--jobs", "2").communicate(timeout=100)
    assert same(out, local), told


def test_workers_with_other_references_are_refused(
    sources: list[Path], library: Library, running: LocalCluster, tmp_path: Path
) -> None:
    (tmp_path / "c" / "h").mkdir(parents=True)
    there = Settings(engine="dask", scheduler=running.scheduler_address)
    nowhere = Library(tmp_path / "gone", {})
    with pytest.raises(ConfigError, match="has no folder"):
        list(done_on_cluster(sources, nowhere, there))
    other = Library(tmp_path, {})
    other.root = library.root
    with pytest.raises(ConfigError, match="other reference modules"):
        list(done_on_cluster(sources, other, there))


def test_no_cluster_is_a_sentence(sources: list[Path], library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "ANSWER", "1s")
    with pytest.raises(ConfigError, match="no cluster answers there"):
        list(done_on_cluster(sources, library, Settings(engine="dask", scheduler="tcp://127.0.0.1:9")))


def test_what_a_worker_keeps_is_kept_where_its_machine_says(
    root: Path, sources: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "worker" / "kept.sqlite"
    monkeypatch.setenv("EVALUATOR_CACHE", str(there))
    settings = Settings(reference=str(root / "reference"), cache=str(tmp_path / "elsewhere.sqlite"))
    with cluster._grader(settings) as graded:
        assert graded(sources[0]).results
    assert there.exists() and not (tmp_path / "elsewhere.sqlite").exists()
