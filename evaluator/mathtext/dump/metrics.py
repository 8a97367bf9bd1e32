"""The sizes of KaTeX's glyphs and the constants of its typesetting, in em."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from evaluator.mathtext.glyph_classes import BIG


class Metric(NamedTuple):
    width: float
    height: float
    depth: float
    italic: float


class Sigmas(NamedTuple):
    """Font parameters of one size (KaTeX's fontMetrics.js, after appendix G of the TeXbook)."""

    num1: float
    num2: float
    num3: float
    denom1: float
    denom2: float
    sup1: float
    sup2: float
    sup3: float
    sub1: float
    sub2: float
    sup_drop: float
    sub_drop: float
    delim1: float
    delim2: float
    rule: float
    spacings: tuple[float, float, float, float, float]  # around big operators


TEXT_SIGMAS: Final = Sigmas(
    0.677, 0.394, 0.444, 0.686, 0.345, 0.413, 0.363, 0.289, 0.15, 0.247, 0.386, 0.05, 2.39, 1.01, 0.04,
    (0.111, 0.166, 0.2, 0.6, 0.1),
)  # fmt: skip
SCRIPT_SIGMAS: Final = Sigmas(
    0.732, 0.384, 0.471, 0.752, 0.344, 0.503, 0.431, 0.286, 0.143, 0.286, 0.353, 0.071, 1.7, 1.157, 0.049,
    (0.111, 0.166, 0.2, 0.611, 0.143),
)  # fmt: skip
SECOND_SIGMAS: Final = Sigmas(
    0.925, 0.387, 0.504, 1.025, 0.532, 0.504, 0.404, 0.294, 0.2, 0.4, 0.494, 0.1, 1.98, 1.42, 0.049,
    (0.111, 0.166, 0.2, 0.611, 0.143),
)  # fmt: skip
X_HEIGHT: Final = 0.431
AXIS: Final = 0.25
UNKNOWN: Final = Metric(0.5, 0.7, 0.0, 0.0)
BLANK: Final = Metric(0.25, 0.0, 0.0, 0.0)

_FALLBACK: Final = ("rm", "ams", "it")
_TABLES: Final = {"bb": "ams"}


@cache
def _tables() -> dict[str, dict[str, list[int]]]:
    text = (files("evaluator.mathtext.dump") / "data" / "metrics.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


@cache
def metric(char: str, font: str) -> Metric:
    """A glyph's size; `font` is an alphabet of `layout.Glyph`, or "1" to "4" for sizes of operators and brackets."""
    if char == "\xa0":
        return BLANK
    tables = _tables()
    wanted = _TABLES.get(font, font) if font in tables or font in _TABLES else _usual(char)
    for name in (wanted, *_FALLBACK):
        if (row := tables[name].get(char)) is not None:
            return Metric(*(x / 1000 for x in row))
    return UNKNOWN


def _usual(char: str) -> str:
    if char in BIG:
        return "1"
    return "it" if char.isalpha() and not "Α" <= char <= "Ω" else "rm"


@cache
def widths() -> dict[str, int]:
    """Of every glyph in the alphabet that it usually has, in thousandths of an em."""
    return {char: round(1000 * metric(char, "").width) for table in _tables().values() for char in table}
