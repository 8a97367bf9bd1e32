r"""What is said of a matrix in words, as the relation that it means: `A \text{ is symmetric}` is `A = A^\top`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

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
_LONGEST: Final = 100  # characters of such a statement


def relations(text: str) -> Iterator[str]:
    """The relations that `text` means; none where it says nothing of the kind."""
    if len(text) > _LONGEST:
        return
    plain = " ".join(_WORDS.sub(r" \1 ", text).replace("$", " ").replace("\\ ", " ").split())
    found = _SAID.fullmatch(plain.replace("semi-definite", "semidefinite").replace("non-singular", "nonsingular"))
    for meaning in _MEANING[found["said"].lower()] if found is not None else ():
        yield meaning.replace("{A}", found["name"])  # type: ignore[index]
