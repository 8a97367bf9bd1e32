"""Which kind of answer a gold is, when no reference says so."""

from __future__ import annotations

from typing import Final

import sympy

from evaluator.equality import decimals
from evaluator.equality.decimals import Reading
from evaluator.equality.rewrite import walk
from evaluator.errors import EvaluatorError
from evaluator.kinds.choice import Choice, plain_words
from evaluator.kinds.equation import Equation
from evaluator.kinds.expression import Expression
from evaluator.kinds.final import is_label, right_side, same_label, stated
from evaluator.kinds.growth import Growth
from evaluator.kinds.kind import Kind
from evaluator.kinds.number import Number
from evaluator.kinds.opposites import options_of
from evaluator.kinds.quantity import Quantity
from evaluator.kinds.region import Region, region_of
from evaluator.kinds.set import Set
from evaluator.kinds.several import items_of
from evaluator.kinds.statement import Statement
from evaluator.kinds.tuple import Tuple
from evaluator.mathtext import tree
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Node
from evaluator.model import Cause, Unknown

_WITHOUT_VALUE: Final = (tree.Expectation, tree.Gradient, tree.Distribution, tree.At)
_REGIONS: Final = (tree.Interval, tree.SetOperation, tree.Builder)
_NAMING: Final = frozenset({"=", ":=", "in", "approx"})  # signs behind the name of a value
_COMPARED: Final = {"=": "=", ":=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def infer(gold_node: Node, found_node: Node, scope: Scope) -> Kind | Unknown:
    """The kind of `gold_node`, read so that `found_node` can be compared with it where the two allow."""
    gold, found = stated(gold_node), stated(found_node)
    try:
        return _infer(gold, found, scope)
    except EvaluatorError as error:
        return Unknown(cause=Cause.unreadable_gold, reason=f"the expected answer has no value: {error}")


def _infer(gold: Node, found: Node, scope: Scope) -> Kind | Unknown:
    if isinstance(gold, tree.Text) or _words_only(gold):
        said = plain_words(gold)
        return Choice(said, options_of(said))
    if any(isinstance(n, _WITHOUT_VALUE) for n in walk(gold)):
        return Statement(gold)
    if isinstance(gold, tree.Relation):
        return _of_relation(gold, found, scope)
    if isinstance(gold, tree.Growth):
        return Growth(decimals.read(gold.body, scope).value, gold.order, strict=True)
    if isinstance(gold, tree.Quantity):
        return Quantity(decimals.read(gold.value, scope), gold.unit)
    if isinstance(gold, _REGIONS) or (_pair(gold) and _is_region(found)):
        return _region(gold, scope)
    several = _of_several(gold, found, scope)
    return several or _of_value(gold, scope)


def _of_value(gold: Node, scope: Scope) -> Kind:
    reading = decimals.read(gold, scope)
    kind = Number if isinstance(reading.value, sympy.Expr) and reading.value.is_number else Expression
    return kind(reading.value, reading.slack, reading.digits)


def _of_relation(gold: tree.Relation, found: Node, scope: Scope) -> Kind | Unknown:
    last = gold.operands[-1]
    named = is_label(gold.operands[0]) and set(gold.operators) <= _NAMING
    if named and (not isinstance(found, tree.Relation) or _same_label(gold, found)):
        return _infer(stated(last), _last(found), scope)
    if "approx" in gold.operators and set(gold.operators) <= _NAMING and not isinstance(found, tree.Relation):
        return _infer(right_side(gold), found, scope)
    if set(gold.operators) == {"="} and isinstance(found, tree.Relation) and _same_label(gold, found):
        return _infer(stated(last), _last(found), scope)
    if _is_region(gold) and (_is_region(found) or _pair(found)) and not _is_equation(found):
        region = region_of(gold, scope)
        if region is not None and not isinstance(found, tree.Relation):
            return Region(region)
    if len(gold.operands) == 2 and gold.operators[0] in _COMPARED:
        left, right = (decimals.read(o, scope).value for o in gold.operands)
        return Equation(left, right, _COMPARED[gold.operators[0]])
    if _is_region(gold) and (region := region_of(gold, scope)) is not None:
        return Region(region)
    return Statement(gold)


def _of_several(gold: Node, found: Node, scope: Scope) -> Kind | None:
    items = items_of(gold)
    if items is None or isinstance(gold, tree.Matrix):
        return None
    readings: tuple[Reading, ...] = tuple(decimals.read(i, scope) for i in items)
    kind = gold.kind if isinstance(gold, tree.Sequence) else "bare"
    if kind == "set" or isinstance(gold, tree.PlusMinus):
        return Set(readings)
    if kind in ("tuple", "list"):
        return Tuple(readings)
    nested = any(isinstance(r.value, sympy.Tuple) for r in readings)
    ordered = not nested and isinstance(found, tree.Sequence) and found.kind in ("tuple", "list")
    return Tuple(readings) if ordered else Set(readings, repeats=True)


def _region(gold: Node, scope: Scope) -> Kind | Unknown:
    region = region_of(gold, scope)
    return (
        Unknown(cause=Cause.unreadable_gold, reason="a set that cannot be read") if region is None else Region(region)
    )


def _is_region(node: Node) -> bool:
    inequality = isinstance(node, tree.Relation) and set(node.operators) <= {"<", "<=", ">", ">=", "in"}
    return inequality or isinstance(node, _REGIONS)


def _is_equation(node: Node) -> bool:
    return isinstance(node, tree.Relation) and "=" in node.operators


def _pair(node: Node) -> bool:
    return isinstance(node, tree.Sequence) and node.kind in ("tuple", "list") and len(node.items) == 2


def _same_label(gold: tree.Relation, found: tree.Relation) -> bool:
    return set(found.operators) <= _NAMING and same_label(gold.operands[0], found.operands[0])


def _last(node: Node) -> Node:
    return stated(node.operands[-1]) if isinstance(node, tree.Relation) else node


def _words_only(node: Node) -> bool:
    return isinstance(node, tree.Juxtaposed) and all(isinstance(i, tree.Text) for i in node.items)
