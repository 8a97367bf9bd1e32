"""What grading asks the workers. They load this file, and nothing of what finds the questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import sympy

from evaluator.equality.canonical import same_form
from evaluator.equality.fingerprint import FEWEST, fingerprint
from evaluator.equality.guards import SYMPY_FAILURES
from evaluator.equality.rewrite import bottom_up
from evaluator.errors import EvaluatorError
from evaluator.kinds.final import right_side
from evaluator.kinds.kind import Kind
from evaluator.kinds.linear import is_declared
from evaluator.kinds.pair import compare_trees
from evaluator.kinds.statement import Statement
from evaluator.kinds.sums import written_out
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.spelling import ONE_SHAPE, spelling
from evaluator.mathtext.symbolic import to_sympy
from evaluator.mathtext.tree import Call, Derivative, Gradient, Name, Node, Product, Transpose
from evaluator.model import Cause, Different, Equal, Outcome, Unknown

# What most comparisons need: loaded once, and not in every worker.
LOADED: Final = (__name__, "evaluator.equality.ladder", "evaluator.kinds.statement", "evaluator.kinds.expression")


def compare(kind: Kind, node: Node, scope: Scope) -> Outcome:
    """A found value against an expected one: as it is written, with letters in their usual shapes, and with defined
    names for what they stand for. The last of these ways decides where none is equal."""
    told = kind.compare(node, scope)
    for other in _otherwise(node, scope):
        if isinstance(told, Equal):
            break
        told = kind.compare(other, scope)
    if isinstance(kind, Statement) and isinstance(told, Unknown) and told.cause is Cause.no_decision:
        return _as_pair(kind, node, scope) or told
    return told


def _as_pair(kind: Statement, node: Node, scope: Scope) -> Outcome | None:
    """What two formulas are told to be that nobody declares anything of; sizes and definitions would be passed over."""
    gold = kind.value
    if kind.is_relation or kind.definitions or is_declared(scope, gold, node):
        return None
    told = compare_trees(gold, right_side(node), scope)
    return told if not isinstance(told, Unknown) else None


def _otherwise(node: Node, scope: Scope) -> Iterator[Node]:
    usual = bottom_up(node, lambda below: _derivatives(_usual(below, scope), scope))
    if usual != node:
        yield usual
    if (written := written_out(usual)) != usual:
        yield written
    known = dict(scope.definitions)
    spelled_out = bottom_up(usual, lambda below: known.get(below, below)) if known else usual
    if spelled_out != usual:
        yield spelled_out


def _usual(node: Node, scope: Scope) -> Node:
    r"""`\varphi` as `\phi`, where the problem has no such letter of its own."""
    if not isinstance(node, Name) or node.base not in ONE_SHAPE or spelling(node) in scope.symbols:
        return node
    return replace(node, base=ONE_SHAPE[node.base])


def _derivatives(node: Node, scope: Scope) -> Node:
    r"""`J_\theta g(z, \theta)` and `D_\theta g(z, \theta)` as derivatives, where the problem has no J of its own; and
    `f'(x)` as the gradient there."""
    if isinstance(node, Call) and node.function.primes == 1 and len(node.arguments) == 1:
        plain = replace(node.function, primes=0)
        known = spelling(plain) in scope.functions and spelling(node.function) not in scope.functions
        return Gradient(replace(node, function=plain), None) if known else node
    if not isinstance(node, Product):
        return node
    made: list[Node] = []
    for factor in node.factors:
        wrt = _differentiates(made[-1], scope) if made else None
        inner = factor.body if isinstance(factor, Transpose) else factor
        if wrt is None or not isinstance(inner, Call):
            made.append(factor)
            continue
        derived = Derivative(inner, (wrt,))
        made[-1] = Transpose(derived) if isinstance(factor, Transpose) else derived
    return made[0] if len(made) == 1 else Product(tuple(made))


def _differentiates(node: Node, scope: Scope) -> Node | None:
    if not isinstance(node, Name) or node.base not in ("J", "D") or node.sub is None or spelling(node) in scope.symbols:
        return None
    return node.sub


def holds(left: Node, right: Node, scope: Scope) -> Outcome:
    """A step of a derivation. Canonical form, then seeded points."""
    try:
        one, other = to_sympy(left, scope), to_sympy(right, scope)
        if same_form(one, other):
            return Equal(certainty="identical", method="canonical form")
        if not (isinstance(one, sympy.Expr) and isinstance(other, sympy.Expr)):
            return Unknown(cause=Cause.no_decision, reason="not two expressions")
        seen = fingerprint(one, other, scope)
    except (EvaluatorError, *SYMPY_FAILURES) as error:
        return Unknown(cause=Cause.no_value, reason=str(error))
    if seen.witness:
        return Different(witness=seen.witness, method="seeded points")
    enough = seen.agreeing >= (FEWEST if one.free_symbols | other.free_symbols else 1)
    return (
        Equal(certainty="sampled", method="seeded points")
        if enough
        else Unknown(cause=Cause.no_decision, reason="too few points")
    )
