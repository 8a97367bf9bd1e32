"""What a printed formula leaves in a dump, blanks and line ends included."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluator.mathtext.dump.forward import Sizes, log_likelihood
from evaluator.mathtext.dump.glyphs import glyphs_of
from evaluator.mathtext.typeset import NotTypeset, typeset

UNLIKELY = -4.0  # nats of a formula in which some gap has no explanation
PLAIN, LEAST = Sizes(16, 0), Sizes(14, 12)


def fit(latex: str, display: bool, sizes: Sizes, chunk: str) -> float | None:
    glyphs = glyphs_of(chunk)
    return log_likelihood(typeset(latex), display, sizes, glyphs, slice(0, len(glyphs.starts)))


@pytest.mark.parametrize(
    ("taken", "other", "display", "chunk"),
    [
        (
            r"y_j = \sum_{k=1}^{d_1} W_{jk} x_k",
            r"y_j = \sum_{k=1}^{d} W_{1jk} x_k",
            True,
            "y =\nj\nW\nx \nk=1\n∑\nd \n1\njk\nk",
        ),
        (r"RMS(v)^2 = \frac{\|v\|_2^2}{n}", r"RMS(v)^2 = \frac{\|v\|^{22}}{n}", True, "RMS(v) =\n2\n\nn\n∥v∥\n2\n2"),
        (
            r"\frac{2}{\pi} d_1^2 + d_1 \left(1 - \frac{2}{\pi}\right)",
            r"\frac{2}{\pi} d^1_2 + d_1 \left(1 - \frac{2}{\pi}\right)",
            True,
            "d +\nπ\n2\n1\n2\nd  1 −\n\n1 (\nπ\n2 )",
        ),
    ],
)
def test_the_right_reading_explains_its_dump_better(taken: str, other: str, display: bool, chunk: str) -> None:
    right, wrong = fit(taken, display, LEAST, chunk), fit(other, display, LEAST, chunk)
    assert right is not None and right > -1
    assert wrong is None or wrong < right - 1


def test_what_no_gap_tells() -> None:
    """Before a relation, a script below and one above leave the same."""
    below, above = (fit(latex, False, LEAST, "x ∼\ni\nN(0, 1)") for latex in (r"x_i \sim N(0, 1)", r"x^i \sim N(0, 1)"))
    assert below == pytest.approx(above, abs=0.01)


def test_other_glyphs_are_impossible() -> None:
    assert fit("a + b", False, PLAIN, "a + c") is None
    assert fit("a + b", False, PLAIN, "a + b + c") is None


def test_smallest_sizes_show() -> None:
    """With a smallest size of text, second scripts are as large as first ones and hang elsewhere."""
    latex, chunk = r"x_{a_b} y", "x y\na\nb"
    assert fit(latex, False, PLAIN, chunk) != fit(latex, False, LEAST, chunk)


def test_spaces_of_differentials_may_be_asked_for() -> None:
    joined, spaced = fit("f(x)dx", False, PLAIN, "f(x)dx"), fit("f(x)dx", False, PLAIN, "f(x) dx")
    assert joined is not None and spaced is not None
    assert -3 < spaced < joined


@pytest.mark.parametrize(
    ("name", "sizes", "least"),
    [
        ("corpus/00.truth.jsonl", Sizes(14, 12), 0.95),
        ("corpus/03.truth.jsonl", Sizes(14, 0), 0.97),
        ("corpus/05.truth.jsonl", Sizes(16, 12), 0.98),
        ("pairs_nomin.truth.jsonl", Sizes(14, 0), 0.93),
    ],
)
def test_printed_formulas_are_explained(shared: Path, name: str, sizes: Sizes, least: float) -> None:
    """Share of a browser's formulas whose every gap is likely."""
    likely = [value > UNLIKELY for value in _fits(shared / "formulas" / name, sizes)]
    assert len(likely) > 250
    assert sum(likely) >= least * len(likely)


def _fits(path: Path, sizes: Sizes) -> list[float]:
    found: list[float] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row.get("latex"):
            continue
        try:
            value = fit(row["latex"], row["display"], sizes, row["chunk"])
        except NotTypeset:
            continue
        found.append(-99.0 if value is None else value)
    return found
