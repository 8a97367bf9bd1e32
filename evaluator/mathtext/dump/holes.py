"""Where in the prose formulas are missing.

An inline formula wider than 0.8 em leaves a line that ends in a blank, or one that starts with a blank or with
punctuation; a narrower one leaves two blanks, or a blank before punctuation. A display formula leaves nothing but a
place between two lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from evaluator.mathtext.dump.line import Line
from evaluator.mathtext.glyph_classes import BIG, RELATIONS
from evaluator.mathtext.layout import Fraction, Glyph, Operator, Row, Scripts, walk

_NARROW = re.compile(
    r"(?<=[^\s]) (?= [^\s])|(?<=[A-Za-z,;:(]) (?=[.,;:)?!](?:\s|$)|[.,;:)]$)"
    r"| (?=-(?:th|st|nd|rd|dependen|dimension|per|axis))"
)
_CONTINUES = re.compile(r"^(?: |[.,;:)!?](?:\s|$)|[.,;:)]$|-[a-z]|['’]s )")
_ROLE = re.compile(
    r"^\W*(?:first\s+)?(?:prompt|output|comment|student|ai|annotation|me|user|assistant)\W*$", re.IGNORECASE
)

# The first item of a list, whose bullet may be lost in print: "1. ...", "- ...", "Input: ..."
_LISTED = re.compile(r"^\s*(?:(?:1[.)]|\(?[ai][.)]|[-•*–])\s|[A-Z][^.:]{0,40}: ?)")
_LABEL = re.compile(r"^\W*[A-Z][\w-]*(?: [\w-]+){0,2}:$")  # "Layer 3:", a label as often as a lead-in
_LEADS = re.compile(
    r"\b(?:where|and|or|so|thus|is|are|get|have|yields|gives|then|hence|with|by|as|becomes|reads|obtains?|equals|satisfies)$",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"\b(?:final|answer|result|conclusion)\b.{0,20}$", re.IGNORECASE)
LONG_ROW = 12  # boxes in a row that is more often displayed than not
SHORT_LINE = 45  # characters of a line that reads as a heading or a lead-in
_WIDE_LETTERS = frozenset("mw∑∏")

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


def find_holes(lines: Sequence[Line]) -> list[Hole]:
    """All places on a page, in reading order; the last one stands behind the last line."""
    texts = [line.text for line in lines]
    holes: list[Hole] = []
    for index, text in enumerate(texts):
        holes.append(_before(texts, index))
        holes.extend(_within(text, index))
    holes.append(_before(texts, len(texts)))
    return holes


def _within(text: str, index: int) -> Iterator[Hole]:
    for match in _NARROW.finditer(text.rstrip()):
        if match.start() > 0:
            yield Hole("narrow", index, match.start() + 1, 3.2, -0.3, 6.0)


def _before(texts: Sequence[str], index: int) -> Hole:
    """The place between line `index - 1` and line `index`."""
    before = texts[index - 1] if index > 0 else ""
    after = texts[index] if index < len(texts) else ""
    if before.endswith(" ") and before.strip():
        return Hole("inline", index, 0, 4.2, -0.5, 3.5)
    if _CONTINUES.match(after) and (before.strip() or index == 0 or after.strip()):
        return Hole("inline", index, 0, 3.6, -0.4, 3.0)
    return Hole("display", index, 0, *_display_costs(before, after, index, len(texts)))


def _display_costs(before: str, after: str, index: int, count: int) -> tuple[float, float, float]:
    text = before.rstrip()
    if not text:
        return 0.0, 0.6, 0.5
    if _ROLE.match(text):
        return 0.0, 3.0, 2.0
    if _ANSWER.search(text) and (not after or _ROLE.match(after) or text.endswith(":")):
        return 2.0, -0.3, 1.0
    if text.endswith(":") and _LABEL.match(text):
        return 0.1, 0.4, 0.5
    if text.endswith(":"):
        return (0.3, 0.8, 1.0) if _LISTED.match(after) else (2.0, -0.3, 0.1)
    if _LEADS.search(text):
        return 0.2, 0.1, 0.5
    if len(text) <= SHORT_LINE and not text.endswith((".", ",", ";")):
        return 0.0, 0.6, 0.5
    if _ROLE.match(after) or not text.endswith((".", ",", ";", "!", "?")):
        return 0.0, 1.4, 1.2
    return 0.0, 1.1, 1.2


def misfit(kind: Kind, row: Row) -> float:
    """What speaks against this formula in a hole of this kind."""
    single = len(row) == 1 and isinstance(row[0], Glyph)
    if kind == "narrow":
        return 0.0 if single else 5.0
    limits = [box.limits for box in walk(row) if isinstance(box, Operator) and box.symbol in BIG and box.lower]
    if kind == "inline":
        narrow = single and isinstance(row[0], Glyph) and not (row[0].char.isupper() or row[0].char in _WIDE_LETTERS)
        tall = any(isinstance(box, Fraction | Operator) for box in row) and _states(row)
        long = 0.3 if len(row) > LONG_ROW else 0.0
        return (0.4 if narrow else 0.0) + 3.0 * any(limits) + (0.6 if tall else 0.0) + long
    bare = 2.0 if single else 1.0 if len(row) == 1 and isinstance(row[0], Scripts) else 0.0
    return (
        bare
        + (-0.3 if _states(row) else 0.1 if len(row) > LONG_ROW else 0.4)
        + 2.0 * any(not inline for inline in limits)
    )


def _states(row: Row) -> bool:
    return any(isinstance(box, Glyph) and box.char in RELATIONS for box in row)
