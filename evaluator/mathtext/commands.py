"""Commands with groups as their arguments, and the names that styled words make."""

from __future__ import annotations

from dataclasses import replace

from evaluator.mathtext.bigs import Bigs
from evaluator.mathtext.environments import Environments
from evaluator.mathtext.scripts import Scripts
from evaluator.mathtext.tree import Derivative, Name, Node, Number, Power, Product, Quantity, Quotient, Root, Text
from evaluator.mathtext.vocabulary import CONNECTIVES, FUNCTIONS, LIMITED


class Commands(Scripts, Bigs, Environments):
    """Commands that take groups: fractions, roots, styles, text, what is dropped."""

    def _dropped(self) -> Node:
        if self.cursor.at("{"):
            self.cursor.raw_group()
        return self.atom() if self.starts_atom() else Text("")

    def _coloured(self) -> Node:
        self.cursor.raw_group()
        return self.braced()

    def _braced_over(self) -> Node:
        body = self.script()
        if self.cursor.take("_", "^"):
            self.cursor.raw_group() if self.cursor.at("{") else self.cursor.next()
        return body

    def _arg(self) -> Node:
        return self.named_function("arg" + self.cursor.next().text[1:])

    def _fraction(self) -> Node:
        top, bottom = self._argument(), self._argument()
        wrt = _differentials(bottom)
        if wrt and (body := _differentiated(top)) is not None:
            partial = "partial" in repr(top)
            if not isinstance(body, Text):
                return Derivative(body, wrt, partial)
            if self.starts_atom():
                return Derivative(self.differentiated_by(wrt), wrt, partial)
        quotient = Quotient(top, bottom)
        unit = self.unit() if isinstance(top, Number) and isinstance(bottom, Number) else ""
        return Quantity(quotient, unit) if unit else quotient

    def _argument(self) -> Node:
        r"""A braced group or one token; of `\frac13` one digit."""
        token = self.cursor.token
        if token.kind == "number" and len(token.text) > 1 and token.text.isdigit():
            self.cursor.split_number()
            return Number(self.cursor.next().text)
        return self.script()

    def _root(self) -> Node:
        index = None
        if self.cursor.take("["):
            index = self.chain()
            self.cursor.expect("]")
        return Root(self.script() if not self.cursor.at("(") else self.fenced(), index)

    def _styled(self, alphabet: str) -> Node:
        if not self.cursor.at("{"):
            node = self.atom()
            return replace(node, alphabet=alphabet) if isinstance(node, Name) else node
        start = self.cursor.index
        word = self.cursor.raw_group().strip().replace("\\_", "_").replace("\\,", "").replace("\\ ", " ")
        plain = word.replace("_", "").replace("-", "").replace("*", "")
        if plain.isalpha() or (plain.isalnum() and plain[:1].isalpha()):
            if alphabet == "rm" and (word in FUNCTIONS or word in LIMITED or word == "Pr"):
                return self.named_function(word)
            return Name(word, alphabet=None if len(word) == 1 and alphabet == "rm" else alphabet)
        self.cursor.index = start
        node = self.braced()
        return replace(node, alphabet=alphabet) if isinstance(node, Name) else node

    def _text(self) -> Node:
        words = self._words()
        word = words.strip()
        if word in FUNCTIONS or word in LIMITED:
            return self.named_function(word)
        named = word.replace("_", "").replace("\\", "").replace("-", "").isalnum() and not word.isdigit()
        if named and " " not in word and word.lower() not in CONNECTIVES:
            return Name(word.replace("\\_", "_"), alphabet="rm")
        return Number(word) if word.isdigit() else Text(words)

    def _words(self) -> str:
        r"""What a `\text` holds, and those that underscores join to it: `\text{batch}\_\text{size}`."""
        cursor = self.cursor
        words = cursor.raw_group() if cursor.at("{") else cursor.next().text
        while cursor.at(r"\_") and cursor.peek().text == r"\text" and cursor.peek(2).text == "{":
            cursor.next()
            cursor.next()
            words += rf"\_{cursor.raw_group()}"
        return words


def accented(node: Node, accent: str) -> Node:
    if isinstance(node, Name) and node.accent is None:
        return replace(node, accent=accent)
    if isinstance(node, Product) and accent == "bar" and all(isinstance(f, Name) for f in node.factors):
        return Name("".join(f.base for f in node.factors if isinstance(f, Name)), accent=accent)
    return node


def _differentials(bottom: Node) -> tuple[Node, ...]:
    """The variables of `dx`, `\\partial x \\partial y`; empty for anything else."""
    factors = list(bottom.factors) if isinstance(bottom, Product) else [bottom]
    found: list[Node] = []
    while factors and _is_d(factors[0]) and len(factors) > 1:
        variable = factors[1]
        if isinstance(variable, Power) and isinstance(variable.exponent, Number) and variable.exponent.text in "23":
            found.extend([variable.base] * int(variable.exponent.text))
        else:
            found.append(variable)
        factors = factors[2:]
    return tuple(found) if not factors else ()


def _is_d(node: Node) -> bool:
    return isinstance(node, Name) and node.base in ("d", "partial") and node.sub is None


def _differentiated(top: Node) -> Node | None:
    """The body of `d f` (empty text when it follows the fraction), or None when it is no differential."""
    factors = top.factors if isinstance(top, Product) else (top,)
    head = factors[0].base if isinstance(factors[0], Power) else factors[0]
    if not _is_d(head):
        return None
    rest = factors[1:]
    return Text("") if not rest else rest[0] if len(rest) == 1 else Product(rest)
