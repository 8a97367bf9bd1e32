"""The letters of two formulas, and how one may be written in the letters of the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from evaluator.equality.rewrite import bottom_up, walk
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.spelling import spelling
from evaluator.mathtext.tree import Call, Name, Node

FEWEST_RENAMED, MOST_RENAMED = 2, 3  # letters that may all be called something else; a single one is another thing


def letters_of(node: Node) -> list[Name]:
    """All names but those of functions, first come first; what a name has below it is part of it."""
    called = {one.function for one in walk(node) if isinstance(one, Call)}
    below = {inner for one in walk(node) if isinstance(one, Name) and one.sub for inner in walk(one.sub)}
    return list(dict.fromkeys(n for n in walk(node) if isinstance(n, Name) and n not in called | below))


def replaced(node: Node, by: dict[Node, Node]) -> Node:
    return bottom_up(node, lambda one: by.get(one, one))


def in_one_case(gold: Node, answer: Node) -> tuple[Node, Node] | None:
    """R_t and r_t, where each side has one of them only."""
    ours, theirs = {n.base for n in letters_of(gold)}, {n.base for n in letters_of(answer)}
    turned = {base for base in theirs - ours if base.swapcase() in ours - theirs and len(base) == 1}
    if not turned:
        return None
    return gold, bottom_up(
        answer, lambda n: replace(n, base=n.base.swapcase()) if isinstance(n, Name) and n.base in turned else n
    )


def renamed(gold: Node, answer: Node, scope: Scope) -> Iterator[Node]:
    """The answer with the letters that only it has called as those are that only the expected answer has."""
    ours, theirs = letters_of(gold), letters_of(answer)
    lost, new = [n for n in ours if n not in theirs], [n for n in theirs if n not in ours]
    if not FEWEST_RENAMED <= len(lost) == len(new) <= MOST_RENAMED or any(
        spelling(n) in scope.symbols for n in (*lost, *new)
    ):
        return
    if {n.base for n in lost} & {n.base for n in theirs} or {n.base for n in new} & {n.base for n in ours}:
        return  # another index is another thing
    for order in permutations(lost):
        yield replaced(answer, dict(zip(new, order, strict=True)))
