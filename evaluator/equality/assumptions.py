"""Assumptions as a person writes them: "d_1 positive integer", "x, y real", "p in (0, 1)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import sympy

from evaluator.errors import ConfigError, MathSyntaxError
from evaluator.mathtext.parser import parse
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.symbolic import spelling
from evaluator.mathtext.tree import Name

WORDS: Final = frozenset(
    ("real", "positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer", "even", "odd", "prime",
     "complex", "commutative")
)  # fmt: skip
_RANGE: Final = re.compile(r"^(?P<names>.+?)\s+in\s+[(\[]\s*(?P<low>[^,]+),\s*(?P<high>[^)\]]+)[)\]]$")


def scope_of(assumptions: Sequence[str]) -> Scope:
    """The scope that says so. Raises `ConfigError` for a line it cannot read."""
    symbols: dict[str, sympy.Expr] = {}
    domain: dict[sympy.Symbol, tuple[float, float]] = {}
    for line in assumptions:
        names, properties, within = _read(line)
        for name in names:
            symbol = sympy.Symbol(name, **properties)
            symbols[name] = symbol
            if within:
                domain[symbol] = within
    return Scope(symbols=symbols, domain=domain)


def _read(line: str) -> tuple[list[str], dict[str, bool], tuple[float, float] | None]:
    ranged = _RANGE.match(line.strip())
    if ranged:
        low, high = _number(ranged["low"], line), _number(ranged["high"], line)
        return _names(ranged["names"], line), {"real": True}, (low, high)
    words = line.split()
    count = next((i for i, w in enumerate(reversed(words)) if w.lower().strip(",") not in WORDS | {"and", "a"}), 0)
    properties = {w.lower().strip(","): True for w in words[len(words) - count :] if w.lower() not in ("and", "a")}
    if not properties or count == len(words):
        raise ConfigError(f"not an assumption: {line!r}; write for example 'd_1 positive integer' or 'p in (0, 1)'")
    names = [w for w in words[: len(words) - count] if w not in ("is", "are", "and")]
    return _names(" ".join(names), line), properties, None


def _names(text: str, line: str) -> list[str]:
    names = []
    for part in text.replace(",", " ").split():
        try:
            node = parse(part)
        except MathSyntaxError as error:
            raise ConfigError(f"not a symbol: {part!r} in {line!r}") from error
        if not isinstance(node, Name):
            raise ConfigError(f"not a symbol: {part!r} in {line!r}")
        names.append(spelling(node))
    return names


def _number(text: str, line: str) -> float:
    word = text.strip().replace("infinity", "inf").replace("oo", "inf")
    try:
        return float(word)
    except ValueError as error:
        raise ConfigError(f"not a number: {text!r} in {line!r}") from error
