"""The paint-order rule, forwards: LaTeX to the glyphs of the dump, without blanks and line ends.

Independent of the way back (`beam`): it reads the LaTeX string itself, so a reading that passes has survived both
directions. Covers what the dump reader can write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaluator.mathtext.alphabets import COMMANDS
from evaluator.mathtext.glyph_classes import ACCENTS, BIG, FUNCTION_WORDS, LIMIT_WORDS, NOT_EQUAL, PRIME, SLASH, breaks
from evaluator.mathtext.layout import Accent, Box, Fence, Fraction, Glyph, Operator, Radical, Row, Scripts

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[^\\]", re.DOTALL)
_CHARS = {command: char for char, command in COMMANDS.items() if command.startswith("\\")}
_CHARS.update({r"\mu": "μ", r"\|": "∥", r"\ ": "\xa0", r"\prime": PRIME})
_MARKS = {name: mark for mark, name in ACCENTS.items()}
_STYLES = frozenset({r"\mathbb", r"\mathcal", r"\text", r"\operatorname", r"\operatorname*", r"\mathrm", r"\mathbf"})
_MATHS = str.maketrans({"-": "−", "*": "∗", "|": "∣"})


class Unreadable(Exception):
    """The LaTeX has something that the rule does not cover."""


def linearise(latex: str, display: bool = True) -> str:
    """The glyphs of a formula in paint order; an empty string for LaTeX that the rule does not cover."""
    try:
        row = _Parser(latex).row()
    except Unreadable:
        return ""
    return "".join(_paint(base, display) for base in _bases(row))


class _Parser:
    """Reads LaTeX into layout boxes."""

    def __init__(self, latex: str) -> None:
        self._tokens = _TOKEN.findall(latex)
        self._at = 0

    def row(self, closing: str | None = None) -> Row:
        boxes: list[Box] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token == closing:
                self._at += 1
                return tuple(boxes)
            self._at += 1
            if token in ("_", "^", "'"):
                boxes.append(self._scripted(boxes.pop() if boxes else Glyph(""), token))
            else:
                boxes.extend(self._boxes(token))
        if closing is not None:
            raise Unreadable(closing)
        return tuple(boxes)

    def _boxes(self, token: str) -> Iterator[Box]:
        if token in ("{", "}"):
            if token == "}":
                raise Unreadable(token)
            yield from self.row("}")
        elif not token.startswith("\\"):
            if not token.isspace():
                yield Glyph(token.translate(_MATHS))
        elif token in (r"\left", r"\right"):
            yield Fence(self._delimiter(), token == r"\left")
        elif token in (r"\frac", r"\sqrt", r"\boxed"):
            yield self._stack(token)
        elif token[1:] in _MARKS:
            yield Accent(self._group(), _MARKS[token[1:]])
        elif token in _STYLES:
            yield from self._styled(token)
        else:
            yield from self._symbol(token)

    def _symbol(self, token: str) -> Iterator[Box]:
        name = token[1:]
        if token == r"\notin":
            yield from (Glyph("∈"), Glyph("/"))
        elif token == r"\big":
            self._at += 1  # a tall bar is a drawn path, not a glyph
            yield Glyph("")
        elif (_CHARS.get(token, "") in BIG and token in _CHARS) or name in LIMIT_WORDS:
            yield Operator(_CHARS.get(token, name), None, None, limits=True)
        elif token in _CHARS:
            yield Glyph(_CHARS[token])
        elif name in FUNCTION_WORDS:
            yield from (Glyph(c) for c in name)
        else:
            raise Unreadable(token)

    def _styled(self, token: str) -> Iterator[Box]:
        if token == r"\operatorname*":
            yield Operator("".join(b.char for b in self._group() if isinstance(b, Glyph)), None, None, limits=True)
        else:
            yield from self._group()

    def _stack(self, token: str) -> Box:
        first = self._group()
        if token == r"\frac":
            return Fraction(self._group(), first)
        return Radical(first)

    def _group(self) -> Row:
        while self._at < len(self._tokens) and self._tokens[self._at].isspace():
            self._at += 1
        if self._at >= len(self._tokens):
            raise Unreadable("end")
        token = self._tokens[self._at]
        self._at += 1
        return self.row("}") if token == "{" else tuple(self._boxes(token))

    def _delimiter(self) -> str:
        if self._at >= len(self._tokens):
            raise Unreadable("end")
        token = self._tokens[self._at]
        self._at += 1
        return "" if token == "." else _CHARS.get(token, token.translate(_MATHS))

    def _scripted(self, host: Box, token: str) -> Box:
        if token == "'":
            primes = 1
            while self._at < len(self._tokens) and self._tokens[self._at] == "'":
                primes, self._at = primes + 1, self._at + 1
            row: Row = tuple(Glyph(PRIME) for _ in range(primes))
        else:
            row = self._group()
        if isinstance(host, Operator):
            lower, upper = (row, host.upper) if token == "_" else (host.lower, row)
            return Operator(host.symbol, lower, upper, host.limits)
        base = host if isinstance(host, Scripts) else Scripts(host, None, None)
        return Scripts(base.host, row, base.sup) if token == "_" else Scripts(base.host, base.sub, row)


def _bases(row: Row) -> Iterator[Row]:
    """Cut a top-level row where KaTeX may break the line."""
    start = depth = 0
    for index, box in enumerate(row):
        depth += (1 if box.opens else -1) if isinstance(box, Fence) else 0
        if depth == 0 and isinstance(box, Glyph) and breaks(box.char):
            yield row[start : index + 1]
            start = index + 1
    yield row[start:]


def _paint(row: Row, display: bool) -> str:
    return "".join(_flow(box) for box in row) + "".join(_paint(p, d) for box in row for p, d in _pieces(box, display))


def _flow(box: Box) -> str:
    if isinstance(box, Scripts):
        return _flow(box.host)
    if isinstance(box, Operator) and box.symbol not in BIG and not box.lower:
        return box.symbol
    char = box.char if isinstance(box, Glyph) else ""
    return "=" if char == NOT_EQUAL else char


def _pieces(box: Box, display: bool) -> Iterator[tuple[Row, bool]]:
    """The positioned boxes inside, in paint order; whether display style holds in them."""
    match box:
        case Glyph(char) if char == NOT_EQUAL:
            yield (Glyph(SLASH),), False
        case Scripts(host, sub, sup):
            yield from _pieces(host, display)
            yield from ((row, False) for row in (sub, sup) if row)
        case Fraction(denominator, numerator):
            yield from ((denominator, False), (numerator, False))
        case Radical(body):
            yield body, display
        case Accent(body, mark):
            yield from ((body, display), ((Glyph(mark),), False))
        case Fence(char):
            yield (Glyph(char),), False
        case Operator(symbol, lower, upper) if symbol in BIG or lower:
            sign: Row = tuple(Glyph(c) for c in symbol)
            limits = display and symbol != "∫"
            order = (lower, sign, upper) if limits else (sign, lower, upper)
            yield from ((row, False) for row in order if row)
