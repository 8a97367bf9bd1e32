"""Brackets and bars: groups, tuples, sets, intervals, absolute values, norms, arguments."""

from __future__ import annotations

from evaluator.mathtext.operators import Operators
from evaluator.mathtext.tree import (
    Absolute,
    Builder,
    Ceiling,
    Floor,
    Interval,
    Juxtaposed,
    Matrix,
    Node,
    Norm,
    Number,
    Relation,
    Sequence,
    Text,
)

_FARTHEST_BAR = 400  # tokens to look for the partner of a bar: keeps hostile input linear
_OPEN, _CLOSE = {"(", "[", "{", r"\lbrace"}, {")", "]", "}", r"\rbrace"}


class Fences(Operators):
    def fenced(self) -> Node:
        opening = self.cursor.next().text
        if opening == "{":
            self.cursor.index -= 1
            return self.braced()
        bars, self.bars = self.bars, []
        try:
            with self.cursor.deeper():
                return self._inside(opening)
        finally:
            self.bars = bars

    def braced(self) -> Node:
        raise NotImplementedError

    def _inside(self, opening: str) -> Node:
        match opening:
            case "(" | "[":
                return self._round(opening)
            case r"\lbrace":
                return self._set()
            case "|":
                return Absolute(self._barred("|"))
            case r"\|":
                return Norm(self._barred(r"\|"))
            case r"\lfloor":
                return Floor(self._until(r"\rfloor"))
            case r"\lceil":
                return Ceiling(self._until(r"\rceil"))
            case _:
                return _as("tuple", self._until(r"\rangle"))

    def _until(self, closing: str) -> Node:
        body = self.statements()
        self.cursor.expect(closing)
        return body

    def _barred(self, bar: str) -> Node:
        self.bars.append(bar)
        body = self.statements()
        self.bars.pop()
        self.cursor.expect(bar)
        return body

    def _round(self, opening: str) -> Node:
        if self.cursor.take(")", "]"):
            return Sequence("tuple" if opening == "(" else "list", ())
        begin = self.cursor.index
        body = self.given()
        inside = [token.text for token in self.cursor.tokens[begin : self.cursor.index]]
        closing = self.cursor.expect(")", "]")
        items = body.items if isinstance(body, Sequence) and body.kind == "bare" else None
        stacked = items is not None and opening + closing == "[]" and ";" in inside and "," not in inside
        if items is not None and stacked and not all(isinstance(item, Number) for item in items):
            return Matrix(tuple((item,) for item in items))  # but [0; 1] is an interval to some
        if items is not None and len(items) == 2 and (opening, closing) != ("(", ")"):
            return Interval(items[0], items[1], opening == "[", closing == "]")
        if items is None:
            return body if opening + closing != "[]" or not isinstance(body, Relation) else Sequence("list", (body,))
        return Sequence("tuple" if opening == "(" else "list", items)

    def given(self) -> Node:
        """The inside of a parenthesis, in which `|` may separate what is given: p(x | z)."""
        body = self.statements()
        if self.cursor.at("|", r"\mid", r"\|"):
            self.cursor.next()
            return Juxtaposed((body, Text("|"), self.statements()))
        return body

    def _set(self) -> Node:
        if self.cursor.take(r"\rbrace"):
            return Sequence("set", ())
        body = self.statements()
        if self.cursor.take("|", r"\mid", ":"):
            condition = self.statements()
            self.cursor.expect(r"\rbrace")
            return Builder(body, condition)
        self.cursor.expect(r"\rbrace")
        return _as("set", body)

    def arguments(self) -> tuple[Node, ...]:
        """The arguments of a call; the cursor stands on the opening bracket."""
        opening = self.cursor.next().text
        bars, self.bars = self.bars, []
        closing = {"(": ")", "[": "]", r"\|": r"\|"}[opening]
        if self.cursor.take(closing):
            self.bars = bars
            return ()
        with self.cursor.deeper():
            body = self._barred(r"\|") if opening == r"\|" else self.given()
        self.bars = bars
        if opening != r"\|":
            self.cursor.expect(closing)
        if isinstance(body, Sequence) and body.kind == "bare":
            return body.items
        return (body,)

    def opens_bar(self) -> bool:
        """Whether a bar here opens a modulus or a norm: its partner follows before the brackets around it close."""
        if self._closes_bar():
            return False
        depth, bar = 0, self.cursor.token.text
        for ahead in range(1, _FARTHEST_BAR):
            text = self.cursor.peek(ahead).text
            if text in _OPEN:
                depth += 1
            elif text in _CLOSE:
                depth -= 1
            elif text == bar and depth == 0:
                return True
            if depth < 0 or self.cursor.peek(ahead).kind == "end":
                return False
        return False


def _as(kind: str, body: Node) -> Node:
    items = body.items if isinstance(body, Sequence) and body.kind == "bare" else (body,)
    return Sequence("set" if kind == "set" else "tuple", items)
