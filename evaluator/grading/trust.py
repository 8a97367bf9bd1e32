"""How far rebuilt formulas can be trusted when an answer looks wrong.

A dump has formulas and prose apart. Where one formula was not read with certainty, those next to it may stand in the
wrong place although each of them is well read.
"""

from __future__ import annotations

from typing import Final

from evaluator.model import Passage, Span

_NEXT: Final = 2  # formulas on each side


def doubtful(at: Span, passage: Passage) -> bool:
    """Whether what stands at this place hangs on an uncertain reading: of its own formulas, or of those next to it."""
    formulas = passage.formulas
    inside = [i for i, f in enumerate(formulas) if f.at.start < at.end and at.start < f.at.end]
    if not inside:
        return False
    near = formulas[max(0, inside[0] - _NEXT) : inside[-1] + _NEXT + 1]
    return any(f.verified is False for f in near)


def some_uncertain(passage: Passage) -> bool:
    """Whether it comes from a dump, by its pages: what seems absent may stand in another hole, or on another page."""
    return bool(passage.pages())


def words_suffer(passage: Passage) -> bool:
    """Whether sentences may have lost their meaning: they hold rebuilt formulas, which may stand elsewhere."""
    return some_uncertain(passage)
