"""batch.py [COUNT]: many transcripts through `evaluator run`, cold with one and with two jobs, then from the cache,
then on two Dask workers of this machine.

The transcripts are made of the Markdown samples, each with another constant in an answer and another remark, so that no
two are the same. Prints transcripts a second, how much two workers gain on one, the share of time by stage, and the
memory of the parent and of the largest process.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "transcripts" / "eecs182" / "hw3" / "careful.md"
CHANGED = r"\frac{1}{\sqrt{d_1}}"
COUNT = 40
RUNS = (
    ("one job, cold", "a", 1, "local"),
    ("two jobs, cold", "b", 2, "local"),
    ("two jobs, kept", "b", 2, "local"),
    ("two Dask workers, cold", "c", 2, "dask"),
)


def transcripts(folder: Path, count: int) -> Iterator[Path]:
    text = SAMPLE.read_text(encoding="utf-8")
    for number in range(count):
        path = folder / f"chat{number:06d}.md"
        answer = CHANGED if number % 2 else rf"\frac{{{number + 2}}}{{\sqrt{{d_1}}}}"
        path.write_text(text.replace(CHANGED, answer) + f"\n\ncomment:\nRead as number {number}.\n", encoding="utf-8")
        path.with_suffix(".toml").write_text('homework = "eecs182/hw3"\n', encoding="utf-8")
        yield path


class Timed(NamedTuple):
    seconds: float
    stages: dict[str, float]
    results: bytes
    peak: int  # MB of the parent


def timed(sources: Path, out: Path, cache: Path, jobs: int, engine: str) -> Timed:
    command = [str(Path(sys.executable).parent / "evaluator"), "run", str(sources), "--reference", "reference", "-q"]
    environment = {**os.environ, "EVALUATOR_CACHE": str(cache)}
    started = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--out", str(out), "--jobs", str(jobs), "--engine", engine],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    peak = 0
    while process.poll() is None:
        peak = max(peak, peak_of(process.pid))
        time.sleep(0.1)
    seconds = time.perf_counter() - started
    if process.returncode:
        sys.exit(f"evaluator run ended with {process.returncode}")
    stages = json.loads((out / "run.json").read_text(encoding="utf-8"))["timings"]
    return Timed(seconds, stages, (out / "results.jsonl").read_bytes(), peak)


def peak_of(pid: int) -> int:
    """The most memory that a process has had so far, in MB; 0 where the system does not say."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "chats").mkdir()
        made = list(transcripts(folder / "chats", count))
        print(f"{len(made)} transcripts\n{'':22s} {'seconds':>8s} {'a second':>9s}  stages, all processes together")
        seen = []
        for label, cache, jobs, engine in RUNS:
            done = timed(folder / "chats", folder / label, folder / cache, jobs, engine)
            told = ", ".join(f"{stage} {spent:.1f}" for stage, spent in done.stages.items())
            print(f"{label:22s} {done.seconds:8.1f} {count / done.seconds:9.2f}  {told}; parent {done.peak} MB")
            seen.append((done.seconds, done.results))
        print(f"two jobs against one {seen[0][0] / seen[1][0]:.2f}; kept against cold {seen[2][0] / seen[1][0]:.2f}")
        print(f"a cluster of two workers against two jobs {seen[1][0] / seen[3][0]:.2f}")
        print(f"the same bytes: {len({results for _, results in seen}) == 1}")
        print(f"largest process {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    if len(sys.argv) > 2 or not all(argument.isdigit() for argument in sys.argv[1:]):
        sys.exit(__doc__)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
