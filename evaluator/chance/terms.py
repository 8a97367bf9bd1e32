r"""Probabilities, entropies and divergences as calls: `P(A \cup B)`, `p(x \mid z)`, `H(Y \mid X)`, `r(s, a)`.

The parser takes `P(A)` for a product, for a bracket behind a capital may hold a factor; here the pair has shown that it
speaks of probabilities. In the arguments of these calls a `Text` "|" stands before what is given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from evaluator.equality.rewrite import bottom_up, children, paired, walk
from evaluator.mathtext.spelling import spelling
from evaluator.mathtext.tree import (
    Absolute,
    Big,
    Call,
    Expectation,
    Juxtaposed,
    Name,
    Node,
    Power,
    Product,
    Relation,
    Sequence,
    SetOperation,
    Sum,
    Text,
)

ANY: Final = "P"  # the measure of events, and of what says no other
ENTROPY, INFORMATION, DIVERGENCE, COMPLEMENT = "H", "I", "KL", "complement"
BAR: Final = Text("|")
DENSITIES: Final = frozenset({"p", "q"})
_DOT: Final = Name("cdot")  # in p(. | x): whatever is drawn
OPTIMA: Final = frozenset({"max", "min"})
_EVENTS: Final = (Relation, SetOperation, Juxtaposed)
_OF_DENSITIES: Final = (Name, Relation, Juxtaposed, Sequence, SetOperation)  # arguments: p(1 - p) is a product
_COMPLEMENTS: Final = frozenset({"c", "C", "complement"})


@dataclass(frozen=True)
class Probability:
    """Of all of `event` where all of `given` holds, under the law called `measure`."""

    measure: str
    event: tuple[Node, ...]
    given: tuple[Node, ...] = ()


def is_about_chance(*nodes: Node) -> bool:
    """Whether something in them can only be a probability, an entropy, a divergence or a best value."""
    return any(_shows(below) for node in nodes for below in walk(node))


def _shows(node: Node) -> bool:
    match node:
        case Call(function=Name(base=base, primes=0), arguments=arguments):
            density = base in DENSITIES or base == ANY
            several = base in (ENTROPY, INFORMATION) and len(arguments) > 1
            return several or base == DIVERGENCE or (density and all(isinstance(a, _OF_DENSITIES) for a in arguments))
        case Product(factors=factors):
            return any(_is_applied(one, argument) for one, argument in pairwise(factors))
        case Absolute(body=SetOperation()):
            return True
        case Expectation(operator="P") | Big(operator="max" | "min", lower=Name()):
            return True
        case Expectation(body=Juxtaposed()):
            return True
    return False


def _is_applied(name: Node, argument: Node) -> bool:
    """Whether a capital with a bracket behind it can only be a probability or an entropy."""
    if _is_named(name, ANY):
        return isinstance(argument, _EVENTS) or isinstance(_rewritten(argument), Call)
    return _is_named(name, ENTROPY, INFORMATION) and (isinstance(argument, Juxtaposed) or _of_several(argument))


def counted(node: Node) -> Node:
    r"""`|A \cap B|` as a measure of the set: what holds of every law holds of counting."""
    return bottom_up(node, _measured)


def _measured(node: Node) -> Node:
    match node:
        case Absolute(body=Name(base=base) as event) if base.isupper():
            return Call(Name(ANY), (event,))
        case Absolute(body=SetOperation() as event):
            return Call(Name(ANY), (event,))
    return node


def as_terms(node: Node) -> Node:
    """`node` with probabilities, entropies and functions of several states as calls, and sums that reach far enough."""
    return bottom_up(bottom_up(bottom_up(bottom_up(node, _unbraced), _reaching), _rewritten), _unprimed)


def applied(node: Node, functions: Collection[Name]) -> Node:
    """`node` with these functions called on the name behind them."""

    def called(name: Node, factor: Node) -> Node | None:
        if isinstance(name, Name) and name in functions and isinstance(factor, Name):
            return Call(name, (factor,))
        return None

    return bottom_up(node, lambda n: paired(n, called)) if functions else node


def _unbraced(node: Node) -> Node:
    r"""`\max_a \{ ... \}` and `E\{ ... \}`: the braces are brackets."""
    match node:
        case Big("max" | "min", body=Sequence("set", (body,))) | Expectation(body=Sequence("set", (body,))):
            return replace(node, body=body)
    return node


def probability(node: Node) -> Probability | None:
    """What a call says, if it is one of a probability."""
    match node:
        case Call(function=Name(base="P" | "p" | "q", primes=0) as measure, arguments=arguments):
            return Probability(named(measure), *split(arguments))
    return None


def split(arguments: tuple[Node, ...]) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """What stands before the bar, and what is given behind it."""
    if BAR not in arguments:
        return arguments, ()
    at = arguments.index(BAR)
    return arguments[:at], arguments[at + 1 :]


def named(measure: Name) -> str:
    return ANY if measure.base == ANY and measure.sub is None else spelling(measure)


def is_measure(node: Node) -> bool:
    """A law by its name alone: p, q_phi."""
    return isinstance(node, Name) and node.base in DENSITIES and not node.primes


def names_in(nodes: Iterator[Node] | tuple[Node, ...]) -> list[Name]:
    """Names of values: not those of functions, nor what stands below a name."""
    found: list[Name] = []
    for node in nodes:
        called = {one.function for one in walk(node) if isinstance(one, Call)}
        below = {n for one in walk(node) if isinstance(one, Name) and one.sub for n in walk(one.sub)}
        found += [n for n in walk(node) if isinstance(n, Name) and n not in called | below]
    return found


def _rewritten(node: Node) -> Node:
    match node:
        case Call(function=Name(base="P" | "p" | "q" | "KL", primes=0) as function, arguments=arguments):
            return Call(function, flat(arguments))
        case Expectation(subscript=Relation(("~",), (Name() as variable, Call() as law))) if _DOT in law.arguments:
            named_ = tuple(variable if argument == _DOT else argument for argument in law.arguments)
            return replace(node, subscript=Relation(("~",), (variable, replace(law, arguments=named_))))
        case Expectation(operator="P", body=body, subscript=None):
            return Call(Name(ANY), flat((body,)))
        case Power(base=Name() as event, exponent=Name(base=base)) if base in _COMPLEMENTS:
            return Call(Name(COMPLEMENT), (event,))
        case Name(accent="bar", base=base) if base.isupper():
            return Call(Name(COMPLEMENT), (Name(base, node.sub),))
        case Product(factors=(Name(base="neg"), event)):
            return Call(Name(COMPLEMENT), (event,))
        case Product():
            return paired(node, _called)
    return node


def _called(name: Node, factor: Node) -> Node | None:
    """`P(A) H(X) r(s, a)`: each name applied to the bracket behind it."""
    if isinstance(name, Name) and (_is_named(name, ANY, ENTROPY, INFORMATION) or _of_several(factor)):
        return Call(Name(name.base, name.sub), flat((factor,)))
    return None


def _of_several(node: Node) -> bool:
    return isinstance(node, Sequence) and node.kind == "tuple" and all(isinstance(n, Name) for n in node.items)


def _is_named(node: Node | None, *bases: str) -> bool:
    return isinstance(node, Name) and node.base in bases and not node.primes and node.accent is None


def flat(arguments: tuple[Node, ...]) -> tuple[Node, ...]:
    """Arguments in one row."""
    row: list[Node] = []
    for argument in arguments:
        if isinstance(argument, Juxtaposed | Sequence) and getattr(argument, "kind", "bare") in ("tuple", "bare"):
            row += flat(argument.items)
        else:
            row.append(argument)
    return tuple(row)


def _unprimed(node: Node) -> Node:
    r"""`\sum_{y'} p(x \mid y')`: the variable is y, where that does not occur in it."""
    if not isinstance(node, Big) or not isinstance(node.lower, Name) or not node.lower.primes:
        return node
    old, new = node.lower, replace(node.lower, primes=0)
    if new in free(node.body):
        return node
    return bottom_up(node, lambda n: new if n == old else n)


def _reaching(node: Node) -> Node:
    r"""`\max_a r(s, a) + V(a)`: the operator reaches on where the name under it still occurs."""
    if not isinstance(node, Sum):
        return node
    terms = list(node.terms)
    for place, term in enumerate(terms[:-1]):
        rest = Sum(tuple(terms[place + 1 :])) if len(terms) > place + 2 else terms[place + 1]
        if isinstance(term, Big) and term.upper is None and isinstance(term.lower, Name) and term.lower in free(rest):
            return _joined(terms[:place], Big(term.operator, term.lower, None, Sum((term.body, rest)), term.variable))
    return node


def _joined(before: list[Node], last: Node) -> Node:
    return Sum((*before, last)) if before else last


def free(node: Node) -> set[Node]:
    """Names in it that no operator of its own binds."""
    if isinstance(node, Big) and node.lower is not None:
        bound = node.lower.operands[0] if isinstance(node.lower, Relation) else node.lower
        return free(node.body) - {bound}
    if isinstance(node, Expectation) and isinstance(node.subscript, Relation):
        return free(node.body) - {node.subscript.operands[0]}
    if isinstance(node, Name):
        return {node}
    return {name for below in children(node) for name in free(below)}
