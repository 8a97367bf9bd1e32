"""A number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evaluator.kinds.expression import Expression


@dataclass(frozen=True)
class Number(Expression):
    """An expression without symbols."""

    name: ClassVar[str] = "number"
