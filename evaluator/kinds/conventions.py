"""What two answers may take for granted: whose mean mu is, that y_i is the one-hot code of y, that sigma is positive.

Neither text says so, and a difference that hangs on it is none. A reading that everybody shares may confirm an answer;
one that is only possible leaves it open.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from evaluator.equality.rewrite import bottom_up, walk
from evaluator.kinds.abbreviated import abbreviation
from evaluator.kinds.final import value_named
from evaluator.kinds.letters import in_one_case, letters_of, renamed, replaced
from evaluator.kinds.means import mean, moments
from evaluator.kinds.roots import real_roots
from evaluator.linear.indexed import free_indices, is_entry_of
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.spelling import spelling
from evaluator.mathtext.tree import (
    Call,
    Cases,
    Ceiling,
    Floor,
    Name,
    Node,
    Number,
    Product,
    Quotient,
    Relation,
    Sequence,
    Sum,
)
from evaluator.model import Cause, Different, Equal, Outcome, Unknown

Compare = Callable[[Node, Node, Scope], Outcome]

_DERIVED: Final = Unknown(cause=Cause.no_decision, reason="what the derivative of a function is has not been said")
_ENTRY: Final = Unknown(cause=Cause.no_decision, reason="one tells a matrix, the other its entries")


@dataclass(frozen=True)
class Reading:
    gold: Node
    answer: Node
    scope: Scope
    how: str
    shared: bool  # whether everybody reads it so


def settled(gold: Node, answer: Node, told: Different, scope: Scope, compare: Compare) -> Outcome:
    """`told`, unless the two are the same by what goes without saying."""
    ours, theirs = value_named(gold), value_named(answer)
    if _derived(ours) != _derived(theirs) and _underived(ours) != _underived(theirs):
        return _DERIVED
    if _is_entry_of(gold, answer) or _is_entry_of(answer, gold):
        return _ENTRY
    for reading in _readings(gold, answer, scope):
        outcome = compare(reading.gold, reading.answer, reading.scope)
        if isinstance(outcome, Equal):
            if reading.shared:
                return outcome.model_copy(update={"method": f"{outcome.method}; {reading.how}"})
            return Unknown(cause=Cause.no_decision, reason=f"they are the same if {reading.how}")
    return told


def confirmed(gold: Node, answer: Node, scope: Scope, compare: Compare) -> Equal | None:
    """What is left open, where it is the same by what everybody takes for granted of means, labels and identities."""
    for rule in (mean, _one_hot, _identity):
        if (pair := rule(gold, answer, scope)) is not None and isinstance(told := compare(*pair, scope), Equal):
            return told
    return None


def _readings(gold: Node, answer: Node, scope: Scope) -> Iterator[Reading]:
    for rule, how in (
        (_argument, "a function is the same whatever its argument is called"),
        (_identity, "identity matrices are of one size"),
        (real_roots, "odd roots of negative numbers are real"),
        (_one_hot, "a label is coded by ones and zeros"),
        (moments, "mu and sigma are the mean and the deviation"),
        (mean, "it is the mean that is called so"),
        (_symmetric, "kernels and distances are symmetric"),
    ):
        if (pair := rule(gold, answer, scope)) is not None:
            yield Reading(*pair, scope, how, shared=True)
    if (deviations := _positive(gold, answer, scope, "sigma")) is not None:
        yield Reading(gold, answer, deviations, "sigma is a deviation, and positive", shared=True)
    if (whole := _whole(gold, answer, scope)) is not None:
        yield Reading(gold, answer, whole, "what is rounded is made of whole numbers", shared=True)
    if (cased := in_one_case(gold, answer)) is not None:
        yield Reading(*cased, scope, "a capital and its small letter stand for the same", shared=False)
    for in_our_letters in renamed(gold, answer, scope):
        yield Reading(gold, in_our_letters, scope, "other letters stand for the same", shared=False)
    logarithms = any(isinstance(n, Call) and n.function.base in ("log", "ln") for n in (*walk(gold), *walk(answer)))
    if (logarithms or (_is_bound(gold) and _is_bound(answer))) and (
        positive := _positive(gold, answer, scope)
    ) is not None:
        yield Reading(gold, answer, positive, "all letters stand for positive numbers", shared=False)
    if (short := abbreviation(value_named(gold), value_named(answer))) is not None:
        name, part = short
        whole_answer = replaced(answer, {name: part})
        yield Reading(gold, whole_answer, scope, f"{to_latex(name)} stands for {to_latex(part)}", shared=False)
    if (sloped := _below_one(gold, answer, scope)) is not None:
        yield Reading(*sloped, "a slope lies between 0 and 1", shared=False)
    ends = [n for side in (gold, answer) if _from_zero(side) != side for n in _ends(side)]
    if ends and (positive := _positive(gold, answer, scope, among=ends)) is not None:
        yield Reading(gold, answer, positive, "what stands in the bounds is positive", shared=False)
    if (bounds := _from_zero(answer)) != answer and _from_zero(gold) == gold:
        yield Reading(gold, bounds, scope, "what is bounded is positive", shared=False)


def _below_one(gold: Node, answer: Node, scope: Scope) -> tuple[Node, Node, Scope] | None:
    """Both with 1 / (1 + a) in the place of a Greek a, where one is given by cases and the other as a maximum."""
    kinked = [any(isinstance(n, Cases) for n in walk(side)) for side in (gold, answer)]
    letters = {n for n in letters_of(gold) if n.base in _SLOPES and n in letters_of(answer)}
    if kinked[0] == kinked[1] or not letters or (positive := _positive(gold, answer, scope, among=letters)) is None:
        return None
    by: dict[Node, Node] = {n: Quotient(Number("1"), Sum((Number("1"), n))) for n in letters}
    return replaced(gold, by), replaced(answer, by), positive


_SLOPES: Final = frozenset({"alpha", "beta", "gamma", "epsilon", "varepsilon"})


def _from_zero(node: Node) -> Node:
    """`0 < x < b` as `x < b`: an answer may say what goes without saying."""
    if not isinstance(node, Relation) or len(node.operands) <= 2 or not set(node.operators) <= {"<", "<=", ">", ">="}:
        return node
    if node.operands[0] == Number("0") and node.operators[0] in ("<", "<="):
        return replace(node, operands=node.operands[1:], operators=node.operators[1:])
    if node.operands[-1] == Number("0") and node.operators[-1] in (">", ">="):
        return replace(node, operands=node.operands[:-1], operators=node.operators[:-1])
    return node


def _ends(chain: Node) -> list[Name]:
    """The names of `b` in `0 < x < b`."""
    outer = [chain.operands[0], chain.operands[-1]] if isinstance(chain, Relation) else []
    return [name for end in outer for name in letters_of(end)]


def _is_bound(node: Node) -> bool:
    """An inequality that says nothing of signs."""
    bounds = isinstance(node, Relation) and set(node.operators) <= {"<", "<=", ">", ">="}
    return bounds and Number("0") not in node.operands  # type: ignore[attr-defined]


def _derived(node: Node) -> bool:
    r"""Whether it has the derivative of a function that it does not say: \sigma'(x)."""
    primed = {n.function if isinstance(n, Call) else n for n in walk(node) if isinstance(n, Call | Name)}
    return any(isinstance(n, Name) and n.primes and n.base in _FUNCTIONS for n in primed)


def _underived(node: Node) -> Node:
    return bottom_up(node, lambda one: replace(one, primes=0) if isinstance(one, Name) else one)


_FUNCTIONS: Final = frozenset({"f", "g", "h", "sigma", "phi", "psi"})


def _argument(gold: Node, answer: Node, scope: Scope) -> tuple[Node, Node] | None:
    """Definitions `f(x) = ...` and `f(t) = ...` of one function, in one name for its argument."""
    match gold, answer:
        case Relation(("=",), (Call(one, ours), _)), Relation(("=",), (Call(other, theirs), rest)) if one == other:
            pass
        case _:
            return None
    names = [n for n in (*ours, *theirs) if isinstance(n, Name)]
    taken = set(letters_of(rest)) - set(theirs)
    if len(names) != 2 * len(ours) or len(set(theirs)) != len(ours) or taken & set(ours) or ours == theirs:
        return None
    return gold, replaced(answer, dict(zip(theirs, ours, strict=True)))


def _identity(gold: Node, answer: Node, scope: Scope) -> tuple[Node, Node] | None:
    """I and I_d, where either side has one of them; I_1 is no identity."""
    ours, theirs = ([n for n in letters_of(side) if n.base == "I"] for side in (gold, answer))
    if len(ours) != 1 or len(theirs) != 1 or ours == theirs:
        return None
    subs = [one.sub for one in (*ours, *theirs) if one.sub is not None]
    if len(subs) != 1 or not (isinstance(subs[0], Name) and subs[0].base in _SIZES):
        return None
    return gold, replaced(answer, {theirs[0]: ours[0]})


_SIZES: Final = frozenset("ndmkpqNDMK")  # letters that count dimensions


def _one_hot(gold: Node, answer: Node, scope: Scope) -> tuple[Node, Node] | None:
    """1[i = y] and y_i."""
    sides = []
    for one, other in ((gold, answer), (answer, gold)):
        codes = {n for n in letters_of(other) if n.sub is not None}
        sides.append(bottom_up(one, lambda node, codes=codes: _code(node, codes)))  # type: ignore[misc]
    return (sides[0], sides[1]) if (sides[0], sides[1]) != (gold, answer) else None


def _code(node: Node, codes: set[Name]) -> Node:
    match node:
        case Cases(((Number("1"), Relation(("=",), (left, right))), (Number("0"), None))):
            return next((n for n in codes if _codes(n, left, right) or _codes(n, right, left)), node)
    return node


def _codes(name: Name, label: Node, index: Node) -> bool:
    return isinstance(label, Name) and name.sub == index and replace(name, sub=None) == replace(label, sub=None)


def _symmetric(gold: Node, answer: Node, scope: Scope) -> tuple[Node, Node] | None:
    """k(x, y) and d(x, y) with their arguments in one order."""
    pair = bottom_up(gold, _in_order), bottom_up(answer, _in_order)
    return pair if pair != (gold, answer) else None


def _in_order(node: Node) -> Node:
    """Such a call is still read as a product with a pair."""
    if not isinstance(node, Product):
        return node
    factors = list(node.factors)
    for place, (name, pair) in enumerate(pairwise(node.factors), start=1):
        if isinstance(name, Name) and name.base in _SYMMETRIC and isinstance(pair, Sequence) and len(pair.items) == 2:
            factors[place] = replace(pair, items=tuple(sorted(pair.items, key=repr)))
    return replace(node, factors=tuple(factors))


_SYMMETRIC: Final = frozenset({"k", "K", "kappa", "d"})


def _is_entry_of(entry: Node, whole: Node) -> bool:
    """Equations `J_{ij} = ...` and `J = ...`, where the first shows no entries of what the second has whole."""
    match entry, whole:
        case Relation(("=",), (Name() as one, value)), Relation(("=",), (Name() as other, values)):
            named = bool(free_indices(one)) and other.sub is None and replace(one, sub=None) == other
            return named and not is_entry_of(value, values)
    return False


def _whole(gold: Node, answer: Node, scope: Scope) -> Scope | None:
    """Sizes and steps under a floor or a ceiling as positive whole numbers, where nothing else was said of them."""
    import sympy

    if not any(isinstance(n, Floor | Ceiling) for side in (gold, answer) for n in walk(side)):
        return None
    names = {n for side in (gold, answer) for n in letters_of(side)}
    if not all(n.base in _COUNTS for n in names) or any(spelling(n) in scope.symbols for n in names):
        return None
    counts = {spelling(n): sympy.Symbol(spelling(n), integer=True, positive=True) for n in names}
    return replace(scope, symbols={**scope.symbols, **counts})


_COUNTS: Final = frozenset("abdfhiklmnpqswCDFHKLMNPSTW")  # what sizes, steps and paddings are called


def _positive(
    gold: Node, answer: Node, scope: Scope, base: str = "", among: Collection[Name] | None = None
) -> Scope | None:
    """The names with this base, or among some, or all, positive where nothing was said of them; None where there are
    none."""
    import sympy

    said = {n for side in (gold, answer) for n in letters_of(side) if base in ("", n.base) and not n.accent}
    said = said if among is None else said & set(among)
    names = {spelling(n) for n in said} - set(scope.symbols)
    if not names:
        return None
    return replace(scope, symbols={**scope.symbols, **{name: sympy.Symbol(name, positive=True) for name in names}})
