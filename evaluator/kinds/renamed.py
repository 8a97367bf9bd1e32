"""Letters that an answer may choose: the constant of an integral, the whole number of a period.

Such a reading may confirm an answer. It never makes one wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.equality.rewrite import bottom_up, walk
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.symbolic import spelling
from evaluator.mathtext.tree import Constant, Name, Negative, Node, Product, Sum

_ADDED = frozenset("CKck")  # names of constants of integration
_INTEGRATION = frozenset("CK")
_COUNTING = frozenset("klmnj")  # names of whole numbers


def renamings(gold: Node, answer: Node, scope: Scope) -> Iterator[tuple[Node, str]]:
    """The answer with the letter that the expected one has in the same place."""
    for where, letters, how in (
        (_added, _ADDED, "a constant of integration"),
        (_period, _COUNTING, "any whole number"),
    ):
        ours, theirs = _only(where(gold), letters, gold, scope), _only(where(answer), letters, answer, scope)
        if ours is None or theirs is None or ours == theirs or ours in walk(answer):
            continue
        if where is not _added or ours.base in _INTEGRATION:  # x + c is a line as often
            yield bottom_up(answer, lambda node, old=theirs, new=ours: new if node == old else node), how  # type: ignore[misc]


def _only(found: list[Name], letters: frozenset[str], whole: Node, scope: Scope) -> Name | None:
    """The one letter of the kind, where it stands nowhere else."""
    names = [name for name in found if name.base in letters and spelling(name) not in scope.symbols]
    if len(set(names)) != 1:
        return None
    return names[0] if sum(node == names[0] for node in walk(whole)) == len(names) else None


def _added(node: Node) -> list[Name]:
    terms = [t.body if isinstance(t, Negative) else t for s in walk(node) if isinstance(s, Sum) for t in s.terms]
    return [term for term in terms if isinstance(term, Name)]


def _period(node: Node) -> list[Name]:
    products = [p.factors for p in walk(node) if isinstance(p, Product) and Constant("pi") in p.factors]
    return [factor for factors in products for factor in factors if isinstance(factor, Name)]
