"""What every kind of answer can do. One file a kind stands beside this one."""

from __future__ import annotations

from typing import ClassVar, Protocol, runtime_checkable

from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Node
from evaluator.model import Outcome


@runtime_checkable
class Kind(Protocol):
    """An expected answer that can look at a found one. Instances are frozen, picklable and hold the gold value."""

    name: ClassVar[str]  # "expression", "growth", "quantity", "statement", ...

    def latex(self) -> str:
        """The expected answer for display (prose for a rubric)."""

    def compare(self, found: Node, scope: Scope) -> Outcome:
        """Decide. Never raises for any tree; runs inside a killable worker, so it may take its time."""
