"""Who speaks where nothing says so: told from the shape of the lines.

People ask in short imperatives, name parts, attach files; models open with "Sure", head their sections, state formulas
and close with offers; `line_features.toml` says what is looked at. Two logistic models say for each line how likely
another begins to speak there, one while a model speaks and one while a person does; the best sequence of speakers is
found by Viterbi's algorithm. The weights stand in `shape.toml`, which `benchmarks/speakers.py` fits and tests.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_TABLE: Final = tomllib.loads(files(__package__).joinpath("line_features.toml").read_text(encoding="utf-8"))
_FEATURES: Final[dict[str, re.Pattern[str]]] = {
    name: re.compile(pattern.replace("{opens}", _TABLE["opens"]), re.IGNORECASE | re.VERBOSE)
    for name, pattern in _TABLE["features"].items()
}
_REQUEST: Final = 15  # words
_OFTEN: Final = 3
_DIGITS: Final = re.compile(r"\d+")
_LETTERS: Final = re.compile(r"(?<![a-z])\(?[a-h]\)?(?![a-z])")
_LONGEST: Final = 2000  # characters of a line that are looked at
_TITLED: Final = re.compile(
    r"[\s*_#]*(?:(?:part|question|problem|step)\s+\(?\w{1,2}\)?\s*[:.–—-]|\([a-h]\))\s*(?P<rest>\w.*)", re.IGNORECASE
)
_REQUESTS: Final = ("imperative", "polite", "praise", "question", "please", "you", "first_person", "homework")
# Looked at in the line before, and in the one after.
_NEAR: Final = tuple("offer ends time kept_blank wordless file thought formula part question".split())
_AFTER: Final = tuple("opening thought heading wordless label lower".split())
_SHORT: Final = (5, 12, 25)  # words
NAMES: Final = (
    "bias",
    "apart",
    "again",
    *_FEATURES,
    *(f"fewer than {n} words" for n in _SHORT),
    *(f"before: {name}" for name in _NEAR),
    *(f"after: {name}" for name in _AFTER),
)


_THOUGHT, _GREETS, _SENT = (NAMES.index(name) for name in ("thought", "greets", "sent"))


@dataclass(frozen=True)
class Weights:
    """Of the features of a line for the odds that another begins to speak there."""

    asks: tuple[float, ...]  # while the model speaks
    answers: tuple[float, ...]  # while a person does
    first: float  # how likely a log begins with a person, as odds in the same units
    greeting: float = 0.0  # how much less likely an answer that goes on says "Great question!"


@cache
def weights() -> Weights:
    table = tomllib.loads(files(__package__).joinpath("shape.toml").read_text(encoding="utf-8"))
    asks, answers = (tuple(table[part][name] for name in NAMES) for part in ("asks", "answers"))
    return Weights(asks, answers, table["first"], table["greeting"])


def features(lines: Sequence[str], apart: Collection[int] = ()) -> list[list[float]]:
    """A row of numbers a line, in the order of `NAMES`; `apart` are the numbers of lines that are painted apart."""
    own = [{name: float(bool(p.search(line[:_LONGEST]))) for name, p in _FEATURES.items()} for line in lines]
    heads = _heads(lines, own)
    own = [{**here, "thought": max(here["thought"], float(i in heads))} for i, here in enumerate(own)]
    none = dict.fromkeys(_FEATURES, 0.0)
    again = _asked_again(lines)
    rows = []
    for i, (line, here) in enumerate(zip(lines, own, strict=True)):
        before, after = own[i - 1] if i else none, own[i + 1] if i + 1 < len(own) else none
        words = len(line.split())
        rows.append(
            [
                1.0,
                float(i in apart),
                float(line in again),
                *here.values(),
                *(float(words < n) for n in _SHORT),
                *(before[name] for name in _NEAR),
                *(after[name] for name in _AFTER),
            ]
        )
    return rows


def _heads(lines: Sequence[str], own: Sequence[Mapping[str, float]]) -> set[int]:
    """Lines with the name of a model and nothing else, where the same stands above several answers."""
    named = [i for i, here in enumerate(own) if here["model"]]
    times = Counter(lines[i].strip() for i in named)
    return {i for i in named if times[lines[i].strip()] >= _OFTEN}


def _asked_again(lines: Sequence[str]) -> set[str]:
    """Short lines that ask and come back with other numbers and letters: "solve 7b", "solve 7c", "move to 8 a"."""
    short = {
        line: _template(line) for line in lines if len(line.split()) < _REQUEST and line.lstrip()[:1] not in "#*-•"
    }
    counts = Counter(short[line] for line in lines if line in short)
    asks = (_FEATURES["imperative"], _FEATURES["part"])
    return {x for x, template in short.items() if counts[template] >= _OFTEN and any(p.search(x) for p in asks)}


def _template(line: str) -> str:
    return _LETTERS.sub("@", _DIGITS.sub("#", " ".join(line.lower().split())))


def prompts(lines: Sequence[str], apart: Collection[int] = ()) -> list[bool]:
    """For each line (without blank ones) whether a person most likely says it."""
    asked = speakers(features(lines, apart), weights())
    return [here and not _is_title(lines, i, asked) for i, here in enumerate(asked)]


def _is_title(lines: Sequence[str], i: int, asked: Sequence[bool]) -> bool:
    """Whether a line stands alone between two of the model's and says nothing but what comes: "Part (b) - SVD"."""
    if not 0 < i < len(lines) - 1 or asked[i - 1] or asked[i + 1]:
        return False
    title = _TITLED.match(lines[i][:_LONGEST])
    return title is not None and not any(_FEATURES[name].search(title["rest"]) for name in _REQUESTS)


def speakers(rows: Sequence[Sequence[float]], by: Weights) -> list[bool]:
    """The same for lines of which the features are known."""
    if not rows:
        return []
    asked, told = by.first, 0.0  # the best score of all ways to the line before that end with a person, with the model
    came: list[tuple[bool, bool]] = []
    for i, row in enumerate(rows):
        if i == 0:
            continue
        ask, answer = _log_odds(row, by.asks), _log_odds(row, by.answers)
        to_asked = (asked + _log(-answer), told + _log(ask))
        to_told = (told + _log(-ask) - by.greeting * row[_GREETS], asked + _log(answer))
        if row[_SENT]:  # only who asks sends files
            to_told = (-math.inf, -math.inf)
        if row[_THOUGHT] and not rows[i - 1][_THOUGHT]:  # chat pages print it above every answer, and nowhere else
            to_asked, to_told = (-math.inf, -math.inf), (-math.inf, asked)
        came.append((to_asked[0] >= to_asked[1], to_told[1] > to_told[0]))
        asked, told = max(to_asked), max(to_told)
    speaks = [asked > told]
    for stayed, from_asked in reversed(came):
        speaks.append(stayed if speaks[-1] else from_asked)
    return speaks[::-1]


def _log_odds(row: Sequence[float], by: Sequence[float]) -> float:
    return sum(x * w for x, w in zip(row, by, strict=True) if x)


def _log(odds: float) -> float:
    """The logarithm of the probability with these log-odds."""
    return -math.log1p(math.exp(-odds)) if odds > -30 else odds
