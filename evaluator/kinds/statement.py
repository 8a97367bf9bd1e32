"""A statement without a value of its own: an expectation, a gradient, a distribution."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import ClassVar, Final

import sympy

from evaluator.chance.decide import decide as decide_chance
from evaluator.equality import moments
from evaluator.equality.canonical import same_form
from evaluator.equality.guards import SYMPY_FAILURES
from evaluator.equality.ladder import decide
from evaluator.equality.matrices import weakest
from evaluator.equality.rewrite import rebuild, walk
from evaluator.equality.roles import vector_functions
from evaluator.equality.sizes import too_large
from evaluator.equality.structure import Setting, form, free_names, open_names
from evaluator.equality.testfunctions import try_out
from evaluator.kinds.entrywise import in_terms_of
from evaluator.kinds.final import right_side, stated
from evaluator.kinds.growth import Growth
from evaluator.kinds.guarded import never_raises
from evaluator.kinds.inequality import compare as compare_inequalities
from evaluator.kinds.laws import family, told_of_another, with_variables
from evaluator.kinds.linear import compare_linear, is_declared, states_both_sides
from evaluator.linear.cues import in_another_order
from evaluator.linear.powers import exponent_of
from evaluator.mathtext import tree
from evaluator.mathtext.operators import as_distribution
from evaluator.mathtext.parser import parse
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.symbolic import NotSymbolic, to_sympy
from evaluator.mathtext.tree import Node
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness

_FUNCTIONS: Final = Scope().functions


@dataclass(frozen=True)
class Statement:
    r"""`gold` as LaTeX or a tree.

    `definitions` say what names stand for: `(("p_\mu", "\mathcal{N}(\mu, \sigma^2 I)"),)`.
    """

    name: ClassVar[str] = "statement"
    gold: str | Node
    definitions: tuple[tuple[str, str], ...] = ()

    def latex(self) -> str:
        return self.gold if isinstance(self.gold, str) else to_latex(self.gold)

    @property
    def is_relation(self) -> bool:
        """Whether it states something of both its sides: `A = A^T`, not `w = X^T y`."""
        return states_both_sides(stated(self._tree()))

    @property
    def value(self) -> Node:
        """What it says, without the name of it."""
        return right_side(self._tree())

    def fits(self, scope: Scope) -> bool:
        """Whether the sizes that `scope` declares make sense in it, as far as that can be told."""
        whole = stated(self._tree())
        gold = _defined(whole if self.is_relation else right_side(whole), self.definitions)
        asked = _is_algebra(gold) and is_declared(scope, gold)
        return not asked or isinstance(compare_linear(gold, gold, scope), Equal)

    @never_raises
    def compare(self, found: Node, scope: Scope) -> Outcome:
        """By structure; where that differs, by trying both on concrete functions."""
        gold_node, found_node = self._tree(scope.functions), found
        if gold_node == found_node:
            return Equal(certainty="identical", method="the same formula")
        if reason := too_large(found):
            return Unknown(cause=Cause.no_decision, reason=reason)
        found_node = in_terms_of(gold_node, found_node, scope)
        if self.is_relation:
            return _related(
                _defined(gold_node, self.definitions), _defined(stated(found_node), self.definitions), scope
            )
        gold, other = (_defined(right_side(n), self.definitions) for n in (gold_node, found_node))
        other = as_distribution(other) if isinstance(gold, tree.Distribution) else with_variables(other, gold)
        if (outcome := compare_linear(gold, other, scope)) is not None and not isinstance(outcome, Unknown):
            return outcome
        if _is_algebra(gold) and is_declared(scope, gold, other):
            return outcome or _UNORDERED
        decided = _by_kind(gold, other, scope) or _by_structure(gold, other, scope)
        if isinstance(decided, Equal) and _inverted(gold) and _inverted(other):
            return outcome or _UNORDERED
        return decided

    def _tree(self, functions: frozenset[str] = _FUNCTIONS) -> Node:
        return _parsed(self.gold, functions) if isinstance(self.gold, str) else self.gold


_UNORDERED: Final = Unknown(cause=Cause.no_decision, reason="it depends on whether the order of factors matters")


def _related(gold: Node, found: Node, scope: Scope) -> Outcome:
    """Both sides and the sign between them; structure alone does not see the sign."""
    if not isinstance(found, tree.Relation):
        return Unknown(cause=Cause.kinds_differ, reason="kinds differ: a relation and something else")
    outcome = compare_linear(gold, found, scope)
    if outcome is not None and not isinstance(outcome, Unknown):
        return outcome
    if compared := compare_inequalities(gold, found, scope):
        return compared
    decided = _by_kind(gold, found, scope) or _by_structure(gold, found, scope)
    same = isinstance(gold, tree.Relation) and gold.operators == found.operators
    return decided if same or not isinstance(decided, Equal) else outcome or _OTHER_SIGN


def _is_algebra(node: Node) -> bool:
    """Products and sums of matrices and vectors: nothing that structure or test functions could say more about."""
    return not any(isinstance(n, tree.Expectation | tree.Gradient | tree.Derivative | tree.Call) for n in walk(node))


_OTHER_SIGN: Final = Unknown(cause=Cause.no_decision, reason="the relations are written with different signs")


def _inverted(node: Node) -> bool:
    """Whether it inverts a product with a transpose: structure alone does not see the order of its factors."""
    powers = (n for n in walk(node) if isinstance(n, tree.Power) and exponent_of(n) == "inverse")
    return any(isinstance(below, tree.Transpose) for n in powers for below in walk(n.base))


@cache
def _parsed(text: str, functions: frozenset[str] = _FUNCTIONS) -> Node:
    node: Node = parse(text, functions)
    return node


def _by_kind(gold: Node, found: Node, scope: Scope) -> Outcome | None:
    """Growth and distributions have rules of their own."""
    if isinstance(gold, tree.Growth) and isinstance(found, tree.Growth | tree.Number):
        return Growth(to_sympy(gold.body, scope), gold.order).compare(found, scope)
    laws = [n.operands[-1] if isinstance(n, tree.Relation) and n.operators[-1] == "~" else n for n in (gold, found)]
    if isinstance(laws[0], tree.Distribution) and isinstance(laws[1], tree.Distribution):
        told = _laws(laws[0], laws[1], scope)
        return told if isinstance(told, Different) else told_of_another(gold, found) or told
    if isinstance(found, tree.Growth | tree.Sequence | tree.Text) and type(found) is not type(gold):
        return Unknown(cause=Cause.kinds_differ, reason=f"kinds differ: statement and {type(found).__name__.lower()}")
    return None


def _parameters(law: tree.Distribution) -> tuple[Node, ...]:
    """`U([0, 1])` has two."""
    (first, *others) = law.parameters or (None,)
    return (first.lower, first.upper) if isinstance(first, tree.Interval) and not others else law.parameters


_WITH_VARIABLE: Final = 3  # parameters of N(x; m, v)


def _laws(gold: tree.Distribution, found: tree.Distribution, scope: Scope) -> Outcome:
    expected, given = _parameters(gold), _parameters(found)
    if abs(len(expected) - len(given)) == 1 and max(len(expected), len(given)) == _WITH_VARIABLE:
        expected, given = (side[-2:] if isinstance(side[0], tree.Name) else side for side in (expected, given))
    if family(gold.name) != family(found.name) or len(expected) != len(given):
        return _apart(gold, found, "another distribution")
    setting = Setting(scope)
    pairs = zip(expected, given, strict=True)
    results = [_parameter(g, f, setting, scope) for g, f in pairs]
    return weakest(results, "each parameter")


def _parameter(gold: Node, found: Node, setting: Setting, scope: Scope) -> Outcome:
    """Of a law: a matrix, where anything shows one, else a number."""
    if _is_identity(gold) and _is_identity(found):
        return Equal(certainty="identical", method="the identity")
    return compare_linear(gold, found, scope) or decide(form(gold, setting), form(found, setting), scope)


def _is_identity(node: Node) -> bool:
    return isinstance(node, tree.Name) and node.base == "I" and not node.primes and node.accent is None


def _by_structure(gold: Node, found: Node, scope: Scope) -> Outcome:
    if _gradient_outside(found) and not _gradient_outside(gold):
        return Unknown(cause=Cause.no_decision, reason="the gradient of the expectation is still to be taken")
    assumed = _only_law(gold, found)
    alike = _same_structure(gold, found, Setting(scope, assumed=assumed))
    if alike and in_another_order(gold, found, scope.symbols):
        return _UNORDERED
    if alike and not vector_functions((gold, found)):
        return Equal(certainty="proved", method="structure, bound names renamed")
    if not alike and isinstance(told := decide_chance(gold, found), Equal | Different):
        return told
    tried = try_out(gold, found, scope, assumed)
    if isinstance(tried, Different):
        return _doubt(gold, found, scope) or _explained(tried, gold, found)
    if alike:
        return Equal(certainty="proved", method="structure, bound names renamed")
    return (tried or moments.compare(gold, found, scope)) or Unknown(
        cause=Cause.no_decision, reason="the statements differ in form, and could not be tried on concrete functions"
    )


def _same_structure(gold: Node, found: Node, setting: Setting) -> bool:
    """Forms do not see the order of factors: where functions have vector values, more must be asked."""
    try:
        one, other = form(gold, setting), form(found, setting)
    except (NotSymbolic, *SYMPY_FAILURES):
        return False
    if not (isinstance(one, sympy.Expr) and isinstance(other, sympy.Expr)):
        return bool(one == other)
    return same_form(one, other) or bool(sympy.cancel(sympy.together(one - other)) == 0)


def _gradient_outside(node: Node) -> bool:
    outer = (n for n in walk(node) if isinstance(n, tree.Gradient | tree.Derivative))
    return any(isinstance(below, tree.Expectation) for n in outer for below in walk(n.body))


def _doubt(gold: Node, found: Node, scope: Scope) -> Unknown | None:
    """Reasons why a difference may be ours: names and laws that nothing explains."""
    strange = open_names(found) - free_names(gold) - set(scope.symbols)
    if strange:
        return Unknown(
            cause=Cause.no_decision,
            reason=f"the answer uses names that are not explained: {', '.join(sorted(strange))}",
        )
    stated = [{type(law) for law in _laws_in(n)} for n in (gold, found)]
    if stated[0] != stated[1] and tree.Name in stated[0] | stated[1]:
        return Unknown(cause=Cause.no_decision, reason="the laws are written differently, and one is not defined")
    return None


def _explained(tried: Different, gold: Node, found: Node) -> Different:
    if tried.diagnosis:
        return tried
    bodies = [n.body for n in (gold, found) if isinstance(n, tree.Expectation)]
    if len(bodies) == 2 and bodies[0] == bodies[1]:
        return tried.model_copy(update={"diagnosis": "The expectation is over another distribution."})
    return tried


def _apart(gold: Node, found: Node, method: str) -> Different:
    return Different(witness=Witness(expected=to_latex(gold), found=to_latex(found)), method=method)


def _only_law(*statements: Node) -> Node | None:
    """The one `x ~ p` that both sides state between them, for expectations that state none."""
    stated = {n.subscript for s in statements for n in walk(s) if isinstance(n, tree.Expectation)}
    laws = [s for s in stated if isinstance(s, tree.Relation)]
    return laws[0] if len(laws) == 1 and len(stated) > 1 else None


def _laws_in(node: Node) -> list[Node]:
    relations = [n for n in walk(node) if isinstance(n, tree.Relation) and n.operators == ("~",)]
    laws = [r.operands[1] for r in relations]
    return [law.function if isinstance(law, tree.Call) else law for law in laws]


def _defined(node: Node, definitions: tuple[tuple[str, str], ...]) -> Node:
    """`node` with defined names replaced; a definition is not applied inside itself."""
    known = {_parsed(name): _parsed(value) for name, value in definitions}
    return _replaced(node, known) if known else node


def _replaced(node: Node, known: dict[Node, Node]) -> Node:
    if node in known:
        return known[node]
    if isinstance(node, tree.Call) and node.function in known and len(node.arguments) == 1:
        law = known[node.function]
        if isinstance(law, tree.Distribution) and len(law.parameters) == 2:
            return replace(law, parameters=(*node.arguments, *law.parameters))  # the density there: N(x; m, v)
    return rebuild(node, lambda below: below if _is_function_of(node, below) else _replaced(below, known))


def _is_function_of(node: Node, below: Node) -> bool:
    return isinstance(node, tree.Call) and below is node.function
