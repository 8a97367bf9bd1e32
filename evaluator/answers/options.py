"""Which of several options a text chooses in words: "Yes, because ...", "the answer is (b)", "the larger one converges
faster"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

Options = Sequence[Sequence[str]]

_CHOOSING: Final = re.compile(
    r"\b(?:answers?|option|choice|choose|chosen|pick|select|conclude|conclusion|statement|claim)\b[^.!?\n]{0,40}$"
    r"|\b(?:so|hence|thus|therefore)\b:?[\s*_(]*$",
    re.IGNORECASE,
)
_BEGINS: Final = re.compile(r"^[\s*_#>(\"“•-]*(?:\d+[.)]\s*)?(?:[A-Z][\w ]{0,30}:\s*)?[\s*_(]*$")
_NEGATED: Final = re.compile(
    r"\b(?:not|no|never|neither|isn['’]t|aren['’]t|rather than|instead of)\s+(?:\w+\s+)?$", re.I
)
_REASON: Final = re.compile(r"\b(?:because|since|as\s+(?:its?|the|there|each|every))\b[^,.;]*", re.IGNORECASE)
_THOUGHT: Final = re.compile(
    r"\b(?:might|may|could|would)\s+(?:\w+\s+)?(?:think|expect|guess|believe|say)\b|\bat\s+first\s+(?:sight|glance)\b"
    r"|\bopposite\b|\bmisconception\b",
    re.IGNORECASE,
)
_VERB: Final = 5  # letters of a verb, with its s
_MOST: Final = 50  # times that a sentence may name one option
_BACK: Final = 120  # characters before it that are looked at
_PUNCTUATION: Final = re.compile(r"[\s*_)\"”]*(?:[,.;:!—–-]|$|\s(?:is|are)\s+(?:the\s+)?(?:correct|right|true|answer))")


@dataclass(frozen=True)
class Option:
    """The words `text[start:end]`, which name an option."""

    start: int
    end: int
    leads: bool  # whether it opens its sentence or is said to be the answer; else it is only a word of the sentence
    word: str = ""  # as the options have it: "decreases" for "decreased"


def options_in(text: str, start: int, end: int, options: Options) -> Iterator[Option]:
    """Every option that the sentence `text[start:end]` (formulas masked) names, longer wordings before shorter ones.

    A question names none, nor does what one might think.
    """
    if text[start : end + 1].rstrip().endswith("?") or _THOUGHT.search(text, start, end):
        return
    taken = [m.span() for m in _REASON.finditer(text, start, end)]  # what is said there is not what is chosen
    words = sorted({word for row in options for word in row}, key=len, reverse=True)
    for word in words:
        found = re.finditer(rf"(?<!\w){_forms(word)}(?!\w)", text[start:end], re.IGNORECASE)
        for match in islice(found, _MOST):
            first, last = start + match.start(), start + match.end()
            if any(a < last and first < b for a, b in taken):
                continue
            taken.append((first, last))
            before = text[max(start, first - _BACK) : first]
            if not _NEGATED.search(before):
                opens = first - start < _BACK and _BEGINS.match(before) and _PUNCTUATION.match(text, last, end)
                yield Option(first, last, bool(opens or _CHOOSING.search(before)), word)


def _forms(word: str) -> str:
    """A verb in any of its forms: "decreases", "decrease", "decreased", "decreasing"."""
    if len(word) < _VERB or not word.endswith("s") or word.endswith("ss") or " " in word:
        return re.escape(word)
    stem = re.escape(word[:-1])
    return rf"(?:{stem}(?:s|d|ed|ing)?|{stem.removesuffix('e')}ing)"


def denials(text: str, start: int, end: int, words: Sequence[str]) -> Iterator[Option]:
    """Where the sentence denies what one of `words` asks: "does not depend", "independent of" for "depend".

    None where it says the word once more without denying it.
    """
    if text[start : end + 1].rstrip().endswith("?") or _THOUGHT.search(text, start, end):
        return
    for word in words:
        said = len(re.findall(rf"{re.escape(word)}", text[start:end], re.IGNORECASE))
        match = re.compile(
            rf"(?:\bnot|\bnever|n['’]t)\s+(?:\w+ly\s+)?{re.escape(word)}|\bin{re.escape(word)}ent", re.I
        ).search(text, start, end)
        if match and said == 1:
            yield Option(*match.span(), leads=False)
