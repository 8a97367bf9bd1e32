"""Formulas typed among words, or whose delimiters were lost, are found as LaTeX."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evaluator.mathtext.delimiters import find_math
from evaluator.mathtext.inline.find import find, stands_as_typed
from evaluator.mathtext.parser import parse

CASES = tomllib.loads(Path(__file__).with_name("typed.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:40] for c in CASES])
def test_found(case: dict[str, object]) -> None:
    text = str(case["text"])
    found = [f for f in find(text, [(m.start, m.end) for m in find_math(text)]) if not f.torn]
    assert [f.latex for f in found if f.typed] == case.get("found", [])
    assert [f.latex for f in found if not f.typed] == case.get("guess", [])
    assert [x for f in found for x in f.others] == case.get("others", [])
    for formula in found:
        parse(formula.latex)
        assert text[formula.start : formula.end].strip() == text[formula.start : formula.end]


@pytest.mark.parametrize(
    "text",
    [
        "√(" * 1300 + "x" + ")" * 1300,
        "∂" * 3900,
        "∂x/" * 1300,
        r"(\mu) " * 600,
        "(" * 3900 + "α",
        "[\n" * 100_000,
        r"\$" * 100_000,
        "\\frac{" * 600 + "α",
        r"\begin{xy}" * 350,
        "_{" * 1900 + "α",
        "α " * 500_000,
    ],
    ids=lambda text: text[:8],
)
def test_hostile_lines_end(text: str) -> None:
    found = find(text, [])
    assert len(found) < len(text) / 2


def test_what_is_taken_says_nothing_about_the_words() -> None:
    """Formulas that a page's glyphs gave do not show that its words kept theirs."""
    text = "So $x^2$ is positive, and $y^2$, for η = 0.1 as well."
    taken = [(m.start, m.end) for m in find_math(text)]
    assert not stands_as_typed([(text, taken)], from_pages=True)
    assert stands_as_typed([(text, taken)], from_pages=False)
    assert stands_as_typed([("So x² is positive for η = 0.1.", [])], from_pages=True)
    assert not stands_as_typed([("So ∥y∥2 2 is d1 for η = 0.1.", [])], from_pages=False)
