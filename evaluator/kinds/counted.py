r"""What an answer counts: `2mnk \text{ FLOPs}` and `96 parameters` are numbers; the noun behind them is no factor."""

from __future__ import annotations

import re
from typing import Final

from evaluator.kinds.units import conversion

# What is counted in this field, singular, and what else the same things are called.
_NOUNS: Final = {
    noun: frozenset(names.split())
    for noun, names in {
        "operation": "operation op flop flops multiplication mac addition comparison",
        "parameter": "parameter param weight bias coefficient scalar",
        "number": "number value element entry float component feature dimension",
        "step": "step iteration update epoch",
        "sample": "sample example point token image sequence",
        "unit": "unit neuron layer head channel pixel node edge filter kernel",
        "time": "time term bit-flip",
    }.items()
}
_KIND: Final = {name: noun for noun, names in _NOUNS.items() for name in names}
_WORDS: Final = rf"(?:trainable |learnable |floating[- ]point |scalar )?(?:{'|'.join(sorted(_KIND))}|biase)s?"
_TAIL: Final = re.compile(
    rf"(?<=[\w)}}\]$])(?:\s|\\[ ,;:~]|~|\\quad){{0,8}}(?:\\(?:text|textrm|mathrm|mbox)\s?\{{\s?(?P<word>{_WORDS})\s?\}}"
    rf"|(?<=[\s~])(?P<bare>{_WORDS}))\s?\.?\s?(?P<close>\$?)$",
    re.I,
)
# Any other noun in the plural, and a unit where names are multiplied: `n(n-1) \text{ messages}`, "3 workers".
_PLURAL: Final = re.compile(
    r"(?<=[\w)}\]])(?:(?:\s|\\[ ,;:~]|~|\\quad){0,8}\\(?:text|textrm|mathrm|mbox)\s?\{\s?(?P<word>[a-z]{3,20}s)\s?\}"
    r"|(?<=[\d)}])[\s~]{1,8}(?P<bare>[a-z]{3,20}s))\s?\.?\s?(?P<close>\$?)$"
)
_NAME: Final = re.compile(r"(?<![\\A-Za-z])[A-Za-z](?![A-Za-z])")
_WORD_AT_END: Final = re.compile(r"(?:[\s~]|\\(?:text|textrm|mathrm|mbox)\s?\{)[A-Za-z]{2,}$")


def without_nouns(gold: str, answer: str) -> tuple[str, str]:
    """Both without what they count, unless they count different things."""
    (one, counted), (other, also) = _cut(gold), _cut(answer)
    if counted and also and counted != also:
        return gold, answer
    if any(_WORD_AT_END.search(text.rstrip(" \n.$}")) for text in (one, other)):
        return gold, answer  # a unit that only one of them has
    return one, other


def _cut(text: str) -> tuple[str, str]:
    """The text before its noun, and which kind of thing that counts ("" for none)."""
    found = _TAIL.search(text.rstrip())
    if found is None:
        return _without_plural(text)
    word = (found["word"] or found["bare"]).lower().split()[-1].split("point")[-1]
    rest = text[: found.start()] + found["close"]
    kind = _KIND.get(word) or _KIND.get(word.removesuffix("s")) or _KIND.get(word.removesuffix("es")) or "parameter"
    return rest, kind


def _without_plural(text: str) -> tuple[str, str]:
    found = _PLURAL.search(text.rstrip())
    word = (found["word"] or found["bare"]) if found else ""
    if found is None or (conversion(word, "meter") is not None and not _NAME.search(text[: found.start()])):
        return text, ""  # amounts are converted elsewhere
    return text[: found.start()] + found["close"], word
