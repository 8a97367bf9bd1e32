"""A page of a dump with its formulas read and placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluator.mathtext.dump.hypotheses import Placed
from evaluator.mathtext.dump.pages import Page
from evaluator.mathtext.dump.tokens import Token


@dataclass(frozen=True)
class PageReading:
    page: Page
    tokens: Sequence[Token]
    placed: Sequence[Placed]
