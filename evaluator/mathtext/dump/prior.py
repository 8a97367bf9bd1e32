"""How likely a reading is before looking at the blanks: what hangs below letters and what above.

All numbers are costs (roughly negative log probabilities). They were set by hand from how machine-learning homework
is written, and are corrected by what the document itself shows (`Vocabulary`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

from evaluator.mathtext.glyph_classes import BINARY, CLOSING, PRIME, RELATIONS
from evaluator.mathtext.layout import (
    Box,
    Fence,
    Fraction,
    Glyph,
    Operator,
    Radical,
    Row,
    Scripts,
    glyphs,
    walk,
)

NEVER = 50.0
ONCE = 1  # a script seen once, at an uncertain place, proves nothing

# content -> (cost below, cost above)
_KNOWN: dict[str, tuple[float, float]] = {
    PRIME: (NEVER, 0.0),
    "T": (2.5, 0.1),
    "⊤": (NEVER, 0.0),
    "∗": (1.5, 0.3),
    "†": (3.0, 0.0),
    "−1": (3.0, 0.2),
    "0": (0.3, 2.5),
    "1": (0.1, 1.8),
    "2": (0.7, 0.2),
    "3": (0.9, 0.7),
    "π": (2.0, 1.5),  # a number, seldom an index
    "n": (0.5, 1.0),
    "N": (0.7, 1.0),
    "c": (1.0, 1.5),
    "∞": (0.7, 1.0),
}


@dataclass(frozen=True)
class Vocabulary:
    """How often this document hangs `content` below or above `host`."""

    below: Counter[tuple[str, str]] = field(default_factory=Counter)
    above: Counter[tuple[str, str]] = field(default_factory=Counter)
    narrow_breaks: bool = False  # small print: even a narrow script ends the line

    def costs(self, host: str, content: str) -> tuple[float, float]:
        below = max(0, self.below[host, content] - ONCE)
        above = max(0, self.above[host, content] - ONCE)
        total = below + above + 1.0
        return log(total / (below + 0.5)) - log(2), log(total / (above + 0.5)) - log(2)


_NORMS = frozenset("12pqF∞∗")

# What seldom stands in a script.
_HEAVY: dict[type[Box], float] = {Fraction: 2.0, Radical: 2.5, Operator: 3.0, Scripts: 0.1, Fence: 2.0}


def learn(rows: Iterable[Row], narrow_breaks: bool) -> Vocabulary:
    """Count the scripts of readings whose place is certain; uncertain ones count little."""
    vocabulary = Vocabulary(narrow_breaks=narrow_breaks)
    for row in rows:
        for box in walk(row):
            if isinstance(box, Scripts):
                _count(vocabulary, box)
    return vocabulary


def _count(vocabulary: Vocabulary, box: Scripts) -> None:
    host = _host(box.host)
    weight = 4 if box.sure or (box.sub and box.sup) else 1
    if box.sub:
        vocabulary.below[host, glyphs(box.sub)] += weight
    if box.sup:
        vocabulary.above[host, glyphs(box.sup)] += weight


def _host(box: Box) -> str:
    return box.char if isinstance(box, Glyph) else glyphs((box,))[-1:]


def script_costs(host: Box, content: Row, vocabulary: Vocabulary) -> tuple[float, float]:
    """Cost of `content` below and above `host`."""
    text, over = glyphs(content), _host(host)
    below, above = _KNOWN.get(text) or _shape_costs(text)
    if over in "∥∣" and text in _NORMS:
        below, above = 0.0, 0.5
    host_below, host_above = _host_costs(over, any(c in RELATIONS for c in text))
    seen_below, seen_above = vocabulary.costs(over, text)
    heavy = 0.15 * max(0, len(text) - 6) + 2.0 * (text == over)
    if any(not isinstance(box, Glyph) for box in content):
        heavy += sum(_HEAVY.get(type(box), 0.0) for box in walk(content))
    return heavy + below + host_below + seen_below, heavy + above + host_above + seen_above


def _shape_costs(text: str) -> tuple[float, float]:
    if PRIME in text:
        return NEVER, 0.3
    if all(c in RELATIONS for c in text):
        return 8.0, 8.0
    if any(c in RELATIONS for c in text):
        return 2.0, 4.0
    if text.startswith("(") and text.endswith(")"):
        return 1.8, 0.4
    if text[:1] in "−-":
        return 2.5, 0.5
    if "/" in text:
        return 1.5, 0.3
    if text.isdigit():
        return (1.0, 1.0) if len(text) == 1 else (1.6, 1.4)
    if len(text) == 1 and text.isalpha():
        return 0.1, 1.3
    return 0.2, (1.5 if text.isalpha() else 0.9) + 0.05 * len(text)


def _host_costs(host: str, states: bool) -> tuple[float, float]:
    if host.isdigit():
        return 3.0, 0.8
    if host in CLOSING:
        return (-1.4, 0.2) if states else (0.7, 0.2)
    if host in "∥∣|":
        return 0.3, 0.3
    if host == "E":
        return (-1.8, 1.5) if states else (0.8, 1.0)
    if host == "∇":
        return 0.0, 1.5
    if host == "R":
        return 1.5, -1.0
    if host == "∂":
        return 1.2, 0.0
    if host in BINARY or host in RELATIONS:
        return NEVER, NEVER
    return 0.0, 0.0
