"""A solution sheet as graders see it: frozen, and but for `ReferenceProblem` picklable (no functions inside)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import sympy

from evaluator.kinds.kind import Kind
from evaluator.mathtext.scope import Scope
from evaluator.model import Verdict

Shapes = Mapping[str, tuple[str, ...]]  # spelling -> sizes: () a number, ("n",) a column, ("m", "n") a matrix
Point = Mapping[sympy.Symbol, float]


@dataclass(frozen=True)
class Accepted:
    """Another form that counts as right. Forms that carry different `within` belong to different solutions."""

    kind: Kind
    within: str | None
    line: int


@dataclass(frozen=True)
class Mistake:
    """A wrong value that is often seen, and what a teacher says to it."""

    kind: Kind
    says: str
    line: int


@dataclass(frozen=True)
class ReferenceAnswer:
    """`quantity` are LaTeX spellings of what is asked; `cues` are words that introduce it in prose."""

    name: str
    kind: Kind
    quantity: tuple[str, ...]
    cues: tuple[str, ...]
    accepts: tuple[Accepted, ...]
    mistakes: tuple[Mistake, ...]
    within: str | None
    line: int

    def forms(self) -> tuple[Kind, ...]:
        """The expected answer, then all others that count as right."""
        return (self.kind, *(a.kind for a in self.accepts))


@dataclass(frozen=True)
class Mass:
    """What a density integrates to without its normaliser: the integral of `kernel`, once for each of `copies`."""

    kernel: sympy.Expr
    variable: sympy.Symbol
    copies: sympy.Expr = field(default_factory=lambda: sympy.Integer(1))

    def total(self) -> sympy.Expr:
        """Over the whole line, to the power of `copies`."""
        one = sympy.integrate(self.kernel, (self.variable, -sympy.oo, sympy.oo))
        return sympy.simplify(one) ** self.copies


@dataclass(frozen=True)
class ReferenceErratum:
    """Something printed that is wrong, in the problem or in the posted solution.

    What mathematics can check it: `values` (as printed, as it should be), `mass` (times which value is it one?), `like`
    (the spelling whose shape is wanted). `cues` are phrasings (see `evaluator.kinds.phrases`) and `mentions` formulas
    of a remark about it.
    """

    id: str
    about: str  # "problem" | "reference"
    kind: str  # "shape", "normalisation", "missing term", ...
    printed: str  # LaTeX
    should_be: str | None
    says: str
    values: tuple[sympy.Expr, sympy.Expr] | None = None
    mass: Mass | None = None
    like: str | None = None
    cues: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Case:
    """What a transcript might say for a part, and the verdict that it must get."""

    said: str  # Markdown, as a model writes it
    verdict: Verdict
    line: int


@dataclass(frozen=True)
class ReferencePart:
    """`printed` is the id as students write it ("1b"), `label` as people print it ("1(b)")."""

    id: str
    label: str
    printed: str
    title: str
    statement: str
    problem: str
    problem_title: str
    scope: Scope
    shapes: Shapes
    answers: tuple[ReferenceAnswer, ...]
    errata: tuple[ReferenceErratum, ...]
    proofs: tuple[str, ...]
    simulations: tuple[str, ...]
    cases: tuple[Case, ...] = ()
    digest: str = ""
    line: int = 0

    @property
    def tried(self) -> bool:
        """Whether anything but its own word speaks for it."""
        return bool(self.proofs or self.simulations or self.cases)

    def answer(self, name: str) -> ReferenceAnswer:
        """The answer called `name`. Raises KeyError."""
        return {a.name: a for a in self.answers}[name]

    def mixed(self, used: Mapping[str, Kind]) -> tuple[str, ...]:
        """The solutions that the forms in `used` (answer name -> form) come from, when they are more than one."""
        pairs = [(a, used[a.name]) for a in self.answers if a.name in used]
        found = {_within(answer, form) for answer, form in pairs} - {None}
        return tuple(sorted(f for f in found if f)) if len(found) > 1 else ()


def _within(answer: ReferenceAnswer, form: Kind) -> str | None:
    if form == answer.kind:
        return answer.within
    return next((a.within for a in answer.accepts if a.kind == form), None)


@dataclass(frozen=True)
class Proof:
    """A derivation that must give the answer."""

    part: str
    answer: str
    derive: Callable[[], object]
    text: str
    line: int


@dataclass(frozen=True)
class Simulation:
    """An experiment whose mean (or exact result) must be `expect`, by default the answer, at each point of `at`."""

    part: str
    answer: str
    experiment: Callable[..., object]
    at: tuple[Point, ...]
    expect: sympy.Expr | None
    text: str
    line: int


@dataclass(frozen=True)
class ReferenceProblem:
    id: str
    title: str
    statement: str
    symbols: Mapping[str, sympy.Expr]  # as spelled in the module
    parts: tuple[ReferencePart, ...]
    proofs: tuple[Proof, ...]
    simulations: tuple[Simulation, ...]
    line: int

    def part(self, id: str) -> ReferencePart:
        """The part with the full id. Raises KeyError."""
        return {p.id: p for p in self.parts}[id]
