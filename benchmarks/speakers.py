"""Fits and tests the weights by which unmarked logs are told apart into prompts and answers.

    python benchmarks/speakers.py            # prints how well logs are read whose lines were left out
    python benchmarks/speakers.py --write    # writes evaluator/readers/shape.toml, fitted on all of them

The truth is what PDFs say whose pages show who speaks, by marks or by panels: their own lines without the marks, and
the same lines in the text dump beside them. Nothing of their text is kept, only the weights.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from evaluator.mathtext.dump.pages import split_pages
from evaluator.mathtext.pdf.document import assemble
from evaluator.mathtext.pdf.extract import pages
from evaluator.mathtext.pdf.page_lines import page_lines
from evaluator.model import Turn
from evaluator.readers.dialect import marking
from evaluator.readers.shape import NAMES, Weights, features, speakers
from evaluator.readers.turns import by_lines, conversations

ROOT = Path(__file__).resolve().parents[1]
LOGS = ROOT.parent / "shared" / "data" / "logs"
SEEN = Path(__file__).with_name("prompts.toml")
TARGET = ROOT / "evaluator" / "readers" / "shape.toml"
_RIDGE = 1.0  # of the squares of the weights, on features that are 0 or 1
_BONUSES = tuple(quarter / 4 for quarter in range(-4, 13))
_GREETINGS = (0.0, 1.5, 3.0, 4.5)
_LEAST_TURNS = 2  # logs with fewer say little about where speakers change


@dataclass(frozen=True)
class Log:
    name: str
    lines: list[str]
    asked: list[bool]
    apart: frozenset[int] = frozenset()

    @cached_property
    def rows(self) -> list[list[float]]:
        return features(self.lines, self.apart)


def logs() -> Iterator[Log]:
    for path in sorted(LOGS.glob("*.pdf")):
        document = assemble(page_lines(page) for page in pages(path.read_bytes()))
        marks = marking(document.passage.markdown)
        lines = [(p.start, p.end, p.asked) for p in document.places]
        said = conversations(document.passage, marks) or by_lines(document.passage, lines)
        turns = [t for c in said for t in c.turns]
        if sum(bool(t.prompt.markdown and t.output.markdown) for t in turns) < _LEAST_TURNS:
            continue
        yield _from_pages(path.stem, turns)
        dump = path.with_suffix(".txt")
        if dump.exists() and marks.dialect is None:
            yield _from_dump(dump, turns)


def unmarked() -> Iterator[Log]:
    """Logs that show nothing, with what a reader saw; they are scored and never fitted on."""
    for name, digests in tomllib.loads(SEEN.read_text(encoding="utf-8")).items():
        document = assemble(page_lines(page) for page in pages((LOGS / f"{name}.pdf").read_bytes()))
        lines = [line for line in document.passage.markdown.split("\n") if line.strip()]
        yield Log(f"{name} (seen)", lines, [_digest(line) in digests for line in lines])


def _digest(line: str) -> str:
    return hashlib.sha256(_letters(line).encode()).hexdigest()[:8]


def _from_pages(name: str, turns: Sequence[Turn]) -> Log:
    lines, asked = [], []
    for turn in turns:
        for said, prompt in ((turn.prompt.markdown, True), (turn.output.markdown, False)):
            new = [x for x in said.split("\n") if x.strip()]
            lines += new
            asked += [prompt] * len(new)
    return Log(name, lines, asked)


def _from_dump(path: Path, turns: Sequence[Turn]) -> Log:
    """The prose of a dump; a line is asked where it stands in the words of the prompt that began last."""
    text = path.read_text(encoding="utf-8", errors="replace")
    lines: list[str] = []
    apart, number = set(), None
    for page in split_pages(text):
        if page.number == number:
            apart.add(len(lines))
        number = page.number
        lines += [line.text for line in page.prose if line.text.strip()]
    waiting = [_letters(t.prompt.markdown) for t in turns if t.prompt.markdown]
    asked, at, rest = [], 0, ""
    for line in lines:
        letters = _letters(line)
        begun = next((i for i in range(at, min(at + 3, len(waiting))) if _begins(letters, waiting[i])), None)
        if begun is not None:
            at, rest = begun + 1, waiting[begun]
        goes_on = begun is not None or (bool(letters) and letters in rest)
        rest = rest if goes_on else ""
        asked.append(goes_on)
    return Log(f"{path.stem} (dump)", lines, asked, frozenset(apart))


def _begins(line: str, prompt: str) -> bool:
    return len(line) >= 6 and (prompt.startswith(line) or line.startswith(prompt[: max(8, len(line) - 4)]))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def fit(training: Sequence[Log]) -> Weights:
    """Two logistic regressions with a ridge, by Newton's method."""
    rows = {True: ([], []), False: ([], [])}  # by whether a person spoke before
    for log in training:
        for row, before, here in zip(log.rows[1:], log.asked, log.asked[1:], strict=False):
            rows[before][0].append(row)
            rows[before][1].append(float(here is not before))
    first = np.mean([log.asked[0] for log in training])
    return Weights(_newton(*rows[False]), _newton(*rows[True]), float(np.log((first + 0.05) / (1.05 - first))))


def _newton(rows: list[list[float]], changes: list[float]) -> tuple[float, ...]:
    x, y = np.array(rows), np.array(changes)
    w, ridge = np.zeros(x.shape[1]), _RIDGE * np.eye(x.shape[1])
    ridge[0, 0] = 1e-6
    for _ in range(40):
        p = 1 / (1 + np.exp(-(x @ w)))
        step = np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + ridge, x.T @ (y - p) - ridge @ w)
        w += step
        if np.abs(step).max() < 1e-8:
            break
    return tuple(float(v) for v in w)


def changes(asked: Sequence[bool]) -> set[int]:
    return {i for i, here in enumerate(asked) if here and (i == 0 or not asked[i - 1])}


@dataclass(frozen=True)
class Score:
    right: int
    found: int
    wanted: int
    f1: float  # mean over the logs


def eager(by: Weights, bonus: float, greeting: float) -> Weights:
    """More ready to hear a person than the odds say: prompts are few, and one that is missed costs, too."""
    return replace(by, asks=(by.asks[0] + bonus, *by.asks[1:]), greeting=greeting)


def score(known: Sequence[Log], left_out: dict[str, Weights], bonus: tuple[float, float], show: bool = False) -> Score:
    right = found = wanted = 0
    f1s = []
    for log in known:
        told = speakers(log.rows, eager(left_out[_stem(log)], *bonus))
        true, guess = changes(log.asked), changes(told)
        near = sum(any(abs(g - t) <= 1 for t in true) for g in guess)
        right, found, wanted = right + near, found + len(guess), wanted + len(true)
        f1s.append(2 * near / max(len(guess) + len(true), 1))
        if show:
            same = np.mean([a == b for a, b in zip(told, log.asked, strict=True)])
            print(f"{log.name:36} {len(true):7} {len(guess):6} {near:6} {100 * same:10.1f} %")
    return Score(right, found, wanted, float(np.mean(f1s)))


def _stem(log: Log) -> str:
    return log.name.removesuffix(" (dump)")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", action="store_true", help="write the weights fitted on all logs")
    given = arguments.parse_args()
    if not LOGS.is_dir():
        sys.exit(f"no logs at {LOGS}")
    known = list(logs())
    left_out = {stem: fit([o for o in known if _stem(o) != stem]) for stem in sorted({_stem(log) for log in known})}
    seen, all_of_them = list(unmarked()), fit(known)
    left_out |= {_stem(log): all_of_them for log in seen}
    tried = [(bonus, greeting) for bonus in _BONUSES for greeting in _GREETINGS]
    f1 = {each: score([*known, *seen], left_out, each).f1 for each in tried}
    bonus = max(tried, key=lambda each: f1[each])
    print(f"{'log left out':36} prompts  found  right  lines right")
    best = score([*known, *seen], left_out, bonus, show=True)
    print(
        f"of {best.wanted} prompts {best.right} are found, with {best.found} taken for one (bonus, greeting: {bonus})"
    )
    if given.write:
        write(eager(all_of_them, *bonus), len(known) + len(seen), best)


def write(by: Weights, logs: int, best: Score) -> None:
    lines = [
        "# Weights of `shape.py`: log-odds that another begins to speak at a line. Made by benchmarks/speakers.py on",
        f"# {logs} logs; with each left out in turn {best.right} of {best.wanted} prompts are found, where",
        f"# {best.found} places are taken for one.",
        f"first = {by.first:.3f}",
        f"greeting = {by.greeting:.3f}",
    ]
    for name, values in (("asks", by.asks), ("answers", by.answers)):
        lines += ["", f"[{name}]", *(f'"{n}" = {v:.3f}' for n, v in zip(NAMES, values, strict=True))]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
