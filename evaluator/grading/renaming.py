"""An answer in names that the reference does not use: it may be the expected one in the transcript's own names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import permutations
from typing import Final

from evaluator.answers.formulas import parsed_or_none
from evaluator.equality.rewrite import bottom_up, walk
from evaluator.kinds.kind import Kind
from evaluator.linear.indexed import whole_of
from evaluator.mathtext.parser import parse, parses
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.spelling import ONE_SHAPE, spelling
from evaluator.mathtext.tree import Call, Name, Node
from evaluator.mathtext.vocabulary import FUNCTIONS, UNITS

_CALLED: Final = re.compile(
    r"(?<!_)(\\[A-Za-z]+|(?<![A-Za-z\\])[A-Za-z])(?:\\left)?\("
)  # a name with a bracket behind it
_COMMON: Final = frozenset({"e", "I", "O", "d", "partial", "T", "dagger"})  # letters with a meaning of their own
_MOST: Final = 3  # names that are tried in every order


def may_be_functions(latex: str, expected: Kind, scope: Scope) -> bool:
    r"""Whether it writes `\sigma(x)` with a symbol that the expected answer does not have: sigma may be a function."""
    if not parses(expected.latex()):
        return False
    gold = {scope.symbols.get(key) for key in _names(parse(expected.latex(), scope.functions))}
    called = (spelling(node) for text in _CALLED.findall(latex) if isinstance(node := parsed_or_none(text), Name))
    return any(key in scope.symbols and scope.symbols[key] not in gold for key in called)


def renamings(found: Node, expected: Kind, scope: Scope) -> Iterator[Node]:
    """`found` with its strange names, in every order, called as those that it lacks of the expected answer."""
    gold = _names(parse(expected.latex(), scope.functions)) if parses(expected.latex()) else {}
    own = _names(found)
    known = {key for key in own if key in scope.symbols or key in scope.shapes or key in gold}
    strange = [own[key] for key in sorted(own.keys() - known)]
    symbols = {scope.symbols.get(key) for key in own} - {None}
    lacking = [
        name
        for key, name in sorted(gold.items(), key=lambda item: item[0])
        if key not in own and scope.symbols.get(key) not in symbols
    ]
    if not 0 < len(strange) <= len(lacking) <= _MOST:
        return
    for order in permutations(lacking, len(strange)):
        yield _renamed(found, dict(zip(strange, order, strict=True)))


def unexplained(found: Node, forms: Iterable[Kind], scope: Scope) -> tuple[str, ...]:
    """Names of an answer that neither the problem nor a form of what is expected knows."""
    known = {*scope.symbols, *scope.shapes}
    forms = tuple(forms)
    if any(form.name == "quantity" for form in forms):
        known |= UNITS
    expected = [parse(latex, scope.functions) for form in forms if parses(latex := form.latex())]
    for node in (*expected, *(name for name, _ in scope.definitions)):
        known |= _names(node).keys()
    strange = {key: name for key, name in _names(found).items() if not known & _keys(name) and not _is_common(name)}
    return tuple(sorted(key for key, name in strange.items() if not _is_entry(name, scope)))


def _is_entry(name: Name, scope: Scope) -> bool:
    """Whether it is an entry of a vector or a matrix that the problem declares: the A_{ij} of A."""
    whole, indices = whole_of(name)
    sizes = [size for size in scope.shapes.get(spelling(whole), ()) if size != "1"]
    return bool(indices) and len(indices) == len(sizes)


def _keys(name: Name) -> set[str]:
    """Its spelling, and that with the letter in its usual shape."""
    return {spelling(name), spelling(replace(name, base=ONE_SHAPE.get(name.base, name.base)))}


def _is_common(name: Name) -> bool:
    return name.base in _COMMON


def _renamed(node: Node, names: dict[Name, Name]) -> Node:
    return bottom_up(node, lambda below: names.get(below, below) if isinstance(below, Name) else below)


def _names(node: Node) -> dict[str, Name]:
    """By spelling; what is only an index of another name is none, nor is a function that everybody knows."""
    called = {
        id(below.function) for below in walk(node) if isinstance(below, Call) and below.function.base in FUNCTIONS
    }
    names = [below for below in walk(node) if isinstance(below, Name) and id(below) not in called]
    indices = {below for name in names if name.sub is not None for below in walk(name.sub)}
    return {spelling(name): name for name in names if name not in indices}
