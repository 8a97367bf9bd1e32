"""Atoms and what hangs on them: numbers, names, scripts, groups, calls."""

from __future__ import annotations

import re
from collections.abc import Callable

from evaluator.mathtext.commands import Commands, accented
from evaluator.mathtext.conditions import has_bar
from evaluator.mathtext.tree import (
    Binomial,
    Boxed,
    Call,
    Constant,
    Distribution,
    Expectation,
    Growth,
    Name,
    Node,
    Number,
    Quantity,
    Sequence,
)
from evaluator.mathtext.vocabulary import (
    ACCENTS,
    ALPHABETS,
    BIGS,
    CONNECTIVES,
    CONSTANTS,
    CONVERTED,
    DISTRIBUTIONS,
    DROPPED_WITH_GROUP,
    EXPECTATIONS,
    FUNCTIONS,
    GREEK,
    GROWTHS,
    LIMITED,
    PLAIN_WORDS,
    TRANSPARENT,
    UNITS,
)

_MICRO = re.compile(r"\\mu\s*(?=[A-Za-z])")
_DOT = r"\cdot"  # alone where an argument may stand: `\pi(\cdot | s)`
_BEHIND_A_PLACE = {")", "]", ",", ";", "|", r"\mid", r"\|"}
_OPENERS = {"(", "[", "{", r"\lbrace", r"\langle", r"\lfloor", r"\lceil", r"\|"}
_PREFIXES = (
    {
        r"\frac",
        r"\sqrt",
        r"\binom",
        r"\boxed",
        r"\nabla",
        r"\begin",
        r"\underbrace",
        r"\overbrace",
        r"\textcolor",
        r"\arg",
    }
    | {r"\substack", r"\underset", r"\xrightarrow", r"\pmod"}
    | set(BIGS)
    | set(ACCENTS)
    | set(ALPHABETS)
    | DROPPED_WITH_GROUP
    | TRANSPARENT
    | {"\\" + word for word in FUNCTIONS | LIMITED | GREEK | {"Pr", "pi", "emptyset", "hom"}}
)


class Atoms(Commands):
    """The whole grammar."""

    def starts_atom(self) -> bool:
        token = self.cursor.token
        if token.kind in ("number", "letter"):
            return not self.stops_integral()
        if token.text in ("|", r"\|"):
            return self.opens_bar()
        if token.text in _OPENERS:
            return not self._closes_bar()
        return token.kind == "command" and token.text in _PREFIXES and not self._words_follow()

    def _words_follow(self) -> bool:
        """Whether the next token is a text of words between formulas, and no factor."""
        if not self.cursor.at(r"\text") or self.cursor.peek().text != "{":
            return False
        start = self.cursor.index
        self.cursor.next()
        words = self.cursor.raw_group().strip()
        self.cursor.index = start
        return " " in words or words.lower() in CONNECTIVES

    def calls(self, name: Name) -> bool:
        word = len(name.base) > 1 and (name.base not in GREEK or (name.alphabet == "rm" and name.base in DISTRIBUTIONS))
        if self.cursor.at("["):
            return (word or name.alphabet == "bb" or name.base == "E") and name.base not in UNITS
        if name.base == "N" and (name.alphabet == "cal" or (name == Name("N") and self._lists())):
            return True
        if name.base in ("sigma", "lambda") and name.sub in (Name("max"), Name("min")):
            return True  # of a matrix
        return word or name.base in self.functions or name.base in GROWTHS or name.base in EXPECTATIONS

    def _lists(self) -> bool:
        """Whether the brackets here hold two things and more, which nobody multiplies by a number."""
        ends = self.brackets_end()
        inside = [self.cursor.peek(i).text for i in range(1, ends or 0)]
        return "," in inside and not {"(", "[", "="} & {*inside}

    def applied(self, name: Name) -> Node:
        arguments = self.arguments()
        if name.base in EXPECTATIONS and (name.alphabet == "bb" or len(name.base) > 1 or name.base == "E"):
            if EXPECTATIONS[name.base] == "P" and has_bar(_one(arguments)):
                return Call(Name("P"), arguments)
            return Expectation(EXPECTATIONS[name.base], _one(arguments), name.sub)
        if name.base in GROWTHS and name.sub is None and not name.primes:
            return Growth(GROWTHS[name.base], _one(arguments))
        law = name.alphabet == "cal" or len(name.base) > 1 or (name == Name("N") and len(arguments) > 1)
        if name.base in DISTRIBUTIONS and name.sub is None and law:
            return Distribution(name.base, arguments)
        return Call(name, arguments)

    def atom(self) -> Node:
        token = self.cursor.token
        if token.kind == "number":
            return self._number()
        if token.kind == "letter":
            return self._letter()
        if token.text in _OPENERS or token.text == "|":
            return self.fenced()
        if token.text == _DOT and self.cursor.peek().text in _BEHIND_A_PLACE:
            self.cursor.next()
            return Name("cdot")
        if token.kind == "command":
            return self._command()
        raise self.cursor.error("a term")

    def _number(self) -> Node:
        number = Number(self.cursor.next().text)
        unit = self.unit()
        return Quantity(number, unit) if unit else number

    def unit(self) -> str:
        """The unit that follows a number: in \\text{} or \\mathrm{}, or a spaced word of plain letters."""
        cursor, start = self.cursor, self.cursor.index
        micro = cursor.at(r"\mu") and cursor.peek().text in (r"\text", r"\mathrm")
        if micro:
            cursor.next()
        if cursor.at(r"\text", r"\mathrm", r"\operatorname") and cursor.peek().text == "{":
            cursor.next()
            word = ("u" if micro else "") + _MICRO.sub("u", cursor.raw_group().strip()).strip("\\ ").rstrip(".")
            if word in UNITS:
                return CONVERTED.get(word, word)
            cursor.index = start
        elif cursor.token.kind == "letter" and cursor.token.spaced:
            word, length = self._spelled()
            if word in UNITS and len(word) > 1:
                cursor.index += length
                return CONVERTED.get(word, word)
        return ""

    def _spelled(self) -> tuple[str, int]:
        """The run of letters from here on that no blank interrupts."""
        cursor, letters = self.cursor, [self.cursor.token.text]
        while (token := cursor.peek(len(letters))).kind == "letter" and not token.spaced and token.text.isascii():
            letters.append(token.text)
        return "".join(letters), len(letters)

    def _letter(self) -> Node:
        word, length = self._spelled()
        if length > 1 and (word in FUNCTIONS or word in LIMITED or word in EXPECTATIONS or word in PLAIN_WORDS):
            self.cursor.index += length
            if word in PLAIN_WORDS:
                return self._root() if word == "sqrt" else Constant(CONSTANTS[PLAIN_WORDS[word]])
            return self.named_function(word)
        token = self.cursor.next()
        if token.text == "ℝ":
            return Name("R", alphabet="bb")
        return Name(token.text)

    def _command(self) -> Node:
        cursor = self.cursor
        command = cursor.token.text
        special = self._special(command)
        if special is not None:
            cursor.next()
            return special()
        name = command[1:]
        if command in CONSTANTS:
            cursor.next()
            return Constant(CONSTANTS[command])
        if name in FUNCTIONS or name in LIMITED or name == "Pr":
            cursor.next()
            return self.named_function(name)
        if name in GREEK or name == "transpose":
            cursor.next()
            return Name(name)
        raise cursor.error("a term")

    def _special(self, command: str) -> Callable[[], Node] | None:
        table: dict[str, Callable[[], Node]] = {
            r"\frac": self._fraction,
            r"\sqrt": self._root,
            r"\binom": lambda: Binomial(self._argument(), self._argument()),
            r"\boxed": lambda: Boxed(self.braced()),
            r"\nabla": self.gradient,
            r"\begin": self.environment,
            r"\underbrace": self._braced_over,
            r"\overbrace": self._braced_over,
            r"\textcolor": self._coloured,
            r"\text": self._text,
            r"\arg": self._arg,
        }
        if command in table:
            return table[command]
        if command in BIGS:
            return lambda: self.big(BIGS[command])
        if command in ACCENTS:
            return lambda: accented(self.script(), ACCENTS[command])
        if command in ALPHABETS:
            return lambda: self._styled(ALPHABETS[command])
        if command in DROPPED_WITH_GROUP:
            return self._dropped
        if command in TRANSPARENT:
            return self.script
        return None


def _one(arguments: tuple[Node, ...]) -> Node:
    return arguments[0] if len(arguments) == 1 else Sequence("tuple", arguments)
