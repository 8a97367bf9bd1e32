"""Passages out of Markdown, for tests of what is in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evaluator.mathtext.delimiters import find_math
from evaluator.model import Formula, Passage, Piece, Span


@pytest.fixture(scope="session")
def passage() -> Callable[[str], Passage]:
    """Makes a passage with its formulas out of a text."""
    return _passage


def _passage(text: str) -> Passage:
    formulas = [
        Formula(
            latex=text[m.inner_start : m.inner_end].strip(),
            display=m.display,
            at=Span(start=m.start, end=m.end),
            span=Span(start=m.start, end=m.end),
            raw=text[m.start : m.end],
        )
        for m in find_math(text)
    ]
    whole = Span(start=0, end=len(text))
    return Passage(markdown=text, formulas=tuple(formulas), pieces=(Piece(at=whole, span=whole),))
