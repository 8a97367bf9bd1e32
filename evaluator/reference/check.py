"""Does a reference module prove what it says? Every claim in it is tried; nothing is believed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import sympy

from evaluator.equality.ladder import decide
from evaluator.errors import MathSyntaxError, ReferenceModuleError
from evaluator.kinds.expression import Expression
from evaluator.kinds.kind import Kind
from evaluator.kinds.prose import Prose
from evaluator.kinds.statement import Statement
from evaluator.mathtext.delimiters import find_math
from evaluator.mathtext.parser import parse
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Node
from evaluator.model import Cause, Different, Equal, Outcome, Unknown
from evaluator.reference import erratum_check, experiment, rubric_check
from evaluator.reference.library import MODULE_FAILURES, Library
from evaluator.reference.records import (
    Proof,
    ReferenceAnswer,
    ReferencePart,
    ReferenceProblem,
    Simulation,
)
from evaluator.reference.values import symbols_of, value_of


@dataclass(frozen=True)
class CheckResult:
    """One thing that was tried. `part` is the id of a part, or of the problem where it concerns all."""

    part: str
    check: str
    ok: bool
    detail: str


def check_library(library: Library, wanted: Iterable[str] = ()) -> Iterator[CheckResult]:
    """All checks of the problems that `wanted` names (see `Library.matching`); a broken module is a result too."""
    for id in library.matching(wanted):
        try:
            problem = library.problem(id)
        except ReferenceModuleError as error:
            yield CheckResult(id, "loads", False, str(error))
        else:
            yield from check_problem(problem)


def check_problem(problem: ReferenceProblem) -> Iterator[CheckResult]:
    """In the order of the module."""
    yield _assumptions(problem)
    for part in problem.parts:
        yield from _part(part)
        yield from (_proof(proof, part) for proof in problem.proofs if proof.part == part.id)
        for simulation in problem.simulations:
            if simulation.part == part.id:
                yield from _simulation(simulation, part)


def _part(part: ReferencePart) -> Iterator[CheckResult]:
    yield _has_answers(part)
    yield from _formulas(part)
    for answer in part.answers:
        yield from _answer(answer, part)
        if isinstance(answer.kind, Prose):
            yield from (_result(part, answer.name, *found) for found in rubric_check.findings(answer.kind))
    for erratum in part.errata:
        name = f"erratum {erratum.id.partition('#')[2]}"
        yield from (_result(part, name, *found) for found in erratum_check.findings(erratum, part))


def _assumptions(problem: ReferenceProblem) -> CheckResult:
    used = {s for value in problem.symbols.values() for s in value.free_symbols}
    used |= {s for part in problem.parts for a in part.answers for form in a.forms() for s in symbols_of(form)}
    bare = sorted(s.name for s in used if len(s.assumptions0) <= 1)
    said = f"nothing is assumed about {', '.join(bare)}" if bare else f"{len(used)} symbols, all with assumptions"
    return CheckResult(problem.id, "symbols", not bare, said)


def _has_answers(part: ReferencePart) -> CheckResult:
    names = ", ".join(a.name for a in part.answers)
    return _result(part, "answers", bool(names), names or f"line {part.line}: neither an answer nor a rubric")


def _formulas(part: ReferencePart) -> Iterator[CheckResult]:
    """Every formula that a person wrote must be one that we can read."""
    statement = [(part.line, part.statement[m.inner_start : m.inner_end]) for m in find_math(part.statement)]
    asked = [(a.line, text) for a in part.answers for text in a.quantity]
    errata = [(e.line, text) for e in part.errata for text in (e.printed, e.should_be, *e.mentions) if text]
    written = [*statement, *asked, *errata]
    wrong = [f"line {line}: {text!r} {problem}" for line, text in written if (problem := _unreadable(text, part.scope))]
    yield _result(part, "formulas", not wrong, "; ".join(wrong) or f"{len(written)} read")


def _unreadable(text: str, scope: Scope) -> str | None:
    try:
        parse(text, scope.functions)
    except MathSyntaxError as error:
        return str(error)
    return None


def _answer(answer: ReferenceAnswer, part: ReferencePart) -> Iterator[CheckResult]:
    if not isinstance(answer.kind, Prose):
        yield from (_itself(answer, form, part) for form in answer.forms())
    for mistake in answer.mistakes:
        main, *others = (_apart(form, mistake.kind, part.scope) for form in answer.forms())
        told = [main, *(o for o in others if isinstance(o, Equal))]  # a form of another kind need not tell them apart
        yield _differs(part, f"{answer.name}: mistake", mistake.line, mistake.kind, told)
    for one, other in combinations(answer.mistakes, 2):
        told = [_apart(one.kind, other.kind, part.scope)]
        if not isinstance(told[0], Different):
            yield _differs(part, f"{answer.name}: mistakes", other.line, other.kind, told)


def _itself(answer: ReferenceAnswer, form: Kind, part: ReferencePart) -> CheckResult:
    """A form that we cannot recognise when it is written exactly so is of no use."""
    outcome = _apart(form, form, part.scope)
    if isinstance(form, Statement) and not form.fits(part.scope):
        return _result(part, f"{answer.name}: reads", False, f"{form.latex()}: the declared sizes do not fit in it")
    return _result(part, f"{answer.name}: reads", isinstance(outcome, Equal), f"{form.latex()}: {said(outcome)}")


def _differs(part: ReferencePart, check: str, line: int, kind: Kind, told: list[Outcome]) -> CheckResult:
    doubt = next((o for o in told if not isinstance(o, Different)), None)
    detail = f"line {line}: {kind.latex()}: {said(doubt or told[0])}"
    return _result(part, check, doubt is None, detail)


def _proof(proof: Proof, part: ReferencePart) -> CheckResult:
    answer = part.answer(proof.answer)
    check = f"{answer.name}: proof"
    try:
        outcome = agrees(answer.kind, proof.derive(), part.scope)
    except MODULE_FAILURES as error:
        return _result(part, check, False, f"line {proof.line}: {type(error).__name__}: {error}")
    detail = said(outcome) if isinstance(outcome, Equal) else f"line {proof.line}: {said(outcome)}"
    return _result(part, check, isinstance(outcome, Equal), detail)


def _simulation(simulation: Simulation, part: ReferencePart) -> Iterator[CheckResult]:
    answer = part.answer(simulation.answer)
    check = f"{answer.name}: simulation"
    try:
        found = experiment.run(simulation, value_of(answer.kind), part.scope)
    except MODULE_FAILURES as error:
        yield _result(part, check, False, f"line {simulation.line}: {type(error).__name__}: {error}")
    else:
        yield from (_result(part, check, f.ok, f.detail) for f in found)


def agrees(expected: Kind, derived: object, scope: Scope) -> Outcome:
    """Whether what a proof returned (SymPy, or LaTeX) is the expected answer."""
    if isinstance(derived, str):
        return expected.compare(parse(derived, scope.functions), scope)
    value = sympy.sympify(derived, strict=True)
    if isinstance(expected, Expression):
        return decide(expected.gold, value, scope)
    return expected.compare(parse(sympy.latex(value), scope.functions), scope)


def _apart(form: Kind, other: Kind, scope: Scope) -> Outcome:
    """`other` as an answer, where `form` is expected."""
    if isinstance(form, Prose):
        return form.judge(other.latex())
    try:
        return form.compare(_as_written(other, scope), scope)
    except MathSyntaxError as error:
        return Unknown(cause=Cause.no_decision, reason=f"{other.latex()!r} cannot be read: {error}")


def _as_written(kind: Kind, scope: Scope) -> Node:
    gold = getattr(kind, "gold", None)
    if isinstance(gold, Node):
        return gold
    return parse(sympy.latex(gold) if kind.name == "leading order" else kind.latex(), scope.functions)


def said(outcome: Outcome) -> str:
    """An outcome in a few words."""
    if isinstance(outcome, Equal):
        return f"equal ({outcome.certainty}, {outcome.method})"
    if isinstance(outcome, Unknown):
        return f"cannot be decided ({outcome.reason})"
    point = ", ".join(f"{name} = {value}" for name, value in outcome.witness.point.items())
    where = f"at {point}: " if point else ""
    return f"differs ({where}{outcome.witness.expected} against {outcome.witness.found})"


def _result(part: ReferencePart, check: str, ok: bool, detail: str) -> CheckResult:
    return CheckResult(part.id, check, ok, detail)
