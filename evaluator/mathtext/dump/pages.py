"""Pages of a dump: where each begins, where its prose ends and its hoisted formulas start."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from evaluator.mathtext.alphabets import SUBSCRIPTS, SUPERSCRIPTS
from evaluator.mathtext.dump.line import Line
from evaluator.mathtext.glyph_classes import BIG, RELATIONS

# Weights of lines, see `_prose_weight`: the wordiest line weighs less than RETURN, as formulas hold words, too.
RETURN: Final = 8.0
LINE: Final = 3.0  # of a line of words
HEADED: Final = 1.0  # of a line that is a label
WORDY, SIGNED = 1.5, -0.7  # weights from which on a line is surely one of words, of mathematics
# Share of the lines of mathematics behind those of words, over all pairs of a page. Of 29 documents that hoist their
# formulas it is 0.66 or more, of 9 that TeX, pandoc and word processors made 0.59 or less: in the middle.
IN_PLACE: Final = 0.625
FEW: Final = 0.1  # lines of words to one of mathematics: with fewer the order of lines tells nothing
LEAST_PAGES, OFTEN, EDGE = 3, 0.7, 5  # a head comes back on most pages, among so many lines at their edges
ALWAYS, LONG = 0.7, 12  # on so many pages a line so long is a head wherever it stands: remarks come behind the foot
PAGE_MARK = re.compile(r"^--- Page (\d+) ---[ \t]*$", re.MULTILINE)
_COUNTED = re.compile(r"#\s*/\s*#")  # a page of all, its numbers masked
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[A-Za-zÀ-ɏ][a-zA-ZÀ-ɏ'’-]+")
_MATHEMATICAL = (RELATIONS | BIG | frozenset("∥∣∇∂−⋅×√∞ℓ′⊤∗±")) - frozenset("<>:→")
_TYPED = re.compile(f"[{re.escape(''.join((*SUPERSCRIPTS, *SUBSCRIPTS)))}]")  # printers paint scripts as other glyphs
_ALPHABETS = re.compile("[\U0001d434-\U0001d49b\U0001d6e2-\U0001d755]")  # italics, as TeX and word processors set them
_LABEL = re.compile(r"(?:\d{1,2}\s?)?\([a-z]\)[.:]?")  # of a part, alone in its line: the last words of many a page
_FORMULA_WORDS = frozenset(
    "exp log sin cos tan max min sup inf lim arg det tr Var Cov sign RMS ns ms and or if otherwise for all "
    "where".split()
)


@dataclass(frozen=True, slots=True)
class Page:
    """Words of a page and the formulas that were hoisted out of them.

    What is painted apart on it (a bubble, a remark, the foot of the page) is a further one of the same number.
    """

    number: int
    prose: tuple[Line, ...]
    formulas: tuple[Line, ...]


def split_pages(text: str) -> list[Page]:
    """The pages of a dump with U+200B still or no longer in it; text before the first mark is page 1's.

    A document whose lines of mathematics stand between its words all over hoists nothing: it is prose throughout.
    """
    marks = list(PAGE_MARK.finditer(text))
    starts = [(int(m.group(1)), m.end() + 1) for m in marks]
    ends = [*(m.start() for m in marks[1:]), len(text)]
    numbered = _without_furniture(
        [(number, _lines(text, start, end)) for (number, start), end in zip(starts, ends, strict=True)]
    )
    if stays_in_place([line.text for line in lines] for _, lines in numbered):
        return [Page(number, tuple(lines), ()) for number, lines in numbered]
    return [page for number, lines in numbered for page in _stretches(number, lines)]


def stays_in_place(pages: Iterable[Sequence[str]]) -> bool:
    """Whether mathematics stands among the words, and not behind them as where it was hoisted.

    Letters of Unicode's mathematical alphabets come from other printers than the one whose formulas are read here.
    """
    pages = list(pages)
    if any(_ALPHABETS.search(line) for page in pages for line in page):
        return True
    words = signs = behind = pairs = 0
    for page in pages:
        before = here = 0
        for weight in map(_prose_weight, page):
            if weight >= WORDY:
                before += 1
            elif weight <= SIGNED:
                here += 1
                behind += before
        words, signs, pairs = words + before, signs + here, pairs + before * here
    return words > FEW * signs and behind < IN_PLACE * pairs


def _lines(text: str, start: int, end: int) -> list[Line]:
    lines: list[Line] = []
    for raw in text[start:end].split("\n"):
        lines.append(Line(raw.rstrip("\r"), start))
        start += len(raw) + 1
    while lines and not lines[-1].text.strip():
        lines.pop()
    return lines


def _without_furniture(pages: Sequence[tuple[int, list[Line]]]) -> list[tuple[int, list[Line]]]:
    """Pages without the heads and feet that a printer sets on all of them."""
    edges = Counter(key for _, lines in pages for key in {_masked(lines[i]) for i in _edges(lines, EDGE)})
    often = {key for key, count in edges.items() if len(key) > 1 and count >= max(LEAST_PAGES, OFTEN * len(pages))}
    each = Counter(key for _, lines in pages for key in {_masked(line) for line in lines})
    always = {key for key, count in each.items() if count >= max(LEAST_PAGES, ALWAYS * len(pages)) and _is_head(key)}
    return [(number, [x for x in _without(often, lines) if _masked(x) not in always]) for number, lines in pages]


def _is_head(masked: str) -> bool:
    """Whether nobody says it on page after page: the title of the document, its address, the count of its pages."""
    return len(masked) >= LONG or _COUNTED.fullmatch(masked) is not None


def _without(often: AbstractSet[str], lines: Sequence[Line]) -> list[Line]:
    edges = _edges(lines, 3 * EDGE)  # remarks on a page may stand behind its foot
    return [line for i, line in enumerate(lines) if i not in edges or _masked(line) not in often]


def _edges(lines: Sequence[Line], width: int) -> frozenset[int]:
    """Of the first and last lines with words."""
    written = [i for i, line in enumerate(lines) if line.text.strip()]
    return frozenset((*written[:width], *written[-width:]))


def _masked(line: Line) -> str:
    return _NUMBER.sub("#", line.text.strip())


def _stretches(number: int, lines: Sequence[Line]) -> list[Page]:
    found, start = [], 0
    for cut, end in _ends([line.text for line in lines], RETURN):
        found.append(Page(number, tuple(lines[start:cut]), tuple(lines[cut:end])))
        start = end
    return found


def _ends(lines: Sequence[str], back: float) -> list[tuple[int, int]]:
    """Where words end and where the mathematics behind them does, turn by turn: most prose before, least behind.

    `back` is what it takes for words to begin again.
    """
    words, signs = 0.0, -math.inf  # the best of all ways to this line that end in words, in mathematics
    came: list[tuple[bool, bool]] = []
    for weight in map(_prose_weight, lines):
        from_signs, from_words = signs - back > words, words > signs
        came.append((from_signs, from_words))
        words, signs = max(words, signs - back) + weight, max(words, signs) - weight
    in_words = [words >= signs]
    for from_signs, from_words in reversed(came):
        in_words.append(not from_signs if in_words[-1] else from_words)
    kinds = in_words[-2::-1] if lines else []
    return _turns(kinds)


def _turns(in_words: Sequence[bool]) -> list[tuple[int, int]]:
    ends, cut = [], 0
    for place, (before, here) in enumerate(pairwise((True, *in_words))):
        if before and not here:
            cut = place
        elif here and not before:
            ends.append((cut, place))
    last = len(in_words)
    return [*ends, (last if not in_words or in_words[-1] else cut, last)]


def _prose_weight(line: str) -> float:
    """Positive for prose, negative for a line of a hoisted formula."""
    stripped = line.strip()
    if not stripped:
        return -0.3
    if _TYPED.search(line):
        return LINE
    if _LABEL.fullmatch(stripped):
        return HEADED
    words = [w for w in _WORD.findall(line) if w not in _FORMULA_WORDS and not w.isupper()]
    score = 1.5 * min(4, sum(len(w) >= 3 for w in words)) + 0.3 * min(3, sum(len(w) == 2 for w in words))
    score -= 1.2 * min(3, sum(c in _MATHEMATICAL for c in stripped))
    if not words:
        score -= 0.8 if len(stripped) <= 3 else 0.4
        if stripped in {".", ",", ";", ":", ")", ")."}:
            score += 1.6
    return score
