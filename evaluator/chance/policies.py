r"""Policies as laws: `\pi(a | s)`, `a \sim \pi_\theta(\cdot | s)`, and `a \sim \pi`, which does not tell the state.

The parser takes pi for a number, which it is unless something is drawn from it or stands under a bar behind it.
"""

from __future__ import annotations

from evaluator.chance.terms import BAR, flat, split
from evaluator.equality.rewrite import bottom_up, paired, walk
from evaluator.mathtext.tree import (
    Call,
    Constant,
    Expectation,
    Indexed,
    Juxtaposed,
    Name,
    Node,
    Power,
    Relation,
)


def with_policies(*nodes: Node) -> tuple[Node, ...]:
    """The nodes with their policies as calls of laws, if they speak of any."""
    made = tuple(bottom_up(node, _conditional) for node in nodes)
    given = {
        split(flat(call.arguments))[1]
        for node in made
        for call in walk(node)
        if isinstance(call, Call) and _is_policy(call.function)
    }
    state = next(iter(given)) if len(given) == 1 else ()
    drawn = tuple(bottom_up(node, lambda inner: _drawn(inner, state)) for node in made)
    return nodes if drawn == nodes else tuple(bottom_up(node, _under_policy) for node in drawn)


def _law(node: Node) -> Name | None:
    """What a policy is called as a law."""
    match node:
        case Constant("pi"):
            return Name("p", Name("pi"))
        case Indexed(Constant("pi"), index):
            return Name("p", Name("pi", index))
    return None


def _is_policy(function: Name) -> bool:
    return function.base == "p" and isinstance(function.sub, Name) and function.sub.base == "pi"


def _conditional(node: Node) -> Node:
    r"""`\pi(a | s)` as a call."""

    def called(name: Node, factor: Node) -> Node | None:
        law = _law(name) if isinstance(factor, Juxtaposed) and BAR in factor.items else None
        return Call(law, (factor,)) if law is not None else None

    return paired(node, called)


def _under_policy(node: Node) -> Node:
    r"""`V^\pi`, a function of its own, as `V_\pi`."""
    match node:
        case Power(Name(sub=None) as function, exponent) if (law := _law(exponent)) is not None:
            return Name(function.base, law.sub)
    return node


def _drawn(node: Node, state: tuple[Node, ...]) -> Node:
    r"""`a \sim \pi` as drawn where the state is what it is elsewhere."""
    match node:
        case Expectation(subscript=Relation(("~",), (Name() as variable, law))) if (name := _law(law)) is not None:
            told = Call(name, (variable, BAR, *state)) if state else Call(name, (variable,))
            return Expectation(node.operator, node.body, Relation(("~",), (variable, told)))
    return node
