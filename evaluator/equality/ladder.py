"""Are two expressions the same? Rungs from cheap to costly: canonical form, seeded points, proof."""

from __future__ import annotations

import sympy

from evaluator.equality import matrices
from evaluator.equality.canonical import same_form
from evaluator.equality.diagnosis import diagnose
from evaluator.equality.fingerprint import Fingerprint, agree_where_whole, fingerprint
from evaluator.equality.guards import SYMPY_FAILURES
from evaluator.equality.proof import vanishes
from evaluator.equality.share import given_up
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.symbolic import UNSAID
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness

NO_SCOPE = Scope()


def decide(gold: sympy.Basic, found: sympy.Basic, scope: Scope = NO_SCOPE) -> Outcome:
    """Whether `found` has the value of `gold` wherever the scope lets its symbols run.

    A symbol that only `found` depends on makes the two different. Never raises; takes its time on large input, so
    run it in a worker (`evaluator.equality.workers`) where that matters.
    """
    try:
        return _decide(gold, found, scope)
    except SYMPY_FAILURES as error:
        return Unknown(cause=Cause.crash, reason=f"the computation failed ({type(error).__name__})")


def _decide(gold: sympy.Basic, found: sympy.Basic, scope: Scope) -> Outcome:
    if same_form(gold, found):
        return Equal(certainty="identical", method="canonical form")
    if matrices.has_places(gold) or matrices.has_places(found):
        return matrices.entrywise(gold, found, scope, decide)
    if not (isinstance(gold, sympy.Expr) and isinstance(found, sympy.Expr)):
        return Unknown(cause=Cause.no_decision, reason="not two expressions")
    if gold.has(sympy.Limit) or found.has(sympy.Limit):
        return _limits(gold.doit(), found.doit(), scope)
    if gold.is_infinite or found.is_infinite:
        return _infinite(gold, found)
    if not (gold.is_commutative and found.is_commutative):
        return matrices.decide_products(gold, found)
    return _by_value(gold, found, scope)


def _limits(gold: sympy.Basic, found: sympy.Basic, scope: Scope) -> Outcome:
    """Where names are left over, one of them may be a function that the limit was taken of: `f(x + h)`."""
    if gold.has(sympy.Limit) or found.has(sympy.Limit):
        return Unknown(cause=Cause.no_decision, reason="a limit that could not be computed")
    told = _decide(gold, found, scope)
    if isinstance(told, Different) and (gold.free_symbols or found.free_symbols):
        return Unknown(cause=Cause.no_decision, reason="what the limit is taken of may be a function")
    return told


def _by_value(gold: sympy.Expr, found: sympy.Expr, scope: Scope) -> Outcome:
    seen = fingerprint(gold, found, scope)
    if seen.witness and _runs_far(gold) != _runs_far(found):
        return Unknown(cause=Cause.no_decision, reason="one of the sums does not say how far it runs")
    if seen.witness and agree_where_whole(gold, found, scope):
        return Unknown(cause=Cause.no_decision, reason="they agree wherever the value is a whole number")
    if seen.witness:
        diagnosis = given_up(lambda: diagnose(gold, found, scope))
        return Different(witness=seen.witness, method="seeded points", diagnosis=diagnosis)
    method = given_up(lambda: vanishes(gold - found))
    if method:
        return Equal(certainty="proved", method=method)
    return _without_proof(gold, found, seen)


def _runs_far(value: sympy.Expr) -> bool:
    return any(symbol.name == UNSAID for symbol in value.free_symbols)


def _without_proof(gold: sympy.Expr, found: sympy.Expr, seen: Fingerprint) -> Outcome:
    if not seen.says_something:
        return Unknown(cause=Cause.no_decision, reason="no point found where both have a value, and no proof")
    if not (gold.free_symbols | found.free_symbols):
        return Equal(certainty="sampled", method="value to 30 digits")
    return Equal(certainty="sampled", method=f"{seen.agreeing} seeded points")


def _infinite(gold: sympy.Expr, found: sympy.Expr) -> Outcome:
    witness = Witness(expected=str(gold), found=str(found))
    return Different(witness=witness, method="infinite values")
