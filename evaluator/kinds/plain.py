"""Two formulas in plain terms: tables written out, calls that the parser takes for products, sums over one set."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from typing import Final, TypeGuard

from evaluator.equality.rewrite import bottom_up, paired, walk
from evaluator.kinds import divergence
from evaluator.kinds.builders import as_conditions, without_quantifiers
from evaluator.kinds.spoken import in_signs
from evaluator.kinds.sums import reaching
from evaluator.kinds.tables import written_out
from evaluator.mathtext.tree import (
    Big,
    Call,
    Constant,
    Derivative,
    Expectation,
    Indexed,
    Interval,
    Matrix,
    Name,
    Node,
    Number,
    Product,
    Quantity,
    Quotient,
    Relation,
    Sequence,
    Sum,
    Transpose,
)
from evaluator.mathtext.vocabulary import DISTRIBUTIONS

_WORDS: Final = frozenset({"rank", "softmax", "ReLU", "relu", "vec"})  # functions that may stand without a bracket
_CALLED: Final = frozenset("dkrs")  # a distance, a kernel, a reward, a similarity
_FEW: Final = ("2", "3", "4", "5")  # rows of an identity that is written out
_EXP: Final = Name("exp")
_COUNTED: Final = (Name("k"), Name("j"))  # indices to sum over


def in_plain_terms(gold: Node, answer: Node) -> tuple[Node, Node]:
    """Both, rewritten without a change of meaning."""
    gold, answer = as_conditions(*without_quantifiers(in_signs(gold), in_signs(answer)))
    one, other = (reduce(bottom_up, _RULES, written_out(side)) for side in (gold, answer))
    one, other = _in_time(one, other), _in_time(other, one)
    one, other = _measured(one, other), _measured(other, one)
    one, other = divergence.written_out(one, other)
    other, one = divergence.written_out(other, one)
    one, other = _over_one_set(one, other)
    if any(isinstance(n, Matrix) for side in (one, other) for n in walk(side)):
        one, other = _table(one), _table(other)
        return bottom_up(one, _identity), bottom_up(other, _identity)
    return one, other


def _in_time(node: Node, beside: Node) -> Node:
    r"""`\dot z` as the derivative that the other side has of z."""
    slopes = {d.body: d for d in walk(beside) if isinstance(d, Derivative) and len(d.wrt) == 1}

    def told(inner: Node) -> Node:
        if isinstance(inner, Name) and inner.accent == "dot":
            return slopes.get(replace(inner, accent=None), inner)
        return inner

    return bottom_up(node, told) if slopes else node


def _measured(node: Node, beside: Node) -> Node:
    """`1/2 s` as half a second, where the other side has seconds."""
    match beside, node:
        case Quantity(_, unit), Product((*factors, Name(last, None, 0, None))) if last == unit and factors:
            return Quantity(factors[0] if len(factors) == 1 else Product(tuple(factors)), unit)
    return node


def _table(node: Node) -> Node:
    """`[[1, 2], [3, 4]]`, a list of rows."""
    rows = [_listed(row) for row in _listed(node)]
    return Matrix(tuple(rows)) if rows and all(rows) and len(set(map(len, rows))) == 1 else node


def _listed(node: Node) -> tuple[Node, ...]:
    match node:
        case Interval(lower, upper, True, True):
            return lower, upper
        case Sequence("list", items):
            return items
    return ()


def _identity(node: Node) -> Node:
    """I_2 as a table."""
    match node:
        case Name("I", Number(text=text), 0, None) if text in _FEW:
            size = int(text)
            return Matrix(tuple(tuple(Number("1" if i == j else "0") for j in range(size)) for i in range(size)))
    return node


def _ordered(node: Node) -> Node:
    """R_{b + a} as R_{a + b}: the order of a sum below a name says nothing."""
    match node:
        case Name(sub=Sum(terms)):
            return replace(node, sub=Sum(tuple(sorted(terms, key=repr))))
    return node


def _stacked(factor: Node) -> Node:
    match factor:
        case Interval(lower, upper, True, True):
            return Matrix(((lower,), (upper,)))
    return factor


def _applied(node: Node) -> Node:
    r"""`Q(s, a)` and `\mathrm{rank} A` as calls: a bracket of several names holds arguments, words are functions."""
    return paired(_with_stacks(node), _called) if isinstance(node, Product) else node


def _called(name: Node, factor: Node) -> Node | None:
    if not isinstance(name, Name):
        return None
    if name.base == "E" and name.alphabet == "bb" and isinstance(factor, Name):
        return Expectation("E", factor, name.sub)
    if name.base in _WORDS:
        return Call(name, (factor,))
    return Call(name, factor.items) if _may_be_called(name) and _are_arguments(factor) else None


def _with_stacks(node: Product) -> Product:
    """`W [h, x]` with the bracket as a column: nobody multiplies by an interval."""
    pairs = zip((None, *node.factors), node.factors, strict=False)
    stacked = (
        _stacked(factor) if isinstance(before, Name) and before.base not in DISTRIBUTIONS else factor
        for before, factor in pairs
    )
    return Product(tuple(stacked))


def _may_be_called(name: Name) -> bool:
    return len(name.base) == 1 and (name.base.isupper() or name.base in _CALLED)


def _are_arguments(node: Node) -> TypeGuard[Sequence]:
    return isinstance(node, Sequence) and node.kind == "tuple" and all(isinstance(i, Name) for i in node.items)


def _between_units(node: Node) -> Node:
    r"""`e_i^T A e_j` as `A_{ij}`."""
    match node:
        case Product((Transpose(Name("e", Node() as row)), Name(sub=None) as table, Name("e", Node() as column))):
            return replace(table, sub=Product((row, column)))
    return node


def _entry(node: Node) -> Node:
    r"""`\mathrm{softmax}(z / \tau)_i` as a quotient."""
    match node:
        case Indexed(Call(Name("softmax", None, 0), (logits,)), Name() as index):
            pass
        case Call(Name("softmax", Name() as index, 0), (logits,)):
            pass
        case _:
            return node
    vector = logits.numerator if isinstance(logits, Quotient) else logits
    if not isinstance(vector, Name) or vector.sub is not None:
        return node
    other = next(n for n in _COUNTED if n != index)
    here, each = (Call(_EXP, (_at(logits, vector, place),)) for place in (index, other))
    return Quotient(here, Big("sum", other, None, each))


def _spread(node: Node) -> Node:
    r"""`\min\{a, b\}` as `\min(a, b)`."""
    match node:
        case Call(Name("min" | "max") as function, (Sequence(items=items),)) if len(items) > 1:
            return Call(function, items)
    return _between_units(_limit(node))


def _limit(node: Node) -> Node:
    r"""`\lim_{t \to \infty} w = a` as `w \to a`, where something goes far away."""
    match node:
        case Relation(("=",), (Big("lim", Relation((arrow,), (_, Constant("infinity"))), _, body), value)):
            return Relation((arrow,), (body, value))
    return node


def _at(node: Node, vector: Name, place: Name) -> Node:
    return bottom_up(node, lambda n: replace(vector, sub=place) if n == vector else n)


def _over_one_set(gold: Node, answer: Node) -> tuple[Node, Node]:
    r"""Both with `\sum_{u \in S}` as a sum over u, if S is the same set in all of them."""
    sets = {_set(node) for side in (gold, answer) for node in walk(side)} - {None}
    if len(sets) != 1:
        return gold, answer
    one, other = (bottom_up(side, _over_all) for side in (gold, answer))
    return one, other


def _set(node: Node) -> Node | None:
    match node:
        case Big(lower=Relation(("in",), (_, members))):
            return members
    return None


def _over_all(node: Node) -> Node:
    match node:
        case Big(lower=Relation(("in",), (index, _))):
            return replace(node, lower=index)
    return node


_RULES: Final = (_ordered, reaching, _applied, _entry, _spread)
