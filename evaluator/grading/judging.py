"""A selected value against the expected one, in killable workers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from evaluator.answers import Candidate
from evaluator.answers.candidates import option_candidates
from evaluator.answers.formulas import parsed_or_none
from evaluator.answers.statements import statements
from evaluator.equality.ellipses import without_dots
from evaluator.equality.rewrite import bottom_up
from evaluator.equality.workers import Workers
from evaluator.grading.around import option_word
from evaluator.grading.bounds import upper_bound
from evaluator.grading.deciding import compare
from evaluator.grading.definitions import spelled_out
from evaluator.grading.renaming import may_be_functions, renamings, unexplained
from evaluator.grading.selection import Selected
from evaluator.grading.trust import final_evidence, held, of_passage
from evaluator.kinds.called import LOGISTIC, logistic
from evaluator.kinds.choice import Choice, normal
from evaluator.kinds.expression import Expression
from evaluator.kinds.kind import Kind
from evaluator.kinds.leading_order import LeadingOrder
from evaluator.kinds.region import Region, shares_an_end
from evaluator.kinds.statement import Statement
from evaluator.kinds.typed import called
from evaluator.linear.values import SIZES
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Node, Text
from evaluator.model import (
    Cause,
    Different,
    Equal,
    Outcome,
    Passage,
    Unknown,
)
from evaluator.reference.records import ReferenceAnswer

_OUTSIDE: Final = re.compile(
    r"\b(?:diverg|explod|blow|unstable|oscillat|fail|violat|outside|otherwise|not\b|never\b|no\s+longer)", re.IGNORECASE
)
_BESIDE: Final = 24  # other values that are looked at
_WANT_RELATIONS: Final = frozenset({"equation", "region"})  # kinds that compare both sides


@dataclass(frozen=True)
class Judged:
    """An outcome and the form of the expected answer that it was found with."""

    outcome: Outcome
    form: Kind
    known_mistake: bool = False
    read_as: str | None = None  # the value, where another reading of its formula than the one taken decided


def judge(chosen: Selected, answer: ReferenceAnswer, scope: Scope, workers: Workers) -> Judged:
    """Against the expected answer and what else is accepted; a difference is held against the known mistakes."""
    candidate, within = chosen.candidate, chosen.stretch.passage
    if candidate.node is None:
        judged = Judged(_unread(candidate.problem or "not a formula"), answer.kind)
    else:
        judged = against_forms(Given.of(candidate), answer, scope, workers)
    if not isinstance(judged.outcome, Equal) and candidate.formula is not None:
        judged = _by_other_readings(judged, chosen, answer, scope, workers)
    if not isinstance(judged.outcome, Equal):
        otherwise = (_spelled_out, _with_logistic, _as_bound)
        resolved = (found for way in otherwise if (found := way(chosen, answer, scope, workers)))
        judged = next(resolved, judged)
    if isinstance(judged.outcome, Different) and (
        doubt := _not_comparable(judged.outcome, chosen, answer, scope, workers)
    ):
        judged = Judged(doubt, judged.form)
    return replace(judged, outcome=held(judged.outcome, final_evidence(candidate.at, within)))


def _spelled_out(chosen: Selected, answer: ReferenceAnswer, scope: Scope, workers: Workers) -> Judged | None:
    """The answer with its own definitions in the place of names, where that is right: of the names that the reference
    does not know, and then of all ("$W_1 = U_k^T$" may be a choice that comes later)."""
    node = chosen.candidate.node
    if node is None or not chosen.defined:
        return None
    forms = (answer.kind, *(a.kind for a in answer.accepts))
    strange = tuple((name, value) for name, value in chosen.defined if unexplained(name, forms, scope))
    for definitions in dict.fromkeys((strange, chosen.defined)):
        meant = spelled_out(node, definitions)
        again = against_forms(Given(meant, meant, True), answer, scope, workers) if meant != node else None
        if again is not None and isinstance(again.outcome, Equal):
            names = ", ".join(to_latex(name) for name, _ in definitions)
            method = f"{again.outcome.method}; with {names} as the answer defines it"
            return replace(again, outcome=again.outcome.model_copy(update={"method": method}))
    return None


def _as_bound(chosen: Selected, answer: ReferenceAnswer, scope: Scope, workers: Workers) -> Judged | None:
    """What is asked for may be at most so much: that is right where the bound is the expected value."""
    node = chosen.candidate.node
    bound = upper_bound(node, answer, scope.functions) if node is not None else None
    if bound is None or answer.kind.name in _WANT_RELATIONS:
        return None
    again = against_forms(Given(bound, bound, True), answer, scope, workers)
    if not isinstance(again.outcome, Equal):
        return None
    return replace(again, outcome=again.outcome.model_copy(update={"method": f"{again.outcome.method}; as its bound"}))


def _with_logistic(chosen: Selected, answer: ReferenceAnswer, scope: Scope, workers: Workers) -> Judged | None:
    r"""The answer with `\sigma(z)` as the logistic function, where that is right."""
    candidate = chosen.candidate
    latex = candidate.formula.latex if candidate.formula else ""
    if LOGISTIC not in called(latex):
        return None
    node = parsed_or_none(latex, scope.functions | {LOGISTIC})
    stated = list(statements(node)) if node is not None else []
    if not stated:
        return None
    given = Given(bottom_up(stated[-1].value, logistic), node or stated[-1].value, True)
    again = against_forms(given, answer, scope, workers)
    if not isinstance(again.outcome, Equal):
        return None
    method = f"{again.outcome.method}; sigma as the logistic function"
    return replace(again, outcome=again.outcome.model_copy(update={"method": method}))


@dataclass(frozen=True)
class Given:
    """A value, the relation it ends, and whether it is stated as exact."""

    node: Node
    whole: Node
    exact: bool

    @classmethod
    def of(cls, candidate: Candidate) -> Given:
        assert candidate.node is not None
        return cls(candidate.node, candidate.whole or candidate.node, candidate.exact)

    def seen_by(self, kind: Kind) -> Node:
        both = kind.name in _WANT_RELATIONS or (isinstance(kind, Statement) and kind.is_relation)
        return without_dots(self.whole if both else self.node)


def against_forms(given: Given, answer: ReferenceAnswer, scope: Scope, workers: Workers) -> Judged:
    """The first accepted form that is equal; else what the expected form says, with a known mistake named."""
    first = workers.run(compare, answer.kind, given.seen_by(answer.kind), scope)
    if isinstance(first, Equal):
        return Judged(first, answer.kind)
    doubt = first if isinstance(first, Unknown) else None
    for accepted in answer.accepts:
        strict = _strictly(accepted.kind, given)
        other = workers.run(compare, strict, given.seen_by(strict), scope)
        if isinstance(other, Equal):
            method = f"{other.method}; accepted: {accepted.kind.latex()}"
            return Judged(other.model_copy(update={"method": method}), accepted.kind)
        if isinstance(other, Unknown) and other.cause is Cause.budget:
            doubt = other
    if isinstance(first, Different) and doubt is None:
        return _diagnosed(first, given.node, answer, scope, workers)
    return Judged(doubt or first, answer.kind)


def judge_words(said: Passage, answer: ReferenceAnswer, scope: Scope, workers: Workers) -> Judged:
    """An answer in prose."""
    outcome = workers.run(compare, answer.kind, Text(said.markdown), scope)
    return Judged(held(outcome, of_passage(said)), answer.kind)


def _strictly(kind: Kind, given: Given) -> Kind:
    """A leading order is a weaker answer; an answer that is stated as exact has no wrong terms behind it."""
    return Expression(kind.gold) if isinstance(kind, LeadingOrder) and given.exact else kind


def _diagnosed(outcome: Different, node: Node, answer: ReferenceAnswer, scope: Scope, workers: Workers) -> Judged:
    for mistake in answer.mistakes:
        same = workers.run(compare, mistake.kind, node, scope)
        if isinstance(same, Equal):
            says = f"matches the common mistake ${mistake.kind.latex()}$: {mistake.says}"
            return Judged(outcome.model_copy(update={"diagnosis": says}), answer.kind, known_mistake=True)
    return Judged(outcome, answer.kind)


def _by_other_readings(
    judged: Judged, chosen: Selected, answer: ReferenceAnswer, scope: Scope, workers: Workers
) -> Judged:
    """What the glyphs also may say: it confirms an answer that they speak for about as well as for what was taken.

    Nothing is confirmed where what was taken is a known mistake. An unlikely reading that would be right confirms
    nothing, but then neither does a difference count.
    """
    formula = chosen.candidate.formula
    assert formula is not None
    for other in () if judged.known_mistake else chosen.others:
        again = against_forms(Given.of(other), answer, scope, workers)
        if isinstance(again.outcome, Equal):
            method = f"{again.outcome.method}; its glyphs can be read so as well as in another way"
            return Judged(again.outcome.model_copy(update={"method": method}), again.form, read_as=other.text)
    if isinstance(judged.outcome, Different):
        for reading in formula.alternatives:
            if _would_match(reading.latex, answer, scope, workers):
                return Judged(_unread(f"the glyphs can also be read as {reading.latex}"), judged.form)
    return judged


def _not_comparable(
    outcome: Different, chosen: Selected, answer: ReferenceAnswer, scope: Scope, workers: Workers
) -> Unknown | None:
    """Why a difference says nothing: another quantity that nobody calls the answer, or the answer in other names."""
    if outcome.method == SIZES and not chosen.named:
        return Unknown(cause=Cause.kinds_differ, reason="what stands last has another size, and may be something else")
    candidate = chosen.candidate
    assert candidate.node is not None
    if candidate.kind == "option" and _names_expected(chosen, answer):
        return Unknown(cause=Cause.no_decision, reason="the expected option is named, too")
    if candidate.formula is not None and may_be_functions(candidate.formula.latex, answer.kind, scope):
        return Unknown(cause=Cause.no_decision, reason="a name with brackets behind it may be a function")
    forms = (answer.kind, *(a.kind for a in answer.accepts))
    if answer.kind.name != "growth" and (strange := unexplained(candidate.node, forms, scope)):
        return Unknown(cause=Cause.no_decision, reason=f"it uses names that nobody explains: {', '.join(strange)}")
    outside = not chosen.named or _OUTSIDE.search(candidate.sentence) is not None
    kind, whole = answer.kind, candidate.whole or candidate.node
    if isinstance(kind, Region) and outside and shares_an_end(kind.gold, whole, scope):
        return Unknown(cause=Cause.no_decision, reason="one of its bounds, or what lies outside")
    if chosen.special:
        return Unknown(cause=Cause.no_decision, reason="what holds in one case")
    if chosen.condition:
        return Unknown(cause=Cause.no_decision, reason="a condition on something else")
    if any(_is_right(c.node, answer, scope, workers) for c in chosen.beside[:_BESIDE] if c.node is not None):
        return Unknown(cause=Cause.no_decision, reason="the expected value is stated, too")
    for renamed in renamings(candidate.node, answer.kind, scope):
        if _is_right(renamed, answer, scope, workers):
            reason = "it would be right if its names stood for those of the reference"
            return Unknown(cause=Cause.no_decision, reason=reason)
    return None


def _names_expected(chosen: Selected, answer: ReferenceAnswer) -> bool:
    """Whether the expected option is said as plainly as the one that was taken, or plainer, in another sentence."""
    if not isinstance(answer.kind, Choice):
        return False
    expected = {
        word.lower() for row in answer.kind.options if normal(answer.kind.gold) in map(normal, row) for word in row
    }
    said = option_candidates(chosen.stretch.passage, answer.kind.options)
    taken = chosen.candidate
    others = [c for c in said if option_word(c) in expected and c.sentence != taken.sentence]
    return any(c.manner == "copula" or taken.manner != "copula" for c in others)


def _unread(reason: str) -> Unknown:
    return Unknown(cause=Cause.unreadable_answer, reason=reason)


def _would_match(latex: str, answer: ReferenceAnswer, scope: Scope, workers: Workers) -> bool:
    node = parsed_or_none(latex, scope.functions)
    return node is not None and _is_right(node, answer, scope, workers)


def _is_right(node: Node, answer: ReferenceAnswer, scope: Scope, workers: Workers) -> bool:
    return isinstance(against_forms(Given(node, node, True), answer, scope, workers).outcome, Equal)
