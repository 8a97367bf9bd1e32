"""The names that formulas use, by which a homework is known where its words are few: `d_1`, `p_\\mu`, `g_i`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from evaluator.mathtext.delimiters import find_math
from evaluator.model import Transcript
from evaluator.reference.records import ReferencePart

_SET: Final = re.compile(r"\\(?:mathbb|mathrm|text|operatorname\*?|mathbf|mathcal|boldsymbol)\s*\{?([A-Za-z]+)\}?")
_INDEX: Final = re.compile(r"_\{(\w+)\}")
_NAME: Final = re.compile(r"\\?[A-Za-z]+(?:_(?:\{[^{}]{1,12}\}|\\?[A-Za-z]+|\d))?")
# What every course writes says nothing.
_COMMON: Final = frozenset(
    r"\frac \left \right \cdot \quad \sum \begin \end aligned \in \sim \big \Big \times \to \leq \geq \le \ge \approx"
    r" \sqrt T I i j k n x \top \int dx \log \exp \infty cases bmatrix \ldots \dots \partial \nabla".split()
)


def of_transcript(transcript: Transcript) -> Counter[str]:
    said = (p for turn in transcript.turns() for p in (turn.prompt, turn.output))
    return Counter(name for passage in said for formula in passage.formulas for name in _names(formula.latex))


def of_homework(parts: Iterable[ReferencePart]) -> Counter[str]:
    """In its statements, its expected answers and the quantities that they are the values of."""
    return Counter(name for part in parts for latex in _written(part) for name in _names(latex))


def _written(part: ReferencePart) -> Iterable[str]:
    text = f"{part.title} {part.statement}"
    yield from (text[m.inner_start : m.inner_end] for m in find_math(text))
    for answer in part.answers:
        if answer.kind.name != "prose":
            yield answer.kind.latex()
        yield from map(str, answer.quantity)


def _names(latex: str) -> list[str]:
    plain = _INDEX.sub(r"_\1", _SET.sub(r" \1 ", latex))
    return [name for name in _NAME.findall(plain) if name not in _COMMON]
