"""Words of which only one can be the answer."""

from __future__ import annotations

from typing import Final

_PAIRS: Final[tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = (
    (("yes",), ("no",)),
    (("true",), ("false",)),
    (("increases", "increase", "increasing"), ("decreases", "decrease", "decreasing")),
    (("converges", "convergent", "converge"), ("diverges", "divergent", "diverge")),
    (("larger", "bigger", "greater"), ("smaller", "less")),
    (("more",), ("fewer", "less")),
    (("faster",), ("slower",)),
    (("higher",), ("lower",)),
    (("possible",), ("impossible",)),
    (("convex",), ("concave",)),
)


def options_of(word: str) -> tuple[tuple[str, ...], ...]:
    """The two options of which `word` is one; none for any other word."""
    return next((pair for pair in _PAIRS if any(word in option for option in pair)), ())


def are_opposite(one: str, other: str) -> bool:
    options = [option for option in options_of(one) if other in option or one in option]
    return len(options) == 2 and not any(one in option and other in option for option in options)
