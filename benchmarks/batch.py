"""batch.py [COUNT]: many transcripts through `evaluator run`, cold with one and with two jobs, then from the cache,
then on two Dask workers of this machine.

The transcripts are made of the Markdown samples, each with another constant in an answer and another remark, so that no
two are the same. Prints transcripts a second, how much two workers gain on one, the share of time by stage and the
memory of the largest process.
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


def timed(sources: Path, out: Path, cache: Path, jobs: int, engine: str) -> tuple[float, dict[str, float], bytes]:
    """Seconds, seconds by stage, and the results."""
    command = [str(Path(sys.executable).parent / "evaluator"), "run", str(sources), "--reference", "reference", "-q"]
    environment = {**os.environ, "EVALUATOR_CACHE": str(cache)}
    started = time.perf_counter()
    subprocess.run(
        [*command, "--out", str(out), "--jobs", str(jobs), "--engine", engine],
        cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    seconds = time.perf_counter() - started
    stages = json.loads((out / "run.json").read_text(encoding="utf-8"))["timings"]
    return seconds, stages, (out / "results.jsonl").read_bytes()


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "chats").mkdir()
        made = list(transcripts(folder / "chats", count))
        print(f"{len(made)} transcripts\n{'':22s} {'seconds':>8s} {'a second':>9s}  stages, all processes together")
        seen = []
        for label, cache, jobs, engine in RUNS:
            seconds, stages, results = timed(folder / "chats", folder / label, folder / cache, jobs, engine)
            told = ", ".join(f"{stage} {spent:.1f}" for stage, spent in stages.items())
            print(f"{label:22s} {seconds:8.1f} {count / seconds:9.2f}  {told}")
            seen.append((seconds, results))
        print(f"two jobs against one {seen[0][0] / seen[1][0]:.2f}; kept against cold {seen[2][0] / seen[1][0]:.2f}")
        print(f"a cluster of two workers against two jobs {seen[1][0] / seen[3][0]:.2f}")
        print(f"the same bytes: {len({results for _, results in seen}) == 1}")
        print(f"largest process {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    if len(sys.argv) > 2 or not all(argument.isdigit() for argument in sys.argv[1:]):
        sys.exit(__doc__)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
