"""The parser's place in its tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from evaluator.errors import MathSyntaxError
from evaluator.mathtext.lexer import Token

DEEPEST = 60  # groups inside groups: each takes about ten frames of Python's 1,000


class Cursor:
    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text, self.tokens, self.index, self._depth = text, list(tokens), 0, 0

    @property
    def token(self) -> Token:
        return self.tokens[self.index]

    def peek(self, ahead: int = 1) -> Token:
        return self.tokens[min(self.index + ahead, len(self.tokens) - 1)]

    def next(self) -> Token:
        token = self.tokens[self.index]
        if token.kind != "end":
            self.index += 1
        return token

    def at(self, *texts: str) -> bool:
        return self.token.kind != "end" and self.token.text in texts

    def at_end(self) -> bool:
        return self.token.kind == "end"

    def take(self, *texts: str) -> str | None:
        """Step over the token if it is one of these, and say which."""
        return self.next().text if self.at(*texts) else None

    def expect(self, *texts: str) -> str:
        taken = self.take(*texts)
        if taken is None:
            raise self.error(" or ".join(texts))
        return taken

    def error(self, expected: str) -> MathSyntaxError:
        return MathSyntaxError(self.text, self.token.position, expected)

    def split_number(self) -> None:
        """Make two tokens of the number here: its first digit and the rest."""
        token = self.token
        rest = Token("number", token.text[1:], token.position + 1)
        self.tokens[self.index : self.index + 1] = [token._replace(text=token.text[0]), rest]

    def drop_punctuation(self) -> None:
        """Step over the full stop or comma that ends the sentence around a formula."""
        while self.at(".", ",", ";", ":", "!", "?", r"\\") and self._only_punctuation_follows():
            self.next()

    def drop_stops(self) -> None:
        """Step over what ends a sentence before a brace: the full stop that people write into a box."""
        ahead = 0
        while self.peek(ahead).text in (".", ",", ";"):
            ahead += 1
        if self.peek(ahead).text == "}":
            self.index += ahead

    def _only_punctuation_follows(self) -> bool:
        return all(t.text in (".", ",", ";", ":", "?", r"\\") for t in self.tokens[self.index : -1])

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Count one level of nesting."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise self.error(f"at most {DEEPEST} levels of nesting")
        yield
        self._depth -= 1

    def raw_group(self) -> str:
        """The source text of a braced group, braces balanced, not parsed."""
        self.expect("{")
        start, depth = self.token.position, 1
        while not self.at_end():
            token = self.next()
            depth += (token.text == "{") - (token.text == "}")
            if depth == 0:
                return self.text[start : token.position]
        raise self.error("}")
