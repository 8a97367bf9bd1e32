"""Where in the prose formulas are missing.

An inline formula wider than 0.8 em leaves a line that ends in a blank, or one that starts with a blank or with
punctuation; a narrower one leaves two blanks, or a blank before punctuation. A display formula leaves nothing but a
place between two lines. What speaks for a formula at such a place, and how much, was learned from documents whose
pages are known (benchmarks/fit_holes.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log1p
from typing import Final, Literal, NamedTuple

from evaluator.mathtext.dump.line import Line
from evaluator.mathtext.glyph_classes import BIG, RELATIONS
from evaluator.mathtext.layout import Fraction, Glyph, Operator, Radical, Row, Scripts, walk

_NARROW = re.compile(
    r"(?<=[^\s]) (?= [^\s])|(?<=[A-Za-z,;:(]) (?=[.,;:)?!](?:\s|$)|[.,;:)]$)"
    r"| (?=-(?:th|st|nd|rd|dependen|dimension|per|axis))"
)
_CONTINUES = re.compile(r"^(?: |[.,;:)!?](?:\s|$)|[.,;:)]$|-[a-z]|['’]s )")
_ROLE = re.compile(
    r"^\W*(?:(?:first|user|ai)\s+)?"
    r"(?:prompt|output|comment|student|ai|annotation|me|user|assistant|response|input|question|answer)s?\W*\d*\W*$",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^\W*(?:(?:step|part|case|problem|question|section|lemma|theorem|proof|layer|claim)\b|\(?[a-z0-9]{1,3}[.)]|[IVX]+\.)",
    re.IGNORECASE,
)
# Words behind which something must come.
_LEADS = re.compile(
    r"\b(?:where|and|or|so|thus|is|are|get|have|yields?|gives?|then|hence|with|by|as|becomes?|reads|obtains?|equals"
    r"|satisfies|that|be|write|of|to|for|the|a|in|on|from|if|when|let|since|via|using|use|define|minimizes?|at|over"
    r"|each|any|all|some)$",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"\b(?:final|answer|result|conclusion|conclude)\b.{0,20}$", re.IGNORECASE)
# Small words that begin a line tell how it hangs on what stands before.
_TELLING: Final = frozenset("where with so and which for is are then since because by if to in of we or the".split())
_LENGTHS: Final = (0, 15, 45, 80)  # characters of a line, by which lines are told apart
TENTHS: Final = 10  # of the widest line
LONG_ROW: Final = 12  # boxes in a row that is long
_WIDE_LETTERS = frozenset("mw∑∏")

ABOVE, ASIDE = "limits above and below", "limits at the side"

Kind = Literal["narrow", "inline", "display"]
KINDS: Final[tuple[Kind, ...]] = ("narrow", "inline", "display")


@dataclass(frozen=True, slots=True)
class Hole:
    """A place that may miss a formula: before `lines[line].text[column]`."""

    kind: Kind
    line: int
    column: int
    empty: float  # cost of no formula here
    filled: float  # cost of a formula here
    repeat: float  # cost of each further formula here


class Costs(NamedTuple):
    """Of places and of what stands in them, in nats."""

    clues: Mapping[Kind, Mapping[str, float]]  # what speaks for a formula
    repeat: Mapping[Kind, float]  # of one more
    rows: Mapping[Kind, Mapping[str, float]]  # of a formula of this sort, beside any formula


@cache
def learned() -> Costs:
    packed = (files("evaluator.mathtext.dump") / "data" / "holes.json").read_text(encoding="utf-8")
    return Costs(**json.loads(packed))


def find_holes(lines: Sequence[Line]) -> list[Hole]:
    """All places on a page, in reading order; the last one stands behind the last line."""
    texts = [line.text for line in lines]
    widest = max(map(len, texts), default=0)
    return [_weighed(kind, texts, line, column, widest) for kind, line, column in _places(texts)]


def _places(texts: Sequence[str]) -> Iterator[tuple[Kind, int, int]]:
    for index in range(len(texts) + 1):
        yield _between(texts, index), index, 0
        if index < len(texts):
            for match in _NARROW.finditer(texts[index].rstrip()):
                if match.start() > 0:
                    yield "narrow", index, match.start() + 1


def _between(texts: Sequence[str], index: int) -> Kind:
    """Of the place between line `index - 1` and line `index`."""
    before, after = _around(texts, index)
    if before.endswith(" ") and before.strip():
        return "inline"
    return "inline" if _CONTINUES.match(after) and (before.strip() or index == 0 or after.strip()) else "display"


def _around(texts: Sequence[str], index: int) -> tuple[str, str]:
    return texts[index - 1] if index > 0 else "", texts[index] if index < len(texts) else ""


def _weighed(kind: Kind, texts: Sequence[str], line: int, column: int, widest: int) -> Hole:
    costs = learned()
    speaks = sum(costs.clues[kind].get(clue, 0.0) for clue in clues(kind, texts, line, column, widest))
    return Hole(kind, line, column, log1p(exp(speaks)), log1p(exp(-speaks)), costs.repeat[kind])


def clues(kind: Kind, texts: Sequence[str], line: int, column: int, widest: int) -> Iterator[str]:
    """What is seen around a place."""
    yield "place"
    if kind == "narrow":
        yield from _beside(texts[line][:column], texts[line][column:])
        return
    before, after = _around(texts, line)
    told, ends, begins = before.strip(), _end(before), _begin(after)
    begins_as = begins.split()[0]
    length = sum(len(told) > at for at in _LENGTHS)
    yield from (f"ends {ends}", f"begins {begins}", f"ends {ends}, begins {begins_as}")
    yield from (f"length {length}", f"length {length}, ends {ends}", f"first {line == 0}", f"last {line == len(texts)}")
    yield f"leads {bool(_LEADS.search(told))}, ends {ends}"
    yield f"answers {bool(_ANSWER.search(told))}"
    yield f"heading {bool(_HEADING.match(told))}, begins {begins_as}"
    full = TENTHS * len(told) // widest if widest else 0
    if kind == "display":
        yield f"full {full}"
        return
    blank, first = before.endswith(" "), after[:1]
    yield from (f"blank {blank}", f"blank {blank}, full {full}", f"nothing behind {not after.strip()}")
    yield f"blank {blank}, then {'a letter' if first.isalnum() else first}"


def _beside(left: str, right: str) -> Iterator[str]:
    last, first = left.strip()[-1:], right.lstrip()[:1]
    yield f"before {'a letter' if first.isalnum() else first}"
    yield f"behind {'a letter' if last.isalnum() else last}"
    yield f"leads {bool(_LEADS.search(left.strip()))}"


def _end(text: str) -> str:
    told = text.strip()
    if not told:
        return "nothing"
    if _ROLE.match(told):
        return "a role"
    return told[-1] if told[-1] in ":.,;?!)" else "a word" if told[-1].isalnum() else "a sign"


def _begin(text: str) -> str:
    told = text.strip()
    if not told:
        return "nothing"
    if _ROLE.match(told):
        return "role"
    if _HEADING.match(told):
        return "heading"
    word = re.match(r"\w*", told)
    small = word is not None and word[0] in _TELLING
    if told[0].islower():
        return f"small {word[0]}" if small and word else "small"
    if told[0].isalnum():
        return "capital" if told[0].isupper() else "digit"
    return told[0] if told[0] in ".,;:)(-•–=" else "sign"


def misfit(kind: Kind, row: Row) -> float:
    """What speaks against this formula in a hole of this kind."""
    return learned().rows[kind].get(sort_of(row), 0.0)


def sort_of(row: Row) -> str:
    """Of a formula, as far as it tells where it stands."""
    if len(row) == 1 and isinstance(row[0], Glyph):
        return "a wide letter" if row[0].char.isupper() or row[0].char in _WIDE_LETTERS else "a letter"
    if len(row) == 1 and isinstance(row[0], Scripts):
        return "a letter with scripts"
    if len(row) == 1 and isinstance(row[0], Radical):
        return "a root, or a frame"
    limits = [box.limits for box in walk(row) if isinstance(box, Operator) and box.symbol in BIG and box.lower]
    if limits:
        return ABOVE if all(limits) else ASIDE
    if row and isinstance(row[0], Glyph) and row[0].char in RELATIONS:
        return "what goes on"
    states = any(isinstance(box, Glyph) and box.char in RELATIONS for box in row)
    tall = any(isinstance(box, Fraction) for box in row)
    return f"{'a relation' if states else 'a value'}{', tall' if tall else ''}{', long' if len(row) > LONG_ROW else ''}"
