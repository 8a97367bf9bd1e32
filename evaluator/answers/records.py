"""The record of one stated value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evaluator.mathtext.tree import Node
from evaluator.model import Formula, Span

Manner = Literal["relation", "copula", "apposition", "standing", "phrase", "count", "mention"]


@dataclass(frozen=True)
class Candidate:
    """A value that an output states, with everything that tells which quantity it is the value of.

    A "phrase" is a class of growth in words, an "option" the words of one of several options, and a "list" several
    formulas in a row ("$2$ and $3$"), each of which is a "formula" too.

    `node` is None where the text is a formula that could not be parsed; `problem` then says why. `manner` is how it is
    stated: as the end of a relation, after a verb ("is"), behind its noun ("the constant .."), standing by itself, in
    words ("grows linearly"), as a count ("10 loads"), or only mentioned. `whole` is the relation it was taken from.
    """

    kind: Literal["formula", "phrase", "list", "option"]
    text: str
    node: Node | None
    whole: Node | None
    labels: tuple[Node, ...]
    before: str  # the words of its clause in front of it
    after: str  # the words of its clause behind it
    sentence: str
    heading: str
    final: bool
    boxed: bool
    manner: Manner
    at: Span
    exact: bool = True
    formula: Formula | None = None
    problem: str | None = None
    column: str = ""  # the head of its column, where it stands in a table
    other: bool = False  # of another reading of the formula than the one that was taken
