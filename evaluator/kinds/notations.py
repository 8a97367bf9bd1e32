r"""Signs that the tree does not keep apart, or that stand for what has no value: nothing is decided by them.

A cross product is read as a product, and so is `f \circ g`; `\dot x` may be `dx/dt`, `\bar z` the conjugate of z.
"""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = {
    "the operators of vector analysis are not evaluated": re.compile(
        r"\\nabla\s*(?:\\times|\\cdot|(?=\\vec|\\mathbf))|\\(?:operatorname|mathrm|text)\{(?:div|curl|grad|rot)\}"
    ),
    "functions of functions are not evaluated": re.compile(r"[A-Za-z)}]\s*\\circ\b\s*\\?[A-Za-z(]"),
    "a dot may be a derivative in time": re.compile(r"\\d?dot\b\s*\{?\s*\\?[A-Za-z]+"),
}
_QUANTIFIED: Final = re.compile(r"\\(?:forall|exists)\b\s*\\?\w+")
_WHOLE: Final = re.compile(r"\\(?:vec|mathbf|boldsymbol|bm)\b\s*\{?\s*([A-Za-z])\b")
_CONJUGATED: Final = re.compile(r"\\(?:bar|overline)\b\s*\{?\s*([A-Za-z])\b")
_ROMAN_UNIT: Final = re.compile(r"\d(?:\\[,; ]|\s)*\\mathrm\{(?:[a-zA-Z]{1,3}|\\[,; ]|\s|[\^{}/\-\d])+\}")
_INDEX: Final = re.compile(r"_\{([^{}]*)\}|_(\w)")


def why_undecided(gold: str, answer: str) -> str | None:
    """Why neither "equal" nor "different" is to be trusted, where the two texts use such a sign differently."""
    orders = [[re.sub(r"\s", "", found) for found in _QUANTIFIED.findall(text)] for text in (gold, answer)]
    if orders[0] != orders[1] and all(orders):
        return "quantifiers are not evaluated"
    one, other = (text.rpartition("=")[2] for text in (gold, answer))
    return next((why for why, sign in _SIGNS.items() if _found(sign, one) != _found(sign, other)), None)


def why_no_difference(gold: str, answer: str) -> str | None:
    """Why a difference in value is not to be trusted."""
    if _with_arguments(gold) == _with_arguments(answer):
        return "what stands below in one stands in brackets in the other"
    for one, other in ((gold, answer), (answer, gold)):
        if any(_stands(f"{letter}_", other) for letter in {*_WHOLE.findall(one)} - {*_WHOLE.findall(other)}):
            return "one is written in components and the other with whole vectors"
        value, beside = (text.rpartition("=")[2] for text in (one, other))
        if _CONJUGATED.search(value) and not _CONJUGATED.search(beside) and r"\sum" not in other:
            return "a bar may be a mean, or a conjugate"
        plain = _CONJUGATED.sub("", one)
        if "|" in other and any(_stands(rf"{letter}(?![A-Za-z_])", plain) for letter in _CONJUGATED.findall(one)):
            return "a bar may be a conjugate"
        if _ROMAN_UNIT.search(one) and not _ROMAN_UNIT.search(other) and r"\text{" in other:
            return "a unit that is spelled in signs"
    return None


def _found(sign: re.Pattern[str], text: str) -> set[str]:
    return {re.sub(r"[\s{}]", "", found) for found in sign.findall(text)}


def _stands(name: str, text: str) -> bool:
    return re.search(rf"(?<![A-Za-z\\]){name}", text) is not None


def _with_arguments(text: str) -> str:
    below = _INDEX.sub(lambda m: f"({m[1] or m[2]})", text)
    return re.sub(r"\s|\\left|\\right", "", below)
