r"""Feature maps, `w^T \phi(x) + b`: a vector for each thing that they are applied to."""

from __future__ import annotations

from typing import Final

from evaluator.equality.rewrite import bottom_up, paired, walk
from evaluator.mathtext.tree import Call, Gradient, Name, Node

_MAPS: Final = frozenset({"phi", "varphi", "psi", "Phi"})


def with_features(one: Node, other: Node) -> tuple[Node, Node]:
    """Both with `\\phi(x_i)` as phi_i, and `\\phi(x)` as phi_x; as they are where a map also stands alone, or where it
    is applied to members of two lists."""
    trees = (_applied(one), _applied(other))
    calls = {n for side in trees for n in walk(side) if _is_feature(n)}
    alone = [n for side in trees for n in walk(side) if isinstance(n, Name) and n.base in _MAPS]
    of_calls = [n.function for side in trees for n in walk(side) if _is_feature(n)]  # type: ignore[attr-defined]
    lists = {n.arguments[0].base for n in calls if n.arguments[0].sub is not None}  # type: ignore[attr-defined]
    if not calls or len(alone) > len(of_calls) or len(lists) > 1:
        return one, other
    changed = (bottom_up(side, lambda n: _named(n) if _is_feature(n) else n) for side in trees)
    return next(changed), next(changed)


def with_gradients(one: Node, other: Node) -> tuple[Node, Node]:
    r"""Both with `\nabla f(x)` as a vector and `f(x)` as a number, each of its own for every x; as they are where f is
    taken of anything but names, or where another function has a gradient as well."""
    nodes = [n for side in (one, other) for n in walk(side)]
    functions = {n.body.function for n in nodes if isinstance(n, Gradient) and _is_value(n.body)}  # type: ignore[attr-defined]
    calls = {n for n in nodes if isinstance(n, Call) and n.function in functions}
    gradients = {n.body for n in nodes if isinstance(n, Gradient)}
    if len(functions) != 1 or not gradients <= calls or not all(map(_is_value, calls)):
        return one, other

    def told(node: Node) -> Node:
        match node:
            case Gradient(Name() as value, wrt) if value.base == _VALUE and wrt in (None, value.sub):
                return Name("g", value.sub, accent="vec")
            case Call(function, (Name() as argument,)) if function in functions:
                return Name(_VALUE, argument)
        return node

    return bottom_up(one, told), bottom_up(other, told)


_VALUE: Final = "f"


def _is_value(node: Node) -> bool:
    """f(x) of a plain name."""
    return isinstance(node, Call) and len(node.arguments) == 1 and _is_name(node.arguments[0])


def _applied(node: Node) -> Node:
    """With the name and the bracket behind it as a call, which they are where nobody says that phi is a function."""

    def called(name: Node, factor: Node) -> Node | None:
        if isinstance(name, Name) and _is_map(name) and isinstance(factor, Name):
            return Call(name, (factor,))
        return None

    return bottom_up(node, lambda n: paired(n, called))


def _is_map(node: Node) -> bool:
    return isinstance(node, Name) and node.base in _MAPS and node.sub is None


def _is_feature(node: Node) -> bool:
    return (
        isinstance(node, Call) and _is_map(node.function) and len(node.arguments) == 1 and _is_name(node.arguments[0])
    )


def _is_name(node: Node) -> bool:
    return isinstance(node, Name)


def _named(call: Node) -> Name:
    assert isinstance(call, Call) and isinstance(call.arguments[0], Name)
    argument = call.arguments[0]
    return Name(call.function.base, argument if argument.sub is None else argument.sub, alphabet=call.function.alphabet)
