"""Answers in the text: which pieces of the parsed Markdown they cover, and before which block their notes go.

The parser says only on which lines a block stands. Inside a block the pieces of text follow in the order of
the source, so each is looked for from where the one before it ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from markdown_it.token import Token

from evaluator.report.holes import Holes

_BLOCKS: Final = {"paragraph_open", "heading_open", "table_open", "fence", "code_block"}
_LEAVES: Final = {"text", "formula", "code_inline"}


@dataclass(frozen=True)
class Mark:
    """An answer in a passage: `start` and `end` in its markdown, an anchor, the note it links to, its CSS class."""

    start: int
    end: int
    anchor: str
    note: str
    style: str
    symbol: str
    word: str


def tint(tokens: Sequence[Token], holes: Holes, marks: Sequence[Mark]) -> set[str]:
    """Notes on every leaf which mark covers it; the first leaf of a mark carries its anchor, the last its link.

    Returns the anchors that found a leaf.
    """
    spans = [(holes.place(m.start), holes.end(m.end), m) for m in marks]
    last: dict[str, Token] = {}
    for leaf, start, end in _leaves(tokens, holes.text):
        covering = [(high - low, mark) for low, high, mark in spans if low < end and start < high]
        if covering:
            mark = min(covering, key=lambda pair: pair[0])[1]
            leaf.meta["mark"] = mark
            leaf.meta["first"] = mark.anchor not in last
            last[mark.anchor] = leaf
    for leaf in last.values():
        leaf.meta["last"] = True
    return set(last)


def _leaves(tokens: Sequence[Token], text: str) -> Iterator[tuple[Token, int, int]]:
    lines = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    cursor = 0
    for token in tokens:
        if token.type != "inline" or token.map is None:
            continue
        cursor = max(cursor, lines[token.map[0]])
        for leaf in token.children or ():
            at = text.find(leaf.content, cursor) if leaf.type in _LEAVES and leaf.content else -1
            if at >= 0:
                cursor = at + len(leaf.content)
                yield leaf, at, cursor


def place_slots(tokens: list[Token], holes: Holes, marks: Sequence[Mark]) -> None:
    """Puts a slot around the block in which each mark begins; `meta["notes"]` are the indexes of the marks."""
    blocks = list(_blocks(tokens, holes.text))
    wanted: dict[tuple[int, int], list[int]] = {}
    for number, mark in enumerate(marks):
        at = holes.place(mark.start)
        chosen = next((b for b in blocks if b[2] > at), blocks[-1] if blocks else (0, -1, 0))
        wanted.setdefault(chosen[:2], []).append(number)
    for (first, last), numbers in sorted(wanted.items(), reverse=True):
        tokens.insert(last + 1, Token("slot", "", 0, meta={"notes": []}))
        tokens.insert(first, Token("slot", "", 0, meta={"notes": numbers}))


def _blocks(tokens: Sequence[Token], text: str) -> Iterator[tuple[int, int, int]]:
    """(index of its first token, of its last, offset where it ends) of every block that may have a note."""
    lines = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    until = -1
    for index, token in enumerate(tokens):
        if index <= until or token.type not in _BLOCKS or token.map is None:
            continue
        until = _closing(tokens, index)
        yield index, until, lines[min(token.map[1], len(lines) - 1)]


def _closing(tokens: Sequence[Token], opening: int) -> int:
    if tokens[opening].nesting == 0:
        return opening
    level = tokens[opening].level
    return next(i for i in range(opening + 1, len(tokens)) if tokens[i].nesting < 0 and tokens[i].level == level)
