"""The best ways to read one formula, best first: every place where a rival was left behind leads to another one.

Lazy enumeration as in Huang and Chiang, "Better k-best Parsing" (2005), over the states of the search.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count

from evaluator.mathtext.dump.moves import Move
from evaluator.mathtext.dump.search import State

Tail = tuple[Move, "Tail"] | None


def readings(last: State, origin: int) -> Iterator[tuple[float, tuple[Move, ...]]]:
    """How far each reading of the formula from glyph `origin` on is behind, and its moves.

    `last` is the state behind its last glyph, of the search's `ending`.
    """
    turn = count()  # so that no states are compared
    heap: list[tuple[float, int, State, Tail]] = []
    for one in (last, *last.rivals):
        if one.before is not None:
            heappush(heap, (last.score - one.score, next(turn), one.before, None))
    while heap:
        behind, _, state, tail = heappop(heap)
        while True:
            for rival in state.rivals:
                heappush(heap, (behind + state.score - rival.score, next(turn), rival, tail))
            tail = (state.option.move, tail)
            if state.before is None or state.before.origin != origin:
                break
            state = state.before
        yield behind, _moves(tail)


def _moves(tail: Tail) -> tuple[Move, ...]:
    found: list[Move] = []
    while tail is not None:
        move, tail = tail
        found.append(move)
    return tuple(found)
