r"""Sums and products with dots in them: `a_1 + a_2 + \cdots + a_n` is `\sum_{i=1}^n a_i`.

The last term says how the others go on, as far as the first ones agree with it: what stands for the index in it is
looked for among its parts. Dots that no rule explains stay, and have no value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from evaluator.equality.rewrite import bottom_up, children, walk
from evaluator.mathtext import tree
from evaluator.mathtext.tree import Big, Name, Negative, Node, Number, Power, Product, Quotient, Relation, Sum
from evaluator.mathtext.vocabulary import DOTS

_FIRST: Final = range(4)  # numbers that an index may begin with
_INDICES: Final = tuple(Name(letter) for letter in "ikjmrs")
_DIGITS: Final = 5  # of a base and an exponent together that are reckoned out
_LARGEST: Final = 60  # names and signs of a last term that is looked at


def without_dots(node: Node) -> Node:
    """`node` with all sums, products and lists with dots written without, or as short as they can be."""
    return bottom_up(node, _written) if has_dots(node) else node


def has_dots(node: Node) -> bool:
    """Whether dots stand in it anywhere."""
    return any(map(_is_dots, walk(node)))


def has_open_dots(node: Node) -> bool:
    """Whether dots stand in a sum or a product: what they stand for is then left open."""
    return any(any(map(_is_dots, children(n))) for n in walk(node) if isinstance(n, Sum | Product))


def _is_dots(node: Node) -> bool:
    return isinstance(node, Name) and node.base in DOTS and node.sub is None


def _written(node: Node) -> Node:
    match node:
        case Sum(terms):
            made = _folded(terms, "sum")
            return node if made is None else made[0] if len(made) == 1 else Sum(made)
        case Product(factors):
            made = _folded(factors, "prod")
            return node if made is None else made[0] if len(made) == 1 else Product(made)
        case tree.Sequence(items=items):
            return replace(node, items=_shortened(items))
        case tree.Call(arguments=arguments):
            return replace(node, arguments=_shortened(arguments))
    return node


def _folded(terms: tuple[Node, ...], operator: str) -> tuple[Node, ...] | None:
    """The terms with those around the dots as one series; None where nothing says how it goes."""
    place = next((i for i, term in enumerate(terms) if _is_dots(term)), 0)
    if not 0 < place < len(terms) - 1 or sum(map(_is_dots, terms)) > 1:
        return None
    before, after = terms[:place], terms[place + 1 :]
    for ending in range(len(after), 0, -1):
        for count in range(len(before), 0, -1):
            alike = count < len(before) and type(before[-count - 1]) is type(before[-count])
            if count == 1 and alike:  # "1 + 3 + ... + n" begins with the 1
                break
            if (series := _series(before[-count:], after[:ending], operator)) is not None:
                return (*before[:-count], series, *after[ending:])
    return None


def _series(first: Sequence[Node], last: Sequence[Node], operator: str) -> Node | None:
    """Upwards to the last term, or downwards from the first."""
    for rule, begins, ends in _rules(first, last[-1]):
        if _goes_on(rule, ends, last[::-1]):
            return _big(operator, rule, Number(str(begins)), ends)
    for rule, begins, ends in _rules(last[::-1], first[0]):
        if _goes_on(rule, ends, first):
            down = operator == "prod" and _is_matrix(first[0])  # in its order
            low = Number(str(begins))
            return _big(operator, rule, ends, low) if down else _big(operator, rule, low, ends)
    return None


def _goes_on(rule: _Rule, ends: Node, terms: Sequence[Node]) -> bool:
    """Whether the terms are those for the end, for one less, and so on."""
    steps = (Sum((ends, Negative(Number(str(i))))) for i in range(1, len(terms)))
    return all(_simple(rule(_simple(step))) == _simple(term) for step, term in zip(steps, terms[1:], strict=True))


class _Rule:
    """The last term with a place for its index."""

    def __init__(self, last: Node, part: Node) -> None:
        self._last, self._part = last, part

    def __call__(self, index: Node) -> Node:
        return bottom_up(self._last, lambda below: index if below == self._part else below)


def _rules(first: Sequence[Node], last: Node) -> Iterator[tuple[_Rule, int, Node]]:
    if sum(1 for _ in walk(last)) > _LARGEST:
        return
    for part in dict.fromkeys(walk(last)):
        if (part == last and not isinstance(last, Name)) or not any(isinstance(n, Name) for n in walk(part)):
            continue
        rule = _Rule(last, part)
        for begins in _FIRST:
            if all(_simple(rule(Number(str(begins + i)))) == _simple(term) for i, term in enumerate(first)):
                yield rule, begins, part


def _big(operator: str, rule: _Rule, begins: Node, ends: Node) -> Node:
    used = {*walk(rule(Number("0")))}
    index = next((name for name in _INDICES if name not in used), _INDICES[-1])
    return Big(operator, Relation(("=",), (index, begins)), ends, rule(index))


def _is_matrix(node: Node) -> bool:
    return any(isinstance(n, Name) and (n.base.isupper() or n.alphabet == "bf") for n in walk(node))


def _shortened(items: tuple[Node, ...]) -> tuple[Node, ...]:
    """ "1, 2, 3, ..., n" as "1, ..., n"."""
    place = next((i for i, item in enumerate(items) if _is_dots(item)), 0)
    if not 1 < place < len(items) - 1:
        return items
    before, last = items[:place], items[place + 1]
    return (before[0], *items[place:]) if next(_rules(before, last), None) else items


def _simple(node: Node) -> Node:
    return bottom_up(node, _once)


def _once(node: Node) -> Node:
    """One step of reckoning with small numbers: `x^1`, `x^0`, `1 x`, `2 - 1`."""
    match node:
        case Power(_, Number("0")):
            return Number("1")
        case Power(base, Number("1")) | Quotient(base, Number("1")):
            return base
        case Power(Number(base), Number(exponent)) if (base + exponent).isdigit() and len(base + exponent) < _DIGITS:
            return Number(str(int(base) ** int(exponent)))
        case Negative(Number("0")):
            return Number("0")
        case Sum(terms):
            numbers = [value for term in terms if (value := _integer(term)) is not None]
            others = tuple(term for term in terms if _integer(term) is None)
            total = sum(numbers)
            rest = () if total == 0 else (Number(str(total)) if total > 0 else Negative(Number(str(-total))),)
            made = (*others, *rest) or (Number("0"),)
            return made[0] if len(made) == 1 else Sum(made)
        case Product(factors):
            if Number("0") in factors:
                return Number("0")
            kept = tuple(f for f in factors if f != Number("1")) or (Number("1"),)
            return kept[0] if len(kept) == 1 else Product(kept)
    return node


def _integer(node: Node) -> int | None:
    match node:
        case Number(text) if text.isdigit():
            return int(text)
        case Negative(Number(text)) if text.isdigit():
            return -int(text)
    return None
