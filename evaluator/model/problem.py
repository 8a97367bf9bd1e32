"""What a report shows of the reference: a plain view of the modules, so that pages need no SymPy."""

from __future__ import annotations

from evaluator.model.record import Record


class ExpectedAnswer(Record):
    name: str
    latex: str  # or prose for a rubric
    kind: str  # "expression", "growth", "quantity", "statement", "prose", ...
    quantity: str | None  # LaTeX of the thing asked for
    accepts: tuple[str, ...] = ()  # weaker or equivalent forms, LaTeX
    mistakes: tuple[tuple[str, str], ...] = ()  # (LaTeX, what a teacher says)
    claims: tuple[str, ...] = ()  # of a rubric: what must be said


class Erratum(Record):
    id: str  # "eecs182/hw3/q1/b#1"
    about: str  # "problem" | "reference"
    printed: str  # LaTeX
    should_be: str | None
    says: str


class PartView(Record):
    id: str  # "eecs182/hw3/q1/b"
    label: str  # "1(b)"
    title: str
    problem_title: str
    statement: str  # Markdown
    answers: tuple[ExpectedAnswer, ...]
    errata: tuple[Erratum, ...] = ()
    proofs: tuple[str, ...] = ()  # docstring and source of the reference's own checks
    simulations: tuple[str, ...] = ()
