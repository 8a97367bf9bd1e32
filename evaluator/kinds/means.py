r"""What is called a mean or a deviation: `\mu` and `\sigma`, `\bar{x}`, `\hat\mu`."""

from __future__ import annotations

from dataclasses import replace

from evaluator.equality.rewrite import bottom_up, walk
from evaluator.kinds.letters import letters_of, replaced
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.spelling import spelling
from evaluator.mathtext.tree import Big, Expectation, Name, Node, Number, Quotient, Relation, Root


def moments(gold: Node, answer: Node, scope: Scope) -> tuple[Node, Node] | None:
    """Mu and sigma of the one random variable that the other side, or a side with the same index, averages."""
    known = {n for side in (gold, answer) for n in letters_of(side)}
    averaged = [e.body for side in (gold, answer) for e in walk(side) if isinstance(e, Expectation)]
    variables = list(dict.fromkeys(n for body in averaged for n in letters_of(body) if n.base.isupper()))
    by: dict[Node, Node] = {}
    for name in known:
        mine = [v for v in variables if v.sub == name.sub] or (variables if name.sub is None else [])
        mine += [v for v in variables if name.sub == v and v not in mine]
        if name.base not in ("mu", "sigma") or spelling(name) in scope.symbols or len(mine) != 1:
            continue
        if name.base == "mu":
            by[name] = Expectation("E", mine[0])
        else:
            by[name] = Root(Expectation("Var", mine[0]))
    if not by:
        return None
    return replaced(gold, by), replaced(answer, by)


def mean(gold: Node, answer: Node, scope: Scope) -> tuple[Node, Node] | None:
    r"""\bar{x} and \hat\mu, where a side sums x_i; a sum that does not say how far it runs goes to the n beside it."""
    counts = [n for n in letters_of(gold) if n in (Name("n"), Name("N"), Name("m"))]
    if counts:
        gold, answer = (bottom_up(side, lambda n: _bounded(n, counts[0])) for side in (gold, answer))
    means = {n for side in (gold, answer) for n in letters_of(side) if n.accent in ("bar", "hat") and n.sub is None}
    by: dict[Node, Node] = {}
    for total in (b for side in (gold, answer) for b in walk(side) if isinstance(b, Big) and b.operator == "sum"):
        match total.lower, total.upper:
            case Relation(("=",), (Name() as index, _)), Node() as count:
                summed = {n for n in walk(total.body) if isinstance(n, Name) and n.sub == index}
                for mean in means:
                    if (of := _averaged(mean, summed)) is not None:
                        by[mean] = Quotient(replace(total, body=of), count)
    return (replaced(gold, by), replaced(answer, by)) if by else None


def _averaged(mean: Name, summed: set[Name]) -> Name | None:
    r"""The x_i whose mean is called \bar{x}, \bar\mu or \hat\mu."""
    if mean.base == "mu":
        return next(iter(summed)) if len(summed) == 1 else None
    return next((n for n in summed if mean.accent == "bar" and replace(mean, accent=None, sub=n.sub) == n), None)


def _bounded(node: Node, count: Name) -> Node:
    match node:
        case Big(operator="sum", lower=Name() as index, upper=None):
            return replace(node, lower=Relation(("=",), (index, Number("1"))), upper=count)
    return node
