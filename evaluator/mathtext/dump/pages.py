"""Pages of a dump: where each begins, where its prose ends and its hoisted formulas start."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evaluator.mathtext.dump.line import Line
from evaluator.mathtext.glyph_classes import BIG, RELATIONS

PAGE_MARK = re.compile(r"^--- Page (\d+) ---[ \t]*$", re.MULTILINE)
_WORD = re.compile(r"[A-Za-zÀ-ɏ][a-zA-ZÀ-ɏ'’-]+")
_MATHEMATICAL = (RELATIONS | BIG | frozenset("∥∣∇∂−⋅×√∞ℓ′⊤∗±")) - frozenset("<>:→")
_FORMULA_WORDS = frozenset(
    "exp log sin cos tan max min sup inf lim arg det tr Var Cov sign RMS ns ms and or if otherwise for all "
    "where".split()
)


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    prose: tuple[Line, ...]
    formulas: tuple[Line, ...]


def split_pages(text: str) -> list[Page]:
    """The pages of a dump with U+200B still or no longer in it; text before the first mark is page 1's."""
    marks = list(PAGE_MARK.finditer(text))
    starts = [(int(m.group(1)), m.end() + 1) for m in marks]
    ends = [*(m.start() for m in marks[1:]), len(text)]
    return [_page(number, _lines(text, start, end)) for (number, start), end in zip(starts, ends, strict=True)]


def _lines(text: str, start: int, end: int) -> list[Line]:
    lines: list[Line] = []
    for raw in text[start:end].split("\n"):
        lines.append(Line(raw.rstrip("\r"), start))
        start += len(raw) + 1
    while lines and not lines[-1].text.strip():
        lines.pop()
    return lines


def _page(number: int, lines: Sequence[Line]) -> Page:
    cut = _end_of_prose([line.text for line in lines])
    return Page(number, tuple(lines[:cut]), tuple(lines[cut:]))


def _end_of_prose(lines: Sequence[str]) -> int:
    """The cut with the most prose before and mathematics behind it."""
    weights = [_prose_weight(line) for line in lines]
    best, best_cut, balance = 0.0, 0, 0.0
    for cut, weight in enumerate(weights, start=1):
        balance += weight
        if balance >= best:
            best, best_cut = balance, cut
    return best_cut


def _prose_weight(line: str) -> float:
    """Positive for prose, negative for a line of a hoisted formula."""
    stripped = line.strip()
    if not stripped:
        return -0.3
    words = [w for w in _WORD.findall(line) if w not in _FORMULA_WORDS and not w.isupper()]
    score = 1.5 * min(4, sum(len(w) >= 3 for w in words)) + 0.3 * min(3, sum(len(w) == 2 for w in words))
    score -= 1.2 * min(3, sum(c in _MATHEMATICAL for c in stripped))
    if not words:
        score -= 0.8 if len(stripped) <= 3 else 0.4
        if stripped in {".", ",", ";", ":", ")", ")."}:
            score += 1.6
    return score
