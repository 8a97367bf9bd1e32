"""An equation or inequality: the same up to rearrangement and a factor that is never zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

import sympy

from evaluator.equality import decimals
from evaluator.equality.fingerprint import fingerprint
from evaluator.equality.ladder import decide
from evaluator.kinds.final import stated
from evaluator.kinds.guarded import never_raises
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Node, Relation
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness

_MIRRORED: Final = {">": "<", ">=": "<="}
_SIGNS: Final = {"=": "=", "!=": r"\neq", "<": "<", "<=": r"\leq", ">": ">", ">=": r"\geq"}
_ALIASES: Final = {":=": "=", "equiv": "="}


@dataclass(frozen=True)
class Equation:
    name: ClassVar[str] = "equation"
    left: sympy.Expr
    right: sympy.Expr
    operator: str = "="

    def latex(self) -> str:
        return f"{sympy.latex(self.left)} {_SIGNS[self.operator]} {sympy.latex(self.right)}"

    @never_raises
    def compare(self, found: Node, scope: Scope) -> Outcome:
        """Against another equation; a bare value is compared with the right side of a gold that names it."""
        node = stated(found)
        if not isinstance(node, Relation):
            return self._value_alone(node, scope)
        if len(node.operands) != 2 or _ALIASES.get(node.operators[0], node.operators[0]) not in _SIGNS:
            return Unknown(cause=Cause.no_decision, reason="not a single equation")
        left, right = (decimals.read(o, scope).value for o in node.operands)
        operator = _ALIASES.get(node.operators[0], node.operators[0])
        return self._decide(Equation(left, right, operator), scope)

    def _value_alone(self, node: Node, scope: Scope) -> Outcome:
        if self.operator != "=" or not (self.left.is_Symbol or self.right.is_Symbol):
            return Unknown(cause=Cause.kinds_differ, reason="kinds differ: equation and expression")
        wanted = self.right if self.left.is_Symbol else self.left
        return decide(wanted, decimals.read(node, scope).value, scope)

    def _decide(self, other: Equation, scope: Scope) -> Outcome:
        (mine, operator), (theirs, another) = self._zero_side(), other._zero_side()
        if operator != another:
            return self._differs(other, "The relation sign is another.")
        if mine == 0 or theirs == 0:
            return self._trivial(other, mine, theirs)
        same = decide(mine, theirs, scope)
        if isinstance(same, Equal):
            return same
        factor = sympy.factor(sympy.cancel(sympy.together(mine / theirs)))
        if self._harmless(factor, other):
            return Equal(certainty="proved", method="rearrangement")
        if isinstance(same, Unknown):
            return same
        if fingerprint(mine, theirs, scope).witness is None:
            return Unknown(cause=Cause.no_decision, reason="the two equations could not be told apart")
        return self._differs(other, self._reason(factor))

    def _zero_side(self) -> tuple[sympy.Expr, str]:
        difference = self.left - self.right
        if self.operator in _MIRRORED:
            return -difference, _MIRRORED[self.operator]
        return difference, self.operator

    def _trivial(self, other: Equation, mine: sympy.Expr, theirs: sympy.Expr) -> Outcome:
        same_sides = {self.left, self.right} == {other.left, other.right}
        if same_sides:
            return Equal(certainty="identical", method="canonical form")
        return self._differs(other, "An equation that always holds says nothing here." if theirs == 0 else None)

    def _harmless(self, factor: sympy.Expr, other: Equation) -> bool:
        """Whether multiplying by `factor` keeps all solutions: never zero, or zero only where a side has no value."""
        if self._zero_side()[1] in ("<", "<="):
            return bool(factor.is_positive)
        poles = sympy.Mul(*(_denominator(e) for q in (self, other) for e in (q.left, q.right)))
        parts = [base for f in sympy.Mul.make_args(factor) for base, _power in (f.as_base_exp(),)]
        return all(_never_zero(p) or poles.subs(p, 0) == 0 or sympy.rem(poles, p) == 0 for p in parts)

    def _reason(self, factor: sympy.Expr) -> str | None:
        if self._zero_side()[1] in ("<", "<=") and factor.is_negative:
            return "The inequality points the other way."
        return "Both sides are multiplied by something that can be zero." if _polynomial(factor) else None

    def _differs(self, other: Equation, says: str | None) -> Different:
        return Different(
            witness=Witness(expected=self.latex(), found=other.latex()), method="difference of sides", diagnosis=says
        )


def _denominator(expr: sympy.Expr) -> sympy.Expr:
    return sympy.together(expr).as_numer_denom()[1]


def _never_zero(expr: sympy.Expr) -> bool:
    return bool(expr.is_nonzero) or bool(expr.is_number and expr.is_zero is False)


def _polynomial(factor: sympy.Expr) -> bool:
    numerator, denominator = factor.as_numer_denom()
    return bool(factor.free_symbols) and (numerator.is_number or denominator.is_number)
