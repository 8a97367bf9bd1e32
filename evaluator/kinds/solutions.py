"""Sets of solutions joined in words: `x < -2 or x > 2`, `x^2 > 4`, `x > 1 and x < 3`, beside intervals and unions."""

from __future__ import annotations

import re
from typing import Final

import sympy

from evaluator.equality import decimals
from evaluator.equality.guards import SYMPY_FAILURES
from evaluator.errors import EvaluatorError
from evaluator.kinds.region import region_of
from evaluator.kinds.respelled import bare
from evaluator.mathtext.parser import parse
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Builder, Name, Node, Relation
from evaluator.model import Different, Equal, Outcome, Witness

_WORD: Final = (
    r"\s*+(?:,\s*+)?(?:\\(?:text|textrm|mathrm|mbox)\s*+\{{\s*+(?:,\s*+)?{0}\s*+\}}"
    r"|(?<![A-Za-z\\]){0}(?![A-Za-z])|{1}(?![A-Za-z]))\s*"
)
_OR: Final = re.compile(_WORD.format("or", r"\\(?:lor|vee)"))
_AND: Final = re.compile(_WORD.format("and", r"\\(?:land|wedge)"))
_BOUND: Final = re.compile(r"[<>≤≥]|\\(?:leq?|geq?|leqslant|geqslant|lt|gt)(?![A-Za-z])")
_LONGEST: Final = 200
_RELATIONS: Final = {"<": sympy.Lt, "<=": sympy.Le, ">": sympy.Gt, ">=": sympy.Ge, "=": sympy.Eq, "!=": sympy.Ne}


def compare(gold: str, answer: str, scope: Scope) -> Outcome | None:
    """None unless one of the two joins conditions, or bounds more than a name, and both describe reals of one name."""
    if max(len(gold), len(answer)) > _LONGEST:
        return None
    try:
        named = _in_words(gold) != gold or _in_words(answer) != answer
        one, other = _Solutions.of(_in_words(gold), scope), _Solutions.of(_in_words(answer), scope)
        if one is None or other is None or not (named or one.joined or other.joined):
            return None
        if len(one.names | other.names) > 1:
            return None
        rest = sympy.SymmetricDifference(one.set, other.set)
        if rest.is_empty or rest == sympy.S.EmptySet:
            return Equal(certainty="proved", method="the same set of solutions")
        if rest.is_empty is False or isinstance(rest, sympy.Interval | sympy.FiniteSet | sympy.Union):
            return Different(witness=Witness(expected=str(one.set), found=str(other.set)), method="sets of solutions")
    except (EvaluatorError, *SYMPY_FAILURES):
        return None
    return None


def are_joined(text: str) -> bool:
    """Whether words join bounds: `x < 1 or x > 2` is no list."""
    joins = _OR.search(text) is not None or _AND.search(text) is not None
    return joins and len(text) <= _LONGEST and _BOUND.search(text) is not None


_EVERY: Final = re.compile(
    r"^\W*(?:(?:\\text\s*\{)?\s*all\s+(?:real\s+)?(?:numbers|reals|values)(?:\s+of\s+\w)?|all\s+real|reals)[\s}.]*$",
    re.IGNORECASE,
)
_NONE: Final = re.compile(
    r"^\W*(?:\\text\s*\{)?\s*(?:(?:there\s+(?:is|are)\s+)?no\s+(?:real\s+)?solutions?|(?:the\s+)?empty\s+set)[\s}.]*$",
    re.IGNORECASE,
)


def _in_words(text: str) -> str:
    """ "All real numbers", "no solution", and the line itself, as signs."""
    plain = text.strip().strip("$")
    if _EVERY.match(plain) or plain.replace(" ", "") in (r"\mathbb{R}", r"\R", "ℝ"):
        return r"(-\infty, \infty)"
    return r"\emptyset" if _NONE.match(plain) else text


class _Solutions:
    """What a text allows; `joined` where it takes more than reading one interval or relation between numbers."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.names: set[sympy.Symbol] = set()
        self._scope = scope
        cases = _OR.split(bare(text))
        self.joined = len(cases) > 1
        self.set: sympy.Set = sympy.Union(*map(self._case, cases))

    @classmethod
    def of(cls, text: str, scope: Scope) -> _Solutions | None:
        if not re.search(
            r"[<>=∈≤≥∪∅]|\\(?:in|leq?|geq?|leqslant|geqslant|cup|neq?|lt|gt|emptyset|varnothing)\b|[\[(].*,.*[\])]",
            text,
        ):
            return None
        return cls(text, scope)

    def _case(self, text: str) -> sympy.Set:
        conditions = [self._condition(parse(bare(c), self._scope.functions)) for c in _AND.split(text)]
        self.joined |= len(conditions) > 1
        values = len(conditions) > 1 and all(isinstance(c, sympy.FiniteSet) for c in conditions)
        return (sympy.Union if values else sympy.Intersection)(*conditions)  # x = 1 and x = 3: its values

    def _condition(self, node: Node) -> sympy.Set:
        if isinstance(node, Builder) and isinstance(node.element, Name) and isinstance(node.condition, Relation):
            self.joined, node = True, node.condition
        if not isinstance(node, Relation):
            found = region_of(node, self._scope)
        elif node.operators == ("in",):
            self._one_name(decimals.read(node.operands[0], self._scope).value)
            found = region_of(node.operands[1], self._scope)
        else:
            found = self._solved(node)
        if found is None or found.free_symbols:
            raise EvaluatorError("no set of numbers")
        return found

    def _solved(self, node: Relation) -> sympy.Set | None:
        values = [decimals.read(o, self._scope).value for o in node.operands]
        if any(op not in _RELATIONS for op in node.operators):
            return None
        names = {name for value in values for name in value.free_symbols}
        if len(names) != 1:
            return None
        (name,) = names
        orders = any(op != "=" for op in node.operators)  # an equation alone says more than its solutions: how often
        self.joined |= orders and any(value.free_symbols and not value.is_Symbol for value in values)
        self._one_name(name)
        real = sympy.Dummy(real=True)  # what is assumed of the name would leave out solutions
        pieces = zip(node.operators, values, values[1:], strict=False)
        found = [_RELATIONS[op](a.subs(name, real), b.subs(name, real)) for op, a, b in pieces]
        return sympy.Intersection(*(sympy.solveset(f, real, sympy.S.Reals) if _open(f) else _truth(f) for f in found))

    def _one_name(self, name: sympy.Expr) -> None:
        if not name.is_Symbol:
            raise EvaluatorError("no name")
        self.names.add(name)


def _open(relation: sympy.Basic) -> bool:
    return relation not in (sympy.true, sympy.false)


def _truth(relation: sympy.Basic) -> sympy.Set:
    return sympy.S.Reals if relation == sympy.true else sympy.S.EmptySet
