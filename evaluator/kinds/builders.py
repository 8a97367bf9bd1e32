r"""Sets that say what holds of their members, and relations that say of what they hold: `\{x : |x| < 1\}` is
`|x| < 1`, and so is `|x| < 1` for all x where nothing else is said."""

from __future__ import annotations

from typing import Final

from evaluator.equality.rewrite import bottom_up
from evaluator.mathtext.tree import Builder, Juxtaposed, Name, Node, Power, Product, Relation, Sequence, Text

_BOUNDS: Final = frozenset({"<", "<=", ">", ">="})


def as_conditions(gold: Node, answer: Node) -> tuple[Node, Node]:
    """Both with what holds of the members in the place of a set, in one name for them."""
    one, other = _parted(gold), _parted(answer)
    if one is None and other is None:
        return gold, answer
    member = (one or other)[0]  # type: ignore[index]
    sides = []
    for side, parted in ((gold, one), (answer, other)):
        made = side if parted is None else parted[1]
        if parted is not None and parted[0] != member:
            made = bottom_up(made, lambda n, old=parted[0]: member if n == old else n)  # type: ignore[misc]
        sides.append(made)
    return sides[0], sides[1]


def _parted(node: Node) -> tuple[Name, Node] | None:
    """The name of a member, and what holds of it."""
    match node:
        case Builder(Name() as member, Relation(operators) as condition) if set(operators) <= _BOUNDS:
            return member, condition
        case Builder(
            Relation(("in",), (Name() as member, Name("R", None, 0, None, "bb"))), Relation(operators) as condition
        ) if set(operators) <= _BOUNDS:
            return member, condition
    return None


def without_quantifiers(gold: Node, answer: Node) -> tuple[Node, Node]:
    """Both without "for all x" where both say it of the same names, or only one of them says it."""
    (one, of_one), (other, of_other) = _quantified(gold), _quantified(answer)
    if (of_one is None) == (of_other is None) and of_one != of_other:
        return gold, answer
    return one, other


def _quantified(node: Node) -> tuple[Node, Node | None]:
    """A relation, and what it holds for; None where it does not say."""
    match node:
        case Juxtaposed((Relation() as relation, Product((Text(words), *rest)))) if _for_all(words) and rest:
            return relation, rest[0] if len(rest) == 1 else Product(tuple(rest))
        case Sequence("bare", (Product((Name("forall"), *rest)), Relation() as relation)) if rest:
            return relation, rest[0] if len(rest) == 1 else Product(tuple(rest))
        case Relation((*operators, "in"), (*before, Product((first, Name("forall"), *rest)), members)) if rest:
            name = rest[0] if len(rest) == 1 else Product(tuple(rest))
            of = name if _is_everything(members) else Relation(("in",), (name, members))
            return Relation(tuple(operators), (*before, first)), of
        case Relation(operators, (*before, Product((first, Name("forall"), *rest)))) if rest:
            return Relation(operators, (*before, first)), rest[0] if len(rest) == 1 else Product(tuple(rest))
    return node, None


def _is_everything(members: Node) -> bool:
    r"""`\mathbb{R}`, or a power of it: what a name is anyway."""
    space = members.base if isinstance(members, Power) else members
    return isinstance(space, Name) and (space.base, space.alphabet) == ("R", "bb")


def _for_all(words: str) -> bool:
    return " ".join(words.split()).lower() in ("for all", "for any", "for every", "for each")
