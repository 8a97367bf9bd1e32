"""The conjugate transpose: A^H, A^* beside it, the bar with a transpose, and the dagger, which may be one.

Values are drawn real, where the conjugate transpose is the transpose. That shows that two formulas differ, and not
that a plain transpose may stand for a conjugate one.
"""

from __future__ import annotations

from dataclasses import replace

from evaluator.equality.rewrite import bottom_up, walk
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Constant, Name, Node, Number, Power, Transpose


def as_transposes(gold: Node, answer: Node, scope: Scope) -> tuple[Node, Node] | None:
    """Both with transposes for what is, or may be, a conjugate transpose; None where nothing says one is meant."""
    nodes = [*walk(gold), *walk(answer)]
    if "H" in scope.symbols or not any(map(_is_said, nodes)):
        return None
    return bottom_up(gold, _transposed), bottom_up(answer, _transposed)


def mixes(gold: Node, answer: Node) -> bool:
    """Whether a plain transpose, or a dagger, which may be a pseudoinverse, stands beside conjugate transposes."""
    return any(_is_plain(node) or _has_exponent(node, "dagger") for node in (*walk(gold), *walk(answer)))


def _is_said(node: Node) -> bool:
    return _has_exponent(node, "H") or _has_exponent(node, "dagger") or _conjugated(node) is not None


def _has_exponent(node: Node, letter: str) -> bool:
    if not isinstance(node, Power) or not isinstance(node.exponent, Name) or node.exponent.base != letter:
        return False
    base = node.base
    if isinstance(base, Number | Constant):
        return False  # `2^H` is a power
    return not isinstance(base, Name) or base.base[0].isupper() or base.alphabet is not None


def _conjugated(node: Node) -> Node | None:
    """What is conjugated in a transpose of a conjugate."""
    if isinstance(node, Transpose) and isinstance(node.body, Name) and node.body.accent in ("bar", "overline"):
        return replace(node.body, accent=None)
    return None


def _is_plain(node: Node) -> bool:
    return isinstance(node, Transpose) and _conjugated(node) is None


def _transposed(node: Node) -> Node:
    if (body := _conjugated(node)) is not None:
        return Transpose(body)
    if isinstance(node, Power) and (_has_exponent(node, "H") or _has_exponent(node, "dagger")):
        return Transpose(node.base)
    if isinstance(node, Name) and node.accent == "star" and node.base[0].isupper():
        return Transpose(replace(node, accent=None))
    return node
