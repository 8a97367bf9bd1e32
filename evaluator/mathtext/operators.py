"""Statements, relation chains, sums and products: everything that binds looser than an atom."""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod

from evaluator.mathtext.conditions import with_conditions
from evaluator.mathtext.cursor import Cursor
from evaluator.mathtext.indicators import with_indicators
from evaluator.mathtext.tree import (
    Call,
    Distribution,
    Factorial,
    Juxtaposed,
    Name,
    Negative,
    Node,
    Number,
    Percent,
    PlusMinus,
    Power,
    Product,
    Quantity,
    Quotient,
    Relation,
    Sequence,
    SetOperation,
    Sum,
    Tensor,
    Text,
)
from evaluator.mathtext.vocabulary import CONVERTED, UNITS

RELATIONS = {
    "=": "=", r"\neq": "!=", "<": "<", r"\leq": "<=", ">": ">", r"\geq": ">=", r"\sim": "~", r"\approx": "approx",
    r"\simeq": "approx", r"\cong": "approx", r"\in": "in", r"\notin": "notin", r"\subset": "subset",
    r"\succ": ">", r"\prec": "<",
    r"\subseteq": "subset", r"\propto": "propto", r"\to": "to", r"\mapsto": "mapsto", r"\implies": "implies",
    r"\iff": "iff", ":=": ":=", "=:": "=:", r"\triangleq": ":=", r"\equiv": "equiv", r"\ll": "ll", r"\gg": "gg",
    r"\perp": "perp", r"\gets": ":=", r"\succeq": ">=", r"\preceq": "<=", r"\asymp": "approx", r"\lesssim": "<=",
    r"\gtrsim": ">=", r"\doteq": "approx", r"\ni": "ni", r"\overset": "=", r"\stackrel": "=",
}  # fmt: skip
_SETS = {r"\cup": "cup", r"\cap": "cap", r"\setminus": "setminus"}
_LOGIC = {r"\wedge": "and", r"\vee": "or"}
_TIMES = {r"\cdot", r"\times", "*", r"\circ", r"\star", r"\bullet"}
_TENSORS = {r"\odot": "odot", r"\otimes": "otimes"}
CLOSERS = {")", "]", "}", r"\rbrace", r"\rangle", r"\rfloor", r"\rceil", r"\end", "&", r"\\", r"\mid"}
_STOPS = (
    CLOSERS
    | set(RELATIONS)
    | set(_SETS)
    | set(_LOGIC)
    | set(_TENSORS)
    | {"+", "-", r"\pm", r"\mp", ",", ";", "/", r"\div", "^"}
)


class Operators(ABC):
    """The loose half of the grammar; `Atoms` completes it."""

    def __init__(self, cursor: Cursor, functions: frozenset[str]) -> None:
        self.cursor, self.functions = cursor, functions
        self.bars: list[str] = []  # bars open around the place: "|" or "\\|"

    @abstractmethod
    def postfix(self) -> Node:
        """An atom with its scripts."""

    @abstractmethod
    def starts_atom(self) -> bool:
        """Whether the next token can start a factor."""

    @abstractmethod
    def unit(self) -> str:
        """The unit that follows a number; empty where there is none."""

    def statements(self) -> Node:
        """One statement, or several with commas, words or blanks between them."""
        items = [self.chain()]
        commas = False
        while not self._closed():
            if self.cursor.at(",", ";"):
                mark = self.cursor.index
                self.cursor.next()
                if self._closed():
                    self.cursor.index = mark
                    break
                commas = True
            elif not (self.cursor.at(r"\text") or isinstance(items[-1], Text) or self.starts_atom()):
                break
            items.append(self.chain())
        return self._together(items, commas)

    def _together(self, items: list[Node], commas: bool) -> Node:
        if len(items) == 1:
            return items[0]
        if commas and not any(isinstance(item, Text) for item in items):
            return Sequence("bare", tuple(items))
        return Juxtaposed(tuple(items))

    def _closed(self) -> bool:
        return self.cursor.at_end() or self.cursor.at(*CLOSERS) or self._closes_bar()

    def _closes_bar(self) -> bool:
        return bool(self.bars) and self.cursor.at(self.bars[-1])

    def chain(self) -> Node:
        """a = b <= c; a leading relation (a continued line) has an empty left side."""
        operands: list[Node] = []
        operators: list[str] = []
        if self.cursor.token.text in RELATIONS:
            operands.append(Text(""))
        else:
            operands.append(self._given(self.sets()))
        while (relation := self._relation()) is not None:
            operators.append(relation)
            if self._closed() or self.cursor.at(",", ";"):
                operands.append(Text(""))
                break
            right = self.sets()
            law = relation == "~" or (relation in ("=", ":=") and _is_density(operands[-1]))
            operands.append(as_distribution(right) if law else right)
        if not operators:
            return operands[0]
        if operators[-1] == "=:":  # a >= b =: L names what stands before it
            return Relation((":=",), (operands[-1], operands[-2]))
        return Relation(tuple("=" if sign == "=:" else sign for sign in operators), tuple(operands))

    def _given(self, drawn: Node) -> Node:
        r"""`y | X, w` where `\sim` follows and tells the law of it."""
        if self.bars or not self.cursor.at("|", r"\mid") or not self._law_follows():
            return drawn
        self.cursor.next()
        given = [self.sets()]
        while self.cursor.take(","):
            given.append(self.sets())
        return Juxtaposed((drawn, Text("|"), given[0] if len(given) == 1 else Sequence("bare", tuple(given))))

    def _law_follows(self) -> bool:
        coming = itertools.takewhile(lambda token: token.kind != "end", map(self.cursor.peek, itertools.count(1)))
        return next((t.text == r"\sim" for t in coming if t.text in (*RELATIONS, "|", r"\mid")), False)

    def _relation(self) -> str | None:
        cursor = self.cursor
        if cursor.at(r"\not"):
            cursor.next()
            negated = {"=": "!=", r"\in": "notin", r"\sim": "!=", r"\equiv": "!="}
            if not cursor.at(*negated):
                raise cursor.error("=, \\in, \\sim or \\equiv behind \\not")
            return negated[cursor.next().text]
        if cursor.at(":") and cursor.peek().text == "=":
            cursor.next()
            cursor.next()
            return ":="
        if not cursor.at(*RELATIONS):
            return None
        taken = cursor.next().text
        if taken in (r"\overset", r"\stackrel"):
            cursor.raw_group()
            cursor.expect("{")
            inner = cursor.next().text
            cursor.expect("}")
            return RELATIONS.get(inner, "=")
        return RELATIONS[taken]

    def sets(self) -> Node:
        """A ∪ B, also logic: p ∧ q."""
        left = self.additive()
        while self.cursor.at(*_SETS, *_LOGIC):
            taken = self.cursor.next().text
            operator = _SETS.get(taken) or _LOGIC[taken]
            left = SetOperation(operator, (left, self.additive()))
        return left

    def additive(self) -> Node:
        terms: list[Node] = [self.signed()]
        while sign := self.cursor.take("+", "-", r"\pm", r"\mp"):
            if self._closed() or self.cursor.at(",", ";", *RELATIONS):
                terms.append(Text(sign))  # a one-sided sign: x \to 0^+, or a line that goes on
                break
            right = self.term()
            if sign in (r"\pm", r"\mp"):
                terms = [PlusMinus(_sum(terms), right)]
            else:
                terms.append(Negative(right) if sign == "-" else right)
        return _sum(terms)

    def signed(self) -> Node:
        sign = self.cursor.take("+", "-", r"\pm", r"\mp")
        if sign is None:
            return self.term()
        with self.cursor.deeper():
            body = self.signed() if self.cursor.at("+", "-") else self.term()
        return Negative(body) if sign == "-" else body if sign == "+" else PlusMinus(None, body)

    def term(self) -> Node:
        left = self.product()
        while self.cursor.take("/", r"\div"):
            sign = self.cursor.take("-")
            right = self.unit_factor() if not self._call_ahead() else self.product(one=True)
            left = Quotient(left, Negative(right) if sign else right)
            if self.starts_atom() or self.cursor.at(*_TIMES):
                left = _product([left, *self._factors_after()])
        return left

    def _call_ahead(self) -> bool:
        return False

    def product(self, one: bool = False) -> Node:
        """Factors; `A x \\odot y` multiplies what stands before with what stands behind."""
        left = self._plain_product(one)
        while not one and self.cursor.at(*_TENSORS):
            operator = _TENSORS[self.cursor.next().text]
            sign = self.cursor.take("-", "+")
            right = self._plain_product(one)
            left = Tensor(operator, left, Negative(right) if sign == "-" else right)
        while not one and self.cursor.take(r"\mod"):  # a remainder; in (mod n) it stands behind a bracket
            sign = self.cursor.take("-", "+")
            right = self._plain_product(one)
            left = Call(Name("mod"), (left, Negative(right) if sign == "-" else right))
        return left

    def _plain_product(self, one: bool) -> Node:
        factors = [self.unit_factor()]
        if not one:
            factors.extend(self._factors_after())
        return _product(factors)

    def _factors_after(self) -> list[Node]:
        factors: list[Node] = []
        while True:
            if self.cursor.take(*_TIMES):
                if self._closed():
                    raise self.cursor.error("a factor")
                sign = self.cursor.take("-", "+")
                factor = self.unit_factor()
                factors.append(Negative(factor) if sign == "-" else factor)
            elif self.starts_atom():
                factors.append(self.unit_factor())
            else:
                return factors

    def unit_factor(self) -> Node:
        """A factor with the percent or factorial signs behind it."""
        node = self.postfix()
        while self.cursor.at("!", r"\%", "%"):
            if self.cursor.next().text != "!":
                node = Percent(node)
            elif self.cursor.take("!"):
                node = Call(Name("factorial2"), (node,))  # n!! = n (n - 2) ...
            else:
                node = Factorial(node)
        return node


def _sum(terms: list[Node]) -> Node:
    return terms[0] if len(terms) == 1 else Sum(tuple(terms))


def _product(factors: list[Node]) -> Node:
    flat: list[Node] = []
    for factor in with_conditions(with_indicators(factors)):
        flat.extend(factor.factors if isinstance(factor, Product) and not flat else (factor,))
    if len(flat) > 1 and all(map(_is_numeral, flat[:-1])) and (measured := _measured(flat)) is not None:
        return measured
    return flat[0] if len(flat) == 1 else Product(tuple(flat))


def _measured(factors: list[Node]) -> Quantity | None:
    r"""`1.2 \cdot 10^{6}\,\text{s}`: numbers, and the unit that is meant of them all."""
    *numbers, last = factors
    match last:
        case Quantity(value, unit):
            return Quantity(Product((*numbers, value)), unit)
        case Name(word, None, 0, None, "rm") | Text(word) if word.strip() in UNITS:
            value = numbers[0] if len(numbers) == 1 else Product(tuple(numbers))
            return Quantity(value, CONVERTED.get(word.strip(), word.strip()))
    return None


def _is_numeral(node: Node) -> bool:
    match node:
        case Power(base, exponent):
            return _is_numeral(base) and _is_numeral(exponent)
        case Quotient(above, below):
            return _is_numeral(above) and _is_numeral(below)
        case Negative(body):
            return _is_numeral(body)
    return isinstance(node, Number)


def _is_density(node: Node) -> bool:
    """p(z), q(x | y): what an equation with a law may stand behind."""
    return isinstance(node, Call) and node.function.base in ("p", "q")


def as_distribution(node: Node) -> Node:
    """`N(0, 1)` after "~", or beside a distribution, is one even without a calligraphic N."""
    if isinstance(node, Product) and len(node.factors) == 2:
        name, parameters = node.factors
        if isinstance(name, Name) and name.base in ("N", "U") and name.sub is None:
            items = parameters.items if isinstance(parameters, Sequence) else (parameters,)
            if not isinstance(parameters, Number):
                return Distribution(name.base, items)
    return node
