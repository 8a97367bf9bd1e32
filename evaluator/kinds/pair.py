"""Two answers as text, without a reference.

What decides is imported where it is used: the process that starts the workers never needs SymPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evaluator.errors import MathSyntaxError
from evaluator.kinds import dimensions
from evaluator.mathtext.delimiters import find_math
from evaluator.model import Cause, Equal, Outcome, Unknown

if TYPE_CHECKING:
    from evaluator.mathtext.scope import Scope
    from evaluator.mathtext.tree import Node


def compare(gold: str, answer: str, assumptions: Sequence[str] = ()) -> Outcome:
    """Whether `answer` says the same as `gold`; both LaTeX, with or without `$`.

    Identical text is always equal. Raises `ConfigError` for an assumption that cannot be read, and nothing else. Runs
    in this process and takes the time it takes: for input that is not trusted use `evaluator.equality.workers`.
    """
    from evaluator.equality.assumptions import scope_of
    from evaluator.mathtext.parser import parse

    scope = scope_of(assumptions)
    if gold.split() == answer.split():
        return Equal(certainty="identical", method="identical text")
    if (outcome := dimensions.compare(gold, answer)) is not None:
        return outcome
    trees = []
    sides = (
        (gold, "the expected answer", Cause.unreadable_gold),
        (answer, "the answer", Cause.unreadable_answer),
    )
    for text, whose, cause in sides:
        try:
            trees.append(parse(bare(text), scope.functions))
        except MathSyntaxError as error:
            return Unknown(cause=cause, reason=f"cannot parse {whose}: {error}")
    return compare_trees(trees[0], trees[1], scope)


def compare_trees(gold: Node, answer: Node, scope: Scope) -> Outcome:
    """The same for formulas already parsed."""
    if gold == answer:
        return Equal(certainty="identical", method="the same formula")
    from evaluator.kinds import inequality
    from evaluator.kinds.inference import infer
    from evaluator.kinds.linear import compare_linear

    if (outcome := compare_linear(gold, answer, scope)) is not None:
        return outcome
    kind = infer(gold, answer, scope)
    told = kind if isinstance(kind, Unknown) else kind.compare(answer, scope)
    if isinstance(told, Unknown):
        return inequality.compare(gold, answer, scope) or told
    return told


def bare(text: str) -> str:
    """The one formula in `text`, or all of it."""
    spans = find_math(text)
    if len(spans) != 1:
        return text.strip()
    span = spans[0]
    around = (text[: span.start] + text[span.end :]).strip()
    return text[span.inner_start : span.inner_end].strip() if not around.strip(" .,;:") else text.strip()
