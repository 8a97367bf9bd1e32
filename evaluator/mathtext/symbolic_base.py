"""What all rules that turn a tree into SymPy share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy

from evaluator.errors import EvaluatorError
from evaluator.mathtext import tree

Convert = Callable[[tree.Node], Any]


class NotSymbolic(EvaluatorError):
    """A tree without a value in SymPy: a statement, a distribution, words."""

    def __init__(self, node: tree.Node, reason: str) -> None:
        self.node, self.reason = node, reason
        super().__init__(reason)


def expression(node: tree.Node, value: Any) -> Any:
    if not isinstance(value, sympy.Expr):
        raise NotSymbolic(node, "arithmetic with something that is no expression")
    return value
