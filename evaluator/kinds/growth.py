"""Growth classes: Theta, O, o, Omega, words such as "linear", or an expression taken to leading order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Final

import sympy

from evaluator.equality import decimals
from evaluator.equality.asymptotics import Behaviour, behaviour
from evaluator.equality.rewrite import walk
from evaluator.errors import MathSyntaxError
from evaluator.kinds.final import right_side, stated
from evaluator.kinds.growth_words import in_words
from evaluator.kinds.guarded import never_raises
from evaluator.mathtext import tree
from evaluator.mathtext.parser import parse
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.symbolic import spelling
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness

_LATEX: Final = {"Theta": r"\Theta", "O": "O", "o": "o", "Omega": r"\Omega", "omega": r"\omega", "~": r"\sim"}
# What may stand for what: an upper bound is what many write for the order itself.
_ACCEPTED: Final = {
    "Theta": ("Theta", "O", "~", ""),
    "O": ("O", "Theta", "~", ""),
    "~": ("Theta", "O", "~", ""),
    "Omega": ("Omega", "Theta", "~", ""),
    "o": ("o",),
    "omega": ("omega",),
}
_STRICT: Final = {"Theta": ("Theta", "~", ""), "~": ("~", "Theta", "")}  # words such as "linear" are a Theta


@dataclass(frozen=True)
class Growth:
    """`gold` up to a constant factor as `variables` grow (all its positive symbols when none are named).

    With `strict`, an O is not taken for a Theta; without `bare`, an expression needs its Theta, O or words.
    """

    name: ClassVar[str] = "growth"
    gold: sympy.Expr
    order: str = "Theta"
    variables: tuple[sympy.Symbol, ...] = ()
    strict: bool = False
    bare: bool = True

    def latex(self) -> str:
        return rf"{_LATEX[self.order]}\left({sympy.latex(self.gold)}\right)"

    @never_raises
    def compare(self, found: tree.Node, scope: Scope) -> Outcome:
        """By the ratio of both, far out along several paths."""
        given = _given(found, scope, self._variables(sympy.Integer(1)))
        if given is None:
            return Unknown(cause=Cause.kinds_differ, reason="kinds differ: growth and something else")
        order, value = given
        if order is None or (order == "~" and not sympy.sympify(value).free_symbols):
            order = self.order  # words name the class, whatever the bound; of a constant every bound is one
        accepted = _STRICT.get(self.order, (self.order, "")) if self.strict else _ACCEPTED[self.order]
        if order not in accepted or not (order or self.bare):
            return self._differs(found, f"{_LATEX.get(order, order)} does not say what was asked.")
        return self._class(sympy.sympify(value), found)

    def _class(self, value: sympy.Expr, found: tree.Node) -> Outcome:
        variables = self._variables(value)
        if value == 0 or self.gold == 0:
            return self._differs(found, None) if value != self.gold else Equal(certainty="identical", method="zero")
        if not variables:
            return Equal(certainty="proved", method="both constant")
        seen = behaviour(value / self.gold, variables)
        if seen is None:
            return Unknown(cause=Cause.no_decision, reason="the ratio could not be evaluated far out")
        if not seen.same_class:
            return self._apart(found, value, variables, seen)
        if seen.proved:
            return Equal(certainty="proved", method="limit of the ratio")
        return Equal(certainty="sampled", method="ratio far out")

    def sorted_variables(self) -> tuple[sympy.Symbol, ...]:
        return self._variables(sympy.Integer(1))

    def _variables(self, value: sympy.Expr) -> tuple[sympy.Symbol, ...]:
        named = self.variables or tuple(self.gold.free_symbols | value.free_symbols)
        return tuple(sorted(named, key=lambda s: s.name))

    def _apart(
        self, found: tree.Node, value: sympy.Expr, variables: tuple[sympy.Symbol, ...], seen: Behaviour
    ) -> Different:
        missing = [v.name for v in variables if self.gold.has(v) and not value.has(v)]
        extra = [v.name for v in variables if value.has(v) and not self.gold.has(v)]
        says = "The order of growth is another."
        if extra:
            says = f"It does not depend on {', '.join(extra)}."
        elif missing:
            says = f"It depends on {', '.join(missing)}."
        path = seen.diverging() or {}
        point = {v.name: "t" if power == 1 else f"t^{power}" for v, power in path.items()}
        return Different(
            witness=Witness(point=point, expected=self.latex(), found=to_latex(found)),
            method="ratio far out",
            diagnosis=says,
        )

    def _differs(self, found: tree.Node, says: str | None) -> Different:
        witness = Witness(expected=self.latex(), found=to_latex(found))
        return Different(witness=witness, method="kind of bound", diagnosis=says)


def compare_words(gold: str, answer: str, scope: Scope) -> Outcome | None:
    """`O(n^2)` and "quadratic", "linear in n"; None for any other pair."""
    if (said := _IN_WORDS.fullmatch(answer)) is None:
        return None
    try:
        wanted = stated(parse(gold))
    except MathSyntaxError:
        return None
    if not isinstance(wanted, tree.Growth):
        return None
    variable = tree.Name(said["variable"]) if said["variable"] else None
    words = tree.Text(said["words"])
    kind = Growth(decimals.read(wanted.body, scope).value, wanted.order, strict=True)
    if variable is not None and spelling(variable) not in {v.name for v in kind.gold.free_symbols}:
        return None
    return None if in_words(words.text, kind.sorted_variables()) is None else kind.compare(words, scope)


_IN_WORDS: Final = re.compile(
    r"\s*+\$?(?:\\text\{)?\s*+(?P<words>[a-z]{4,20}+(?:[ -](?!in\b)[a-z]{4,20}+){0,2})\s*+"
    r"(?:in\s*+\}?\s*+\$?(?P<variable>[A-Za-z]))?\s*+\}?\$?\.?\s*+"
)


def _given(node: tree.Node, scope: Scope, variables: tuple[sympy.Symbol, ...]) -> tuple[str | None, sympy.Expr] | None:
    """The order ("" for a bare expression, None of words) and the expression in it."""
    if isinstance(node, tree.Relation) and node.operators[-1] in ("~", "propto", "in"):
        inner = _given(node.operands[-1], scope, variables)
        return inner and (inner[0] or "~", inner[1])
    said = _words(node, variables)
    if said is not None:
        return None, said
    node = right_side(node)
    if isinstance(node, tree.Growth):
        return node.order, decimals.read(node.body, scope).value
    return None if isinstance(node, tree.Text | tree.Juxtaposed) else ("", decimals.read(node, scope).value)


def _words(node: tree.Node, variables: tuple[sympy.Symbol, ...]) -> sympy.Expr | None:
    """What the words of an answer say that gives no class in symbols; words beside a symbol are about it."""
    nodes = list(walk(node))
    if any(isinstance(n, tree.Growth) for n in nodes):
        return None
    words = " ".join(n.text for n in nodes if isinstance(n, tree.Text))
    named = {spelling(n) for n in nodes if isinstance(n, tree.Name)}
    if not named <= {v.name for v in variables}:
        return None  # said of another variable
    return in_words(words, variables) if words else None
