r"""Names with a bracket behind them: `\sigma(x)` may be a function or a product, and `p(1 - p)` is no density.

Both readings are looked at. Where they agree all is well, and where they do not a difference is left open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from evaluator.chance.terms import is_about_chance
from evaluator.equality.rewrite import bottom_up, walk
from evaluator.errors import MathSyntaxError
from evaluator.kinds import respelled, typed
from evaluator.linear.names import is_extreme
from evaluator.mathtext.parser import parse
from evaluator.mathtext.tree import Call, Constant, Name, Negative, Node, Number, Power, Quotient, Sum
from evaluator.model import Cause, Different, Equal, Outcome, Unknown

if TYPE_CHECKING:
    from evaluator.mathtext.scope import Scope

Told = Callable[[str, str, "Scope"], Outcome]
Inner = Callable[[Node, Node, "Scope"], Outcome]

LOGISTIC: Final = "sigma"
# With a bracket behind them; the first three only where they never stand alone.
_ALWAYS_FUNCTIONS: Final = frozenset({"phi", "varphi", "psi"})
_USUALLY_FUNCTIONS: Final = frozenset({LOGISTIC}) | _ALWAYS_FUNCTIONS


def settled(gold: str, answer: str, told: Outcome, scope: Scope, tell: Told, inner: Inner) -> Outcome:
    """`told`, held against the other readings of names with brackets behind them."""
    names = typed.called(gold) | typed.called(answer)
    if told.outcome == "equal" and told.certainty == "identical" and not names & _USUALLY_FUNCTIONS:
        return told
    told = _as_products(gold, answer, told, scope, tell)
    return (
        _as_functions(gold, answer, told, replace(scope, functions=scope.functions | names), inner) if names else told
    )


def _as_products(gold: str, answer: str, told: Outcome, scope: Scope, tell: Told) -> Outcome:
    """`p(1 - p)` where p stands alone, too, and `p_i (1 - p_j)`."""
    trees = _parsed(gold, answer, scope)
    if trees is None or told.outcome == "equal" or is_about_chance(*trees):
        return told
    both = _functions(trees) & _values(trees)
    if not both:
        return told
    outcome = tell(gold, answer, replace(scope, functions=scope.functions - both))
    if isinstance(outcome, Equal | Different) or isinstance(told, Unknown):
        return outcome
    return _open(both)


def _as_functions(gold: str, answer: str, told: Outcome, scope: Scope, inner: Inner) -> Outcome:
    r"""Greek letters called in one of both: as functions that nobody knows, and `\sigma` as the logistic one."""
    trees = _parsed(gold, answer, scope)
    if trees is None:
        return told
    names = (typed.called(gold) | typed.called(answer)) & _functions(trees)
    if not names:  # \Theta(n) is no call
        return told
    outcome = inner(*trees, scope)
    if names <= _ALWAYS_FUNCTIONS and not names & _values(trees) and isinstance(outcome, Different):
        return outcome
    if isinstance(told, Equal):
        doubted = isinstance(outcome, Unknown) and bool(names & _USUALLY_FUNCTIONS)
        return _open(names) if doubted or isinstance(outcome, Different) else told
    if isinstance(outcome, Equal):
        return outcome.model_copy(update={"method": f"{outcome.method}; {', '.join(sorted(names))} as functions"})
    if LOGISTIC in names:
        known = inner(bottom_up(trees[0], logistic), bottom_up(trees[1], logistic), scope)
        if isinstance(known, Equal):
            return known.model_copy(update={"method": f"{known.method}; sigma as the logistic function"})
        if isinstance(known, Different) and isinstance(told, Different):
            return told
    everywhere = typed.called(gold) & typed.called(answer) == names
    same = isinstance(told, Different) and isinstance(outcome, Different) and everywhere
    return told if same or isinstance(told, Unknown) else _open(names)


def _open(names: frozenset[str]) -> Unknown:
    said = ", ".join(sorted(names))
    return Unknown(cause=Cause.no_decision, reason=f"it depends on whether {said} with a bracket behind is a function")


def logistic(node: Node) -> Node:
    r"""`\sigma(z)` written out."""
    if not (isinstance(node, Call) and node.function.base == LOGISTIC and len(node.arguments) == 1) or is_extreme(node):
        return node
    falling = Power(Constant("e"), Negative(node.arguments[0]))
    return Quotient(Number("1"), Sum((Number("1"), falling)))


def _parsed(gold: str, answer: str, scope: Scope) -> tuple[Node, Node] | None:
    try:
        return parse(respelled.bare(gold), scope.functions), parse(respelled.bare(answer), scope.functions)
    except MathSyntaxError:
        return None


def _functions(trees: tuple[Node, ...]) -> frozenset[str]:
    return frozenset(n.function.base for node in trees for n in walk(node) if isinstance(n, Call))


def _values(trees: tuple[Node, ...]) -> frozenset[str]:
    """Names that stand for themselves somewhere, with an index or without one."""
    names = Counter(n.base for node in trees for n in walk(node) if isinstance(n, Name))
    calls = Counter(n.function.base for node in trees for n in walk(node) if isinstance(n, Call))
    return frozenset(base for base, times in names.items() if times > calls[base])
