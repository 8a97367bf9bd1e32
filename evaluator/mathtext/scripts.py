"""Subscripts and superscripts: powers, primes, transposes, the index of a layer."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace

from evaluator.mathtext.indicators import indicator, positive_part
from evaluator.mathtext.operators import Operators
from evaluator.mathtext.tree import (
    At,
    Binomial,
    Gradient,
    Indexed,
    Layer,
    Name,
    Negative,
    Node,
    Norm,
    Number,
    Power,
    Product,
    Quantity,
    Text,
    Transpose,
)

MOST_POWERS = 8  # superscripts in a row without braces: TeX allows one, people type two
LONGEST_BRACKETS = 60  # tokens that are looked through for the name before them
_COUNTING = frozenset("lLtkijmnsr") | {r"\ell"}


class Scripts(Operators):
    """An atom with what stands above and below it; `Atoms` knows the atoms."""

    @abstractmethod
    def atom(self) -> Node:
        """A number, a letter, a command, something in brackets."""

    @abstractmethod
    def calls(self, name: Name) -> bool:
        """Whether a bracket behind a name holds its arguments."""

    @abstractmethod
    def applied(self, name: Name) -> Node:
        """The name with the arguments that stand behind it."""

    def postfix(self) -> Node:
        with self.cursor.deeper():
            return self._scripted(self.atom())

    def _scripted(self, node: Node) -> Node:
        cursor, powers = self.cursor, 0
        while True:
            if cursor.at("_"):
                node = self._with_sub(node)
            elif cursor.at("^"):
                powers += 1
                if powers > MOST_POWERS:
                    raise cursor.error(f"at most {MOST_POWERS} superscripts on one base")
                node = self._with_sup(node)
            elif cursor.at("'"):
                cursor.next()
                node = replace(node, primes=node.primes + 1) if isinstance(node, Name) else Transpose(node)
            elif cursor.at("|") and cursor.peek().text == "_" and not self._closes_bar():
                cursor.next()
                cursor.next()
                node = At(node, self.script())
            elif isinstance(node, Name) and cursor.at("(", "[") and self.calls(node) and not self._is_within(node):
                node = self.applied(node)
            elif (
                isinstance(node, Name) and cursor.at("{") and cursor.peek().text == "(" and node.base in self.functions
            ):
                cursor.next()  # SymPy prints f{\left(x\right)}
                node = self.applied(node)
                cursor.expect("}")
            else:
                return node

    def _with_sub(self, node: Node) -> Node:
        self.cursor.next()
        sign = None if isinstance(node, Name) else self._braced_sign()
        sub: Node = self.script() if sign is None else sign
        if (found := indicator(node, sub) or positive_part(node, sub)) is not None:
            return found
        if isinstance(node, Name) and node.sub is None:
            return replace(node, sub=sub)
        if isinstance(node, Norm) and node.order is None:
            return Norm(node.body, sub)
        return Indexed(node, sub)

    def _braced_sign(self) -> Text | None:
        """The sign of a positive part, `[x]_{+}`. Below a name it is none: that is how a sum is misread."""
        sign = self.cursor.peek()
        if not self.cursor.at("{") or sign.text not in ("+", "-") or self.cursor.peek(2).text != "}":
            return None
        for _ in range(3):
            self.cursor.next()
        return Text(sign.text)

    def _with_sup(self, node: Node) -> Node:
        cursor = self.cursor
        cursor.next()
        if cursor.at("*") or (cursor.at("{") and cursor.peek().text == "*" and cursor.peek(2).text == "}"):
            for _ in range(3 if cursor.at("{") else 1):
                cursor.next()
            return replace(node, accent="star") if isinstance(node, Name) else node
        if cursor.at("{") and all(cursor.peek(i).text == "'" for i in (1,)):
            return self._primed(node)
        if self._is_capital(node) and self._takes_braced_plus():
            return Power(node, Name("dagger"))
        if isinstance(node, Name) and (indexed := self._layer(node)) is not None:
            return indexed
        sup = self.script()
        if isinstance(sup, Name) and sup.base in ("T", "top", "transpose") and sup.sub is None:
            return Transpose(node)
        if self._is_capital(node) and sup == Text("+"):
            return Power(node, Name("dagger"))
        if isinstance(sup, Name) and sup.base in ("circ", "degree"):
            return Quantity(node, "degree")
        return self._raised(node, sup)

    def _raised(self, node: Node, sup: Node) -> Node:
        """To a power, with what stands behind it."""
        if isinstance(node, Name) and self.cursor.at("_"):  # x^2_i is x_i squared
            return Power(self._with_sub(node), sup)
        if isinstance(node, Name) and self.calls(node) and self.cursor.at("("):
            if self._is_within(node) or self._raised_behind():
                return Power(node, sup)
            return Power(self.applied(node), sup)
        if isinstance(node, Gradient) and sup == Number("2"):  # `\nabla^2 f` is no square
            return Product((node, node))
        return Power(node, sup)

    def _is_within(self, name: Name) -> bool:
        """Whether the letter stands as a value in the brackets behind it, as no function does: `p^k (1 - p)^{n-k}`."""
        if len(name.base) > 1 or name.sub is not None or name.primes or name.alphabet:
            return False
        ends = self.brackets_end()
        inside = range(ends) if ends is not None else ()
        apart = ("(", "[", "_", "'")
        return any(self.cursor.peek(i).text == name.base and self.cursor.peek(i + 1).text not in apart for i in inside)

    def brackets_end(self) -> int | None:
        """How many tokens on the brackets here close; None where that is far away."""
        depth = 0
        for ahead in range(LONGEST_BRACKETS):
            text = self.cursor.peek(ahead).text
            depth += (text in ("(", "[")) - (text in (")", "]"))
            if depth <= 0:
                return ahead
        return None

    def _raised_behind(self) -> bool:
        """Whether the brackets here have a power of their own: `p^k (1 - q)^m` is a product of two."""
        ends = self.brackets_end()
        return ends is not None and self.cursor.peek(ends + 1).text == "^"

    def _is_capital(self, node: Node) -> bool:
        return isinstance(node, Name) and node.base[0].isupper()

    def _takes_braced_plus(self) -> bool:
        r"""A^{+}: the pseudoinverse."""
        braced = self.cursor.at("{") and self.cursor.peek().text == "+" and self.cursor.peek(2).text == "}"
        for _ in range(3 if braced else 0):
            self.cursor.next()
        return braced

    def _layer(self, name: Name) -> Node | None:
        """W^{(2)}, h^{[l-1]} and W^{(l)T}: names with an index, and not e^{(x+1)}, f^{(n)}(x)."""
        cursor = self.cursor
        if not (cursor.at("{") and cursor.peek().text in ("(", "[")):
            return None
        inside = [cursor.peek(i) for i in range(2, 8)]
        closer = ")" if cursor.peek().text == "(" else "]"
        length = next((i for i, t in enumerate(inside) if t.text == closer), 0)
        turned = cursor.peek(length + 3).text in (r"\top", "T", r"\intercal")
        ends = length > 0 and cursor.peek(length + 3 + turned).text == "}"
        called = cursor.peek(length + 4).text == "(" and name.base in self.functions
        if not ends or called or not _is_index([t.text for t in inside[:length]]):
            return None
        cursor.next()
        cursor.next()
        index = self.chain()
        cursor.expect(closer)
        if turned:
            cursor.next()
        cursor.expect("}")
        return Transpose(self._in_layer(name, index)) if turned else self._in_layer(name, index)

    def _in_layer(self, name: Name, index: Node) -> Name:
        sub = name.sub
        if sub is None and self.cursor.take("_"):
            sub = self.script()
        return replace(name, sub=Layer(index, sub))

    def _primed(self, node: Node) -> Node:
        """x^{\\prime} and x^{\\prime 2}."""
        self.cursor.next()
        primes = 0
        while self.cursor.take("'"):
            primes += 1
        base = replace(node, primes=node.primes + primes) if isinstance(node, Name) else node
        if self.cursor.take("}"):
            return base
        exponent = self.chain()
        self.cursor.expect("}")
        return self._raised(base, exponent)

    def script(self) -> Node:
        """What stands in a subscript or superscript: a braced group, or one token."""
        cursor = self.cursor
        if cursor.at("{"):
            return self.braced()
        if cursor.token.kind == "number":  # a unit behind it is that of the whole: 10^6 s
            return self._digits()
        if sign := cursor.take("+", "-"):
            if sign == "-" and cursor.token.kind in ("number", "letter") and not cursor.token.spaced:
                return Negative(self._digits() if cursor.token.kind == "number" else self.atom())  # people type 10^-2
            return Text(sign)
        if cursor.take("*"):
            return Name("star")
        with cursor.deeper():
            return self.atom()

    def _digits(self) -> Node:
        """x^12 is x^1 2 in TeX, but people who write it mean x^{12}."""
        return Number(self.cursor.next().text)

    def braced(self) -> Node:
        self.cursor.expect("{")
        if self.cursor.take("}"):
            return Text("")
        bars, self.bars = self.bars, []
        with self.cursor.deeper():
            alone = self.cursor.at("*") and self.cursor.peek().text == "}"
            node = self.script() if alone else self.statements()
            self.cursor.drop_stops()
            if self.cursor.take(r"\choose"):
                node = Binomial(node, self.statements())
        self.bars = bars
        self.cursor.expect("}")
        return node


def _is_index(texts: list[str]) -> bool:
    """`2`, `l`, `l-1`, `t+1`: what counts layers, steps and samples."""
    first, rest = texts[0], texts[1:]
    counts = first.isdigit() or first in _COUNTING
    return counts and (not rest or (len(rest) == 2 and rest[0] in "+-" and rest[1].isdigit()))
