"""What a formula is, the other formulas of the document tell too."""

from __future__ import annotations

from evaluator.mathtext.dump.consensus import Choice, agreed
from evaluator.mathtext.layout import Box, Fraction, Glyph, Radical, Row, Scripts

TWO, D, X = Glyph("2"), Glyph("d"), Glyph("x")
BELOW, ABOVE = Scripts(D, (TWO,), None), Scripts(D, None, (TWO,))


def text(row: Row) -> str:
    return repr(row)


def plain(row: Row, name: str) -> Choice:
    return Choice(name, ((0.0, row),))


def either(first: Row, second: Row, behind: float = 4.0, name: str = "open") -> Choice:
    return Choice(name, ((0.0, first), (behind, second)))


def best(formulas: list[Choice]) -> Row:
    return agreed(formulas)[0].readings[0][1]


def test_what_is_plain_elsewhere_decides() -> None:
    seen = [plain((BELOW, Glyph(c)), c) for c in "abc"]
    assert best([either((ABOVE,), (BELOW,))]) == (ABOVE,)
    assert best([either((ABOVE,), (BELOW,)), *seen]) == (BELOW,)


def test_the_same_formula_many_times_is_one_voice() -> None:
    """An error that repeats itself is no evidence for itself."""
    again = [either((ABOVE,), (BELOW,)) for _ in range(9)]
    assert best([*again, plain((BELOW, X), "other"), plain((BELOW, D), "third")]) == (BELOW,)


def test_clear_glyphs_outweigh_the_document() -> None:
    seen = [plain((BELOW, Glyph(c)), c) for c in "abc"]
    assert best([either((ABOVE,), (BELOW,), behind=60.0), *seen]) == (ABOVE,)


def test_parts_are_settled_apart() -> None:
    """Both sides of an equation were read wrongly, and no reading that was listed has both right."""
    equal = Glyph("=")

    def equation(left: Box, right: Box) -> Row:
        return (left, equal, right)

    open_ = Choice(
        "open", ((0.0, equation(ABOVE, ABOVE)), (3.0, equation(BELOW, ABOVE)), (3.0, equation(ABOVE, BELOW)))
    )
    seen = [plain((BELOW, Glyph(c)), c) for c in "abc"]
    assert best([open_, *seen]) == equation(BELOW, BELOW)


def test_roots_and_fractions_too() -> None:
    rooted, under = Radical((Fraction((D,), (TWO,)),)), Fraction((Radical((D,)),), (TWO,))
    seen = [plain((under, Glyph(c)), c) for c in "abc"]
    found = agreed([either((rooted,), (under,)), *seen])[0]
    assert found.readings[0] == (0.0, (under,))
    assert found.readings[1][1] == (rooted,)
