"""Growth in words."""

from __future__ import annotations

from typing import Final

import sympy

_CONSTANT: Final = (
    "constant", "independent", "unchanged", "does not scale", "doesn't scale", "does not depend", "doesn't depend",
    "no scaling", "not scaled", "does not change", "doesn't change", "stays the same",
)  # fmt: skip
_POWERS: Final = (
    ("inverse square root", sympy.Rational(-1, 2)),
    ("inverse-square-root", sympy.Rational(-1, 2)),
    ("inverse square", sympy.Integer(-2)),
    ("square root", sympy.Rational(1, 2)),
    ("inversely", sympy.Integer(-1)),
    ("inverse", sympy.Integer(-1)),
    ("reciprocal", sympy.Integer(-1)),
    ("quadratic", sympy.Integer(2)),
    ("cubic", sympy.Integer(3)),
    ("linear", sympy.Integer(1)),
    ("proportional", sympy.Integer(1)),
)


def in_words(text: str, variables: tuple[sympy.Symbol, ...]) -> sympy.Expr | None:
    """The growth that words name, in the one variable there is; None when they name none."""
    words = " ".join(text.lower().split())
    power = next((power for word, power in _POWERS if word in words), None)
    if any(word in words for word in _CONSTANT):
        return None if power is not None or _names_another(words, variables) else sympy.Integer(1)
    if len(variables) != 1:
        return None
    if power is not None:
        return variables[0] ** power
    if "logarithm" in words:
        return sympy.log(variables[0])
    return sympy.exp(variables[0]) if "exponential" in words else None


def _names_another(words: str, variables: tuple[sympy.Symbol, ...]) -> bool:
    """Whether a symbol that is not among `variables` is written out in the words: "independent of d_2"."""
    known = {v.name.lower() for v in variables}
    return any("_" in word and word.strip(".,;$()") not in known for word in words.split())
