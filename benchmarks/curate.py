"""curate.py RUN [TRANSCRIPTS ...]: how time and memory of `evaluator curate` grow with a run.

Out of the transcripts of RUN a larger run is made, each copy with other words at the ends of its answers, and curated
in a process of its own. Prints rows, rows a second, the peak memory of that process, and what each further row costs.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any

SIZES = (100, 1_000, 10_000)
MEASURED = """
import resource, sys
from evaluator.cli import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
OPTIONS = ("--licence", "CC0-1.0", "--consent", "copies for a benchmark", "--force", "--alike", "0.98")


def enlarged(run: Path, count: int, into: Path) -> None:
    """A run of `count` transcripts."""
    shutil.copytree(run, into, ignore=shutil.ignore_patterns("p", "t", "assets", "*.html", "transcripts"))
    results: dict[str, list[dict[str, Any]]] = {}
    for line in (run / "results.jsonl").read_text(encoding="utf-8").splitlines():
        results.setdefault(json.loads(line)["transcript"], []).append(json.loads(line))
    said = json.loads((run / "run.json").read_text(encoding="utf-8"))
    inputs = {each["transcript"]: each for each in said["inputs"] if each["transcript"] in results}
    (into / "data" / "transcripts").mkdir()
    said["inputs"] = []
    with (into / "results.jsonl").open("w", encoding="utf-8") as lines:
        for number, id in enumerate(islice(cycle(sorted(inputs)), count)):
            name = f"{number:07d}-{id}"
            transcript = (run / "data" / "transcripts" / f"{id}.json").read_text(encoding="utf-8")
            copy = into / "data" / "transcripts" / f"{name}.json"
            copy.write_text(json.dumps(told_apart(json.loads(transcript), name, number)), encoding="utf-8")
            said["inputs"].append({**inputs[id], "transcript": name})
            lines.writelines(json.dumps({**result, "transcript": name}) + "\n" for result in results[id])
    (into / "run.json").write_text(json.dumps(said), encoding="utf-8")


def told_apart(transcript: dict[str, Any], name: str, number: int) -> dict[str, Any]:
    source = {**transcript["source"], "sha256": f"{number:064x}"}
    for conversation in transcript["conversations"]:
        for turn in conversation["turns"]:
            turn["output"]["markdown"] += "\n\n" + " ".join(f"{number * k % 9973}" for k in range(3, 40))
    return {**transcript, "id": name, "source": source}


def curated(run: Path, out: Path) -> tuple[int, float, int]:
    """Rows, seconds, and the peak memory in megabytes."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "curate", str(run), "-o", str(out), *OPTIONS], capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(done.stderr)
    rows = sum(1 for _ in (out / "rows.sha256").open())
    return rows, time.perf_counter() - start, int(done.stdout.split()[-1]) // 1024


def main(run: Path, sizes: list[int]) -> None:
    print(f"{'transcripts':>11s} {'rows':>8s} {'rows a second':>13s} {'peak MB':>8s}  bytes a further row")
    before: tuple[int, int] | None = None
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            enlarged(run, count, Path(folder) / "run")
            rows, seconds, peak = curated(Path(folder) / "run", Path(folder) / "out")
        more = f"{(peak - before[1]) * 2**20 / (rows - before[0]):9.0f}" if before else ""
        print(f"{count:11d} {rows:8d} {rows / seconds:13.0f} {peak:8d}  {more}", flush=True)
        before = rows, peak


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), [int(a) for a in sys.argv[2:]] or list(SIZES))
