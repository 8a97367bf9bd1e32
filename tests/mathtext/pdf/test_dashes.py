"""Dashes between remarks on one line are no signs of numbers."""

from __future__ import annotations

from evaluator.mathtext.pdf.dashes import without_dashes
from evaluator.mathtext.pdf.page import Glyph
from evaluator.mathtext.pdf.region import Region

SPACE = 3.3  # of a text of ten points; a minus between two terms has 2.2


def region(text: str, space: float = SPACE) -> Region:
    """Glyphs of five points each; a blank stands for `space`."""
    x, glyphs = 50.0, list[Glyph]()
    for char in text:
        if char == " ":
            x += space
            continue
        glyphs.append(Glyph(char, "LMMathItalic10", 10.0, x, 100.0, x + 5, 100.0, 107.0, len(glyphs), -1))
        x += 5
    found = Region.of(glyphs[0])
    for glyph in glyphs[1:]:
        found.add(glyph)
    return found


def parts(*texts: str, space: float = SPACE, among_words: bool = True) -> list[str]:
    found, _ = without_dashes([region(t, space) for t in texts], lambda _: 100.0 if among_words else None)
    return ["".join(g.char for g in r.glyphs) for r in found]


def test_marks_of_items_are_cut_off() -> None:
    assert parts("- x=1") == ["x=1"]
    assert parts("x=1 -") == ["x=1"]


def test_items_that_follow_each_other_are_formulas_of_their_own() -> None:
    assert parts("y=−1", "x=0 - z=2") == ["y=−1", "x=0", "z=2"]


def test_a_minus_stays() -> None:
    assert parts("−x") == ["−x"]
    assert parts("x−1", "a − b") == ["x−1", "a−b"]
    assert parts("x-1", "a - b", space=2.2) == ["x-1", "a-b"]
    assert parts("a - b") == ["a-b"]  # nothing on the page tells dashes and signs apart
    assert parts("- x", among_words=False) == ["-x"]


def test_a_dash_alone_is_left() -> None:
    assert parts("-") == ["-"]
