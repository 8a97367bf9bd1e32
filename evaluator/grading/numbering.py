"""Which question of a homework a transcript means by its own numbers, and by none.

People number their logs anew ("section 2" is problem 3), or paste "(b) Show that ..." without a number. The words then
tell: of 42 turns in four transcripts of homework 3 all 28 whose likeness to a question was above `_ALIKE`, and above
that to any other by `_APART`, were about it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import Final

from evaluator.grading.likeness import Likeness
from evaluator.model import Turn
from evaluator.readers.printed import number_of

_ALIKE: Final = 0.30
_APART: Final = 0.10
_MOST: Final = 7  # questions that are tried in every order; logs with more keep their numbers


def renumbered(turns: Sequence[Turn], likeness: Likeness, known: Sequence[str]) -> Mapping[str, str]:
    """The number in the homework for each number in the log: the same, unless its words clearly belong elsewhere."""
    texts = _by_number(turns)
    own = [n for n in texts if n]
    same = {n: n for n in own}
    if not 1 < len(own) <= _MOST or len(known) > _MOST:
        return same
    scores = {n: likeness.to_problems(texts[n]) for n in own}
    others = {number_of(part) for turn in turns for part in turn.parts} - {*own}  # questions that are asked together
    orders = _orders(own, [n for n in known if n not in others])
    best = max(orders, key=lambda order: sum(scores[n].get(to, 0.0) for n, to in order.items()))
    gained = [scores[n].get(best[n], 0.0) - scores[n].get(n, 0.0) for n in own if best[n] != n]
    clearly = all(scores[n][best[n]] >= _ALIKE for n in own if best[n] in scores[n] and best[n] != n)
    return best if gained and clearly and sum(gained) >= _APART * len(gained) else same


def question_of(text: str, likeness: Likeness) -> str | None:
    """The question that a text without a number is about, where its words leave no doubt."""
    ranked = sorted(likeness.to_problems(text).items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _ALIKE:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _APART else None


def _by_number(turns: Sequence[Turn]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for turn in turns:
        numbers = {number_of(part) for part in turn.parts}
        if len(numbers) == 1:
            (only,) = numbers
            texts[only] = f"{texts.get(only, '')}\n{turn.prompt.markdown}\n{turn.output.markdown}"
    return texts


def _orders(own: Sequence[str], known: Sequence[str]) -> list[dict[str, str]]:
    """All ways to give the numbers of a log different questions, in the order in which both stand."""
    targets = [*known, *(n for n in own if n not in known)]
    kept = [order for order in permutations(targets, len(own)) if list(order) == sorted(order, key=targets.index)]
    return [dict(zip(own, order, strict=True)) for order in kept] + [{n: n for n in own}]
