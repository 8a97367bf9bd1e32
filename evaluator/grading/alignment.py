"""Turns that name a question and no part of it, in the order of its parts: people ask one part after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def aligned(likenesses: Sequence[Mapping[str, float]], parts: Sequence[str]) -> list[str]:
    """The part that each turn is about, never one before that of the turn before it, so that all are most alike.

    `likenesses`: how much each turn is about each part. Of equal ways the one that goes on latest.
    """
    ways: list[tuple[float, list[int]]] = [(0.0, [at]) for at in range(len(parts))]
    for turn, alike in enumerate(likenesses):
        scores = [alike.get(part, 0.0) for part in parts]
        if not turn:
            ways = [(score, [at]) for at, score in enumerate(scores)]
            continue
        ways = [_extended(max(ways[: at + 1], key=lambda way: way[0]), at, score) for at, score in enumerate(scores)]
    return [parts[at] for at in max(ways, key=lambda way: way[0])[1]] if likenesses else []


def shared(order: Sequence[str], parts: Sequence[str]) -> list[list[str]]:
    """For each turn, in the `order` of the parts that they are about: that part, and those that no turn is about and
    that come next to it. One turn on either side may answer them, too."""
    rank = {part: at for at, part in enumerate(parts)}
    found = [[part] for part in order]
    for part in parts:
        if part in order:
            continue
        before = [i for i, other in enumerate(order) if rank[other] < rank[part]]
        after = [i for i, other in enumerate(order) if rank[other] > rank[part]]
        for at in (*before[-1:], *after[:1]):
            found[at].append(part)
    return found


def _extended(way: tuple[float, list[int]], at: int, score: float) -> tuple[float, list[int]]:
    return way[0] + score, [*way[1], at]
