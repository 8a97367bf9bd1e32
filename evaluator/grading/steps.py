"""Steps of a derivation that can be checked: computations with numbers, and rewritings of known symbols.

A step fails only with a witness. The first step of a chain may define or require something, so it can hold but not
fail unless both sides are numbers; names that the reference does not know make a step unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.answers.formulas import parsed_or_none
from evaluator.equality.rewrite import walk
from evaluator.equality.workers import Workers
from evaluator.grading.deciding import holds
from evaluator.grading.matching import Stretch
from evaluator.grading.trust import evidence, held
from evaluator.mathtext import tree
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.symbolic import spelling
from evaluator.mathtext.tree import Node
from evaluator.model import Cause, Different, Doubt, FirstFailure, Formula, Outcome, Steps, Unknown
from evaluator.reference.records import ReferencePart

_MOST: Final = 60  # steps of one part that are looked at
_OPAQUE: Final = (
    tree.Expectation, tree.Gradient, tree.Derivative, tree.Big, tree.Norm, tree.Growth, tree.Distribution, tree.Text,
    tree.At, tree.Indexed, tree.Call, tree.Relation, tree.Sequence, tree.Matrix, tree.Quantity, tree.Transpose,
    tree.Juxtaposed, tree.PlusMinus, tree.Cases,
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """Two neighbours of a chain of equations; `first` when the chain begins with it. `doubt` is of their place."""

    left: Node
    right: Node
    first: bool
    formula: Formula
    doubt: Doubt


def steps(part: ReferencePart, stretches: Sequence[Stretch], workers: Workers) -> Steps:
    """Counts over all that the stretches derive."""
    counts: Counter[str] = Counter()
    failure: FirstFailure | None = None
    for step in [s for stretch in stretches for s in _of(stretch, part.scope)][:_MOST]:
        outcome = _decide(step, part.scope, workers)
        counts[outcome.outcome] += 1
        if isinstance(outcome, Different) and failure is None:
            latex = f"{to_latex(step.left)} = {to_latex(step.right)}"
            failure = FirstFailure(latex=latex, span=step.formula.span, witness=outcome.witness)
    return Steps(
        checked=counts.total(),
        hold=counts["equal"],
        fail=counts["different"],
        unknown=counts["unknown"],
        first_failure=failure,
    )


def _of(stretch: Stretch, scope: Scope) -> Iterator[Step]:
    for formula in stretch.passage.formulas:
        node, doubt = parsed_or_none(formula.latex, scope.functions), evidence(formula.at, stretch.passage)
        for chain in _chains(node) if node else ():
            for i, (left, right) in enumerate(zip(chain.operands, chain.operands[1:], strict=False)):
                if chain.operators[i] == "=":
                    yield Step(_bare(left), _bare(right), i == 0, formula, doubt)


def _chains(node: Node) -> Iterator[tree.Relation]:
    node = _bare(node)
    if isinstance(node, tree.Relation):
        yield node
    elif isinstance(node, tree.Juxtaposed) or (isinstance(node, tree.Sequence) and node.kind == "bare"):
        for item in node.items:
            yield from _chains(item)


def _bare(node: Node) -> Node:
    return node.body if isinstance(node, tree.Boxed) else node


def _decide(step: Step, scope: Scope, workers: Workers) -> Outcome:
    if any(isinstance(n, _OPAQUE) for side in (step.left, step.right) for n in walk(side)):
        return Unknown(cause=Cause.no_decision, reason="not plain numbers and symbols")
    names = [{n for n in walk(side) if isinstance(n, tree.Name)} for side in (step.left, step.right)]
    if any(spelling(n) not in scope.symbols for n in names[0] | names[1]):
        return Unknown(cause=Cause.no_decision, reason="a name that the reference does not know")
    if isinstance(step.left, tree.Name) or (isinstance(step.right, tree.Name) and step.first):
        return Unknown(cause=Cause.no_decision, reason="names something")
    outcome = held(workers.run(holds, step.left, step.right, scope), step.doubt)
    if isinstance(outcome, Different) and step.first and names[0] | names[1]:
        return Unknown(cause=Cause.no_decision, reason="may be a condition")
    return outcome
