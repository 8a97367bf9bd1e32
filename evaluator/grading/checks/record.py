"""The outcome of a check."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Checked:
    """Whether what is printed is wrong, with the evidence that a person can go through again (Markdown)."""

    wrong: bool
    evidence: str
