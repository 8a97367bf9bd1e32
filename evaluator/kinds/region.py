"""Intervals and their unions, however they are written: `(0, 1)`, `0 < x < 1`, `{x | x^2 < 1}`."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import sympy

from evaluator.equality import decimals
from evaluator.equality.guards import SYMPY_FAILURES
from evaluator.equality.ladder import decide
from evaluator.equality.matrices import weakest
from evaluator.errors import EvaluatorError
from evaluator.kinds.final import stated
from evaluator.kinds.guarded import never_raises
from evaluator.kinds.solved import solved
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Builder, Constant, Interval, Name, Node, Relation, Sequence, SetOperation
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness


@dataclass(frozen=True)
class Region:
    name: ClassVar[str] = "region"
    gold: sympy.Set

    def latex(self) -> str:
        return str(sympy.latex(self.gold))

    @never_raises
    def compare(self, found: Node, scope: Scope) -> Outcome:
        """By the points that one has and the other has not."""
        region = region_of(found, scope) or solved(stated(found), frozenset(self.gold.free_symbols), scope)
        other = _within_domain(region, self.gold, found, scope)
        if other is None:
            return Unknown(cause=Cause.kinds_differ, reason="kinds differ: interval and something else")
        if self.gold == other:
            return Equal(certainty="identical", method="canonical form")
        if isinstance(self.gold, sympy.Interval) and isinstance(other, sympy.Interval):
            given = _ends(found, scope) or (decimals.Reading(other.start), decimals.Reading(other.end))
            ends = [_end(e, g, scope) for e, g in zip((self.gold.start, self.gold.end), given, strict=True)]
            symbolic = self.gold.free_symbols or other.free_symbols
            if _alike(self.gold, other) or (symbolic and any(isinstance(end, Different) for end in ends)):
                return weakest(ends, "both ends")
            if symbolic and all(isinstance(end, Equal) for end in ends):
                return Different(
                    witness=Witness(expected=str(self.gold), found=str(other)),
                    method="ends",
                    diagnosis="One of the ends belongs to it and should not, or the other way round.",
                )
        rest = sympy.SymmetricDifference(self.gold, other)
        if rest is sympy.S.EmptySet or rest.is_empty:
            return Equal(certainty="proved", method="no point lies in only one")
        if self.gold.free_symbols or other.free_symbols:
            return Unknown(cause=Cause.no_decision, reason="intervals with symbols in their ends")
        witness = Witness(expected=str(self.gold), found=str(other))
        return Different(witness=witness, method="points in only one of the two")


def _ends(found: Node, scope: Scope) -> tuple[decimals.Reading, decimals.Reading] | None:
    """Of an interval that is written as one, with the digits that are given."""
    match stated(found):
        case Interval(lower, upper):
            return decimals.read(lower, scope), decimals.read(upper, scope)
        case Sequence("tuple" | "list", (lower, upper)):
            return decimals.read(lower, scope), decimals.read(upper, scope)
    return None


def _end(expected: sympy.Expr, given: decimals.Reading, scope: Scope) -> Outcome:
    return decimals.agree(decimals.Reading(expected), given, scope) or decide(expected, given.value, scope)


def _alike(one: sympy.Interval, other: sympy.Interval) -> bool:
    return bool(one.left_open == other.left_open and one.right_open == other.right_open)


def shares_an_end(gold: sympy.Set, found: Node, scope: Scope) -> bool:
    """Whether `found` bounds one side by an end of `gold`: it may be one of its bounds, or what lies outside."""
    try:
        other = region_of(found, scope)
    except (EvaluatorError, *SYMPY_FAILURES):
        return False
    if not isinstance(other, sympy.Interval) or not isinstance(gold, sympy.Interval):
        return False
    finite = [end for end in (other.start, other.end) if end not in (sympy.oo, -sympy.oo)]
    return len(finite) == 1 and any(sympy.simplify(finite[0] - end) == 0 for end in (gold.start, gold.end))


def region_of(node: Node, scope: Scope) -> sympy.Set | None:
    """The set of reals that `node` describes, or None when it describes none."""
    node = stated(node)
    if isinstance(node, Interval):
        return _interval(node.lower, node.upper, (not node.lower_closed, not node.upper_closed), scope)
    if isinstance(node, Sequence) and len(node.items) == 2 and node.kind in ("tuple", "list"):
        return _interval(*node.items, (node.kind == "tuple", node.kind == "tuple"), scope)
    if isinstance(node, Sequence) and node.kind == "set":
        return sympy.FiniteSet(*(decimals.read(i, scope).value for i in node.items))
    if isinstance(node, SetOperation):
        return _combined(node, scope)
    if isinstance(node, Relation):
        return _inequality(_worked_out(node), scope)
    if isinstance(node, Builder):
        return region_of(node.condition, scope)
    if isinstance(node, Name) and node.alphabet == "bb" and node.base == "R" and node.sub is None:
        return sympy.S.Reals
    return sympy.S.EmptySet if isinstance(node, Constant) and node.name == "emptyset" else None


def _worked_out(node: Relation) -> Relation:
    """Of `x < min(a, b) = a` the bound that is worked out."""
    last = len(node.operators)
    while last > 1 and node.operators[last - 1] == "=" and node.operators[last - 2] != "=":
        last -= 1
    if last == len(node.operators) or node.operators[0] == "=":
        return node
    return Relation(node.operators[:last], (*node.operands[:last], node.operands[-1]))


def _interval(lower: Node, upper: Node, is_open: tuple[bool, bool], scope: Scope) -> sympy.Set:
    low, high = decimals.read(lower, scope).value, decimals.read(upper, scope).value
    return sympy.Interval(low, high, *is_open)


def _within_domain(other: sympy.Set | None, gold: sympy.Set, found: Node, scope: Scope) -> sympy.Set | None:
    """`x < c` of a positive `x` begins at zero, where a beginning is expected; `p > c` of a probability ends at one."""
    if not isinstance(other, sympy.Interval) or not isinstance(gold, sympy.Interval):
        return other
    known = _known_ends(stated(found), scope)
    begins = other.start == -sympy.oo and gold.start in known
    ends = other.end == sympy.oo and gold.end in known
    left = (gold.start, gold.left_open and known[gold.start]) if begins else (other.start, other.left_open)
    right = (gold.end, gold.right_open) if ends else (other.end, other.right_open)
    return sympy.Interval(left[0], right[0], left[1], right[1])


def _known_ends(found: Node, scope: Scope) -> dict[sympy.Expr, bool]:
    """Where what is assumed of the one symbol that a relation bounds begins and ends, and whether that is left out."""
    if not isinstance(found, Relation):
        return {}
    values = [decimals.read(o, scope).value for o in found.operands if not isinstance(o, Interval | SetOperation)]
    bounded = [v for v in values if v.is_Symbol] or list(set().union(*(v.free_symbols for v in values)))
    if len(bounded) != 1:
        return {}
    ends = {sympy.Rational(str(end)): True for end in scope.domain.get(bounded[0], ()) if math.isfinite(end)}
    return ends | {sympy.Integer(0): bool(bounded[0].is_positive)} if bounded[0].is_nonnegative else ends


def _combined(node: SetOperation, scope: Scope) -> sympy.Set | None:
    parts = [region_of(o, scope) for o in node.operands]
    if any(p is None for p in parts):
        return None
    if node.operator == "cup":
        return sympy.Union(*parts)
    return sympy.Intersection(*parts) if node.operator == "cap" else sympy.Complement(*parts[:2])


def _inequality(node: Relation, scope: Scope) -> sympy.Set | None:
    if node.operators == ("in",):
        return region_of(node.operands[1], scope)
    values = [decimals.read(o, scope).value for o in node.operands]
    pieces = [_half_line(a, op, b) for a, op, b in zip(values, node.operators, values[1:], strict=False)]
    if any(p is None for p in pieces):
        return None
    return _between(pieces) or sympy.Intersection(*pieces)


def _between(pieces: list[sympy.Set | None]) -> sympy.Set | None:
    """`a < x < b`, also where it is not known which of the ends is larger."""
    low = [p for p in pieces if p is not None and p.end == sympy.oo]
    high = [p for p in pieces if p is not None and p.start == -sympy.oo]
    if len(low) != 1 or len(high) != 1:
        return None
    return sympy.Interval(low[0].start, high[0].end, low[0].left_open, high[0].right_open)


def _half_line(left: sympy.Expr, operator: str, right: sympy.Expr) -> sympy.Set | None:
    if operator in (">", ">="):
        left, right, operator = right, left, {">": "<", ">=": "<="}[operator]
    is_open = operator == "<"
    if operator not in ("<", "<=") or left.is_Symbol == right.is_Symbol:
        return None
    if left.is_Symbol:
        return sympy.Interval(-sympy.oo, right, True, is_open)
    return sympy.Interval(left, sympy.oo, is_open, True)
