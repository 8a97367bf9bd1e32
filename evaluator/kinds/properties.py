r"""What is said of a matrix in words, as the relation that it means: `A \text{ is symmetric}` is `A = A^\top`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evaluator.kinds.opposites import are_opposite
from evaluator.model import Different, Equal, Outcome, Witness

# The first of several relations is the usual one; the others mean the same of a square matrix.
_MEANING: Final = {
    "symmetric": (r"{A} = {A}^\top",),
    "self-adjoint": (r"{A} = {A}^\top",),
    "skew-symmetric": (r"{A}^\top = -{A}",),
    "antisymmetric": (r"{A}^\top = -{A}",),
    "orthogonal": (r"{A}^\top {A} = I", r"{A} {A}^\top = I", r"{A}^{-1} = {A}^\top"),
    "idempotent": (r"{A}^2 = {A}",),
    "involutory": (r"{A}^2 = I", r"{A}^{-1} = {A}"),
    "invertible": (r"\det({A}) \ne 0", r"{A}^{-1} \text{ exists}"),
    "nonsingular": (r"\det({A}) \ne 0", r"{A}^{-1} \text{ exists}"),
    "singular": (r"\det({A}) = 0",),
    "positive semidefinite": (r"{A} \succeq 0",),
    "psd": (r"{A} \succeq 0",),
    "positive definite": (r"{A} \succ 0",),
    "pd": (r"{A} \succ 0",),
    "negative semidefinite": (r"{A} \preceq 0",),
    "negative definite": (r"{A} \prec 0",),
}
_NAME: Final = r"\\?[A-Za-z]{1,10}(?:_\w|_\{\w{1,8}\})?|\\math(?:bf|rm|sf)\{[A-Za-z]\}"
_WORDS: Final = re.compile(r"\\(?:text|mathrm|textrm)\{([^{}]{0,60})\}")
_SAID: Final = re.compile(
    rf"(?:the matrix )?(?P<name>{_NAME}) is (?:an? )?(?P<said>{'|'.join(sorted(_MEANING, key=len, reverse=True))})"
    r"(?: matrix)? ?\.?",
    re.IGNORECASE,
)
# `x^T A x > 0` for all x
_FORM: Final = re.compile(
    rf"(?P<x>[a-z])\^\{{?(?:\\top|T)\}}? ?(?P<name>{_NAME}) ?(?P=x) ?(?P<sign>[<>≥≤]|\\[gl]eq?) ?0 ?"
    r"(?:[,;]|\\q?quad|\\[,;:!])? ?(?:\\forall|for (?:all|every|any))(?P<rest> .{1,60}|\\.{1,60}|$)"
)
_ORDERS: Final = {">": "succ", "<": "prec", "≥": "succeq", "≤": "preceq", "g": "succeq", "l": "preceq"}
_ADJECTIVE: Final = re.compile(r"(?P<name>\\?[A-Za-z]+(?:\([a-z]\))?) is (?:an? )?(?P<said>[a-z-]{4,20}) ?\.?")
_LONGEST: Final = 100  # characters of such a statement


def relations(text: str) -> Iterator[str]:
    """The relations that `text` means; none where it says nothing of the kind."""
    plain = _plain(text)
    if (form := _FORM.fullmatch(plain)) is not None:
        order = _ORDERS[form["sign"].removeprefix("\\")[0]]
        yield rf"{form['name']} \{order} 0"
    found = _SAID.fullmatch(plain.replace("semi-definite", "semidefinite").replace("non-singular", "nonsingular"))
    for meaning in _MEANING[found["said"].lower()] if found is not None else ():
        yield meaning.replace("{A}", found["name"])  # type: ignore[index]


def compared(gold: str, answer: str) -> Outcome | None:
    """What is said of one thing in a word: `f` is convex, and concave. None for anything else."""
    one, other = (_ADJECTIVE.fullmatch(_plain(text)) for text in (gold, answer))
    if one is None or other is None or one["name"] != other["name"]:
        return None
    if one["said"] == other["said"]:
        return Equal(certainty="identical", method="the same words")
    if not are_opposite(one["said"], other["said"]):
        return None
    return Different(witness=Witness(expected=one["said"], found=other["said"]), method="the opposite")


def _plain(text: str) -> str:
    """In one line, without the commands around words; empty where it is too long to say such a thing."""
    if len(text) > _LONGEST:
        return ""
    return " ".join(_WORDS.sub(r" \1 ", text).replace("$", " ").replace("\\ ", " ").split())
