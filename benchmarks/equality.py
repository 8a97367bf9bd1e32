"""equality.py [--disagreements OUT.jsonl] [--disputed DISPUTED.jsonl] PAIRS.jsonl ...: who judges labelled pairs of
answers how well, and how fast.

A line of PAIRS is {id, gold, pred, label}; the name of the file is the source. `evaluator compare --pairs` and every
peer that is installed (Math-Verify: pip install math-verify) judge the same pairs one after the other in one run, each
in one process, start-up included. Printed for each source: share of the labels met (what is unknown counts as not
equal), false equals, false differents, unknown by cause, median and 99th percentile of a pair, total. Math-Verify says
only equal or not. Pairs of which the two say different things go to OUT, and those named in DISPUTED ({id, proof} a
line) are left out of a second count (disputed.jsonl beside this file has 42 labels that arithmetic contradicts).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

TIMEOUT = 5  # seconds a pair, for everybody


class Pair(NamedTuple):
    id: str
    gold: str
    pred: str
    label: bool


class Judged(NamedTuple):
    outcome: str  # equal, different or unknown
    cause: str
    seconds: float


class Run(NamedTuple):
    """What one judge said of one source."""

    judged: dict[str, Judged]
    total: float


def ours(file: Path) -> Run:
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as out:
        command = [str(Path(sys.executable).parent / "evaluator"), "compare", "--pairs", str(file), "-o", out.name]
        total = timed([*command, "--timeout", str(TIMEOUT)])
        rows = map(json.loads, Path(out.name).read_text(encoding="utf-8").splitlines())
        return Run({r["id"]: Judged(r["outcome"], r["cause"] or "", r["seconds"]) for r in rows}, total)


def peer(name: str) -> Callable[[Path], Run]:
    def run(file: Path) -> Run:
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as out:
            total = timed([sys.executable, __file__, "--as", name, "--out", out.name, str(file)])
            rows = map(json.loads, Path(out.name).read_text(encoding="utf-8").splitlines())
            return Run({i: Judged(outcome, "", seconds) for i, outcome, seconds in rows}, total)

    return run


def timed(command: Sequence[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def math_verify() -> Callable[[str, str], bool]:
    """Its documented use, on LaTeX in dollars."""
    from math_verify import parse, verify

    def equal(gold: str, answer: str) -> bool:
        return bool(verify(parse(dollars(gold)), parse(dollars(answer)), timeout_seconds=TIMEOUT))

    return equal


def dollars(text: str) -> str:
    return text if "$" in text or "\\boxed" in text else f"${text}$"


PEERS = {"math_verify": math_verify}


def be_peer(name: str, file: Path, out: Path) -> None:
    """The work of a peer's own process."""
    equal = PEERS[name]()
    with out.open("w", encoding="utf-8") as lines:
        for pair in pairs(file):
            begun = time.perf_counter()
            try:
                outcome = "equal" if equal(pair.gold, pair.pred) else "different"
            except Exception:  # noqa: BLE001  a peer that fails has said nothing
                outcome = "unknown"
            lines.write(json.dumps([pair.id, outcome, time.perf_counter() - begun]) + "\n")


def pairs(file: Path) -> Iterator[Pair]:
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Pair(row["id"], row["gold"], row["pred"], bool(row["label"]))


def named(file: Path) -> frozenset[str]:
    return frozenset(json.loads(line)["id"] for line in file.read_text(encoding="utf-8").splitlines())


def told(name: str, run: Run, of: Sequence[Pair]) -> str:
    """A line of the table."""
    said = [(pair, run.judged[pair.id]) for pair in of]
    right = sum((j.outcome == "equal") == p.label for p, j in said)
    false_equal = sum(j.outcome == "equal" and not p.label for p, j in said)
    false_different = sum(j.outcome == "different" and p.label for p, j in said)
    causes = Counter(j.cause or "failed" for _, j in said if j.outcome == "unknown")
    seconds = sorted(j.seconds for _, j in said)
    slow = seconds[min(len(seconds) - 1, int(0.99 * len(seconds)))]
    unknown = ", ".join(f"{cause} {n}" for cause, n in causes.most_common())
    return (
        f"  {name:12s} {right / len(said):6.1%} {false_equal:5d} {false_different:5d} "
        f"{1000 * statistics.median(seconds):8.1f} {1000 * slow:8.0f} {run.total:7.1f}  {unknown}"
    )


def main() -> None:
    options = arguments()
    if options.peer:
        be_peer(options.peer, options.files[0], options.out)
        return
    judges = {"evaluator": ours} | {n: peer(n) for n in PEERS if importlib.util.find_spec(n) is not None}
    disputed = named(options.disputed)
    differing = list[dict[str, object]]()
    totals = Counter[str]()
    print(f"  {'':12s}  right  f.eq  f.diff  median      p99   total  unknown (ms, ms, s)")
    for file in options.files:
        of = list(pairs(file))
        if not of:
            continue
        runs = {name: judge(file) for name, judge in judges.items()}
        print(f"{file.stem}: {len(of)} pairs")
        for name, run in runs.items():
            totals[name] += round(1000 * run.total)
            print(told(name, run, of), flush=True)
            if 0 < len(kept := [p for p in of if p.id not in disputed]) < len(of):
                print(told("(undisputed)", run, kept), flush=True)
        for pair in of:
            outcomes = {name: run.judged[pair.id].outcome for name, run in runs.items()}
            if len({outcome == "equal" for outcome in outcomes.values()}) > 1:
                differing.append({**pair._asdict(), **outcomes})
    print("all:", ", ".join(f"{name} {total / 1000:.0f} s" for name, total in totals.items()))
    if options.disagreements:
        options.disagreements.write_text("".join(json.dumps(row) + "\n" for row in differing), encoding="utf-8")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="PAIRS.jsonl")
    parser.add_argument("--disagreements", type=Path)
    parser.add_argument("--disputed", type=Path, default=Path(__file__).with_name("disputed.jsonl"))
    parser.add_argument("--as", dest="peer", choices=PEERS, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
