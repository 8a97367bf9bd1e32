"""Formulas of a passage as trees; the punctuation of the sentence that a formula closes is not part of it."""

from __future__ import annotations

import re
from typing import Final

from evaluator.errors import MathSyntaxError
from evaluator.mathtext.parser import parse
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Node

FUNCTIONS: Final = Scope().functions
_CLOSING: Final = re.compile(r"(?:(?<!\\)[.,;:]|\\,|\\;|\\ |\s)+$")


def bare(latex: str) -> str:
    """`latex` without blanks around it and the punctuation at its end."""
    closed = _CLOSING.sub("", latex.strip())
    if closed.endswith(".)") and closed.count(")") > closed.count("("):  # of the sentence in brackets that it ends
        return _CLOSING.sub("", closed[:-2])
    return closed


def parsed(latex: str, functions: frozenset[str] = FUNCTIONS) -> Node:
    """Raises `MathSyntaxError`."""
    node: Node = parse(bare(latex), functions)
    return node


def parsed_or_none(latex: str, functions: frozenset[str] = FUNCTIONS) -> Node | None:
    """None for what cannot be parsed."""
    try:
        return parsed(latex, functions)
    except MathSyntaxError:
        return None
