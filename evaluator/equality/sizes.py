"""Is a formula small enough to be computed at all? Estimated on the tree, before any arithmetic."""

from __future__ import annotations

import math
from typing import Final

from evaluator.equality.rewrite import children, walk
from evaluator.mathtext.tree import Binomial, Factorial, Negative, Node, Number, Power, Product, Quotient, Sum

LARGEST_DIGITS: Final = 20_000.0  # of a number written out in full
MOST_NODES: Final = 5_000
DEEPEST: Final = 150


def too_large(node: Node) -> str | None:
    """Why `node` is not computed, or None."""
    count, depth = _extent(node)
    if count > MOST_NODES:
        return f"too large: {count} parts"
    if depth > DEEPEST:
        return f"too deep: {depth} levels"
    if any(_digits(below) > LARGEST_DIGITS for below in walk(node) if isinstance(below, Power | Factorial | Binomial)):
        return "too large: a number with too many digits"
    return None


def _extent(node: Node) -> tuple[int, int]:
    count, deepest, waiting = 0, 0, [(node, 1)]
    while waiting:
        current, depth = waiting.pop()
        count, deepest = count + 1, max(deepest, depth)
        waiting.extend((below, depth + 1) for below in children(current))
    return count, deepest


def _digits(node: Node) -> float:
    """About log10 of the size of a constant, 0 for what has symbols (their values are drawn small)."""
    if isinstance(node, Number):
        return _log10(node.text)
    if isinstance(node, Power):
        base = max(_digits(node.base), 0.0)
        exponent = _value(_digits(node.exponent))
        return base * exponent if base else 0.0
    if isinstance(node, Factorial | Binomial):
        top = _value(_digits(node.body if isinstance(node, Factorial) else node.top))
        return math.inf if top > 1e12 else (top * max(math.log10(top), 0.0) if top > 1 else 0.0)
    if isinstance(node, Product | Sum):
        sizes = [_digits(below) for below in children(node)]
        return sum(sizes) if isinstance(node, Product) else max(sizes, default=0.0) + 0.31
    if isinstance(node, Negative):
        return _digits(node.body)
    if isinstance(node, Quotient):
        return _digits(node.numerator)
    return 0.0


def _log10(text: str) -> float:
    whole = text.partition(".")[0].lstrip("0")
    if not whole:
        return 0.0
    return len(whole) - 1 + math.log10(int(whole[:15]) / 10 ** (len(whole[:15]) - 1))


def _value(digits: float) -> float:
    return math.inf if digits > 300 else 10.0**digits
