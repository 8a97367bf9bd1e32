"""A line of text as words and pieces of mathematics."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from evaluator.mathtext.alphabets import COMMANDS, OPERATOR_NAMES, SUBSCRIPTS, SUPERSCRIPTS
from evaluator.mathtext.glyph_classes import FUNCTION_WORDS
from evaluator.mathtext.pdf.encodings import plain

_UP, _DOWN = "".join(SUPERSCRIPTS), "".join(SUBSCRIPTS)
_TOKEN: Final = re.compile(
    rf"(?P<up>[{re.escape(_UP)}]+)|(?P<down>[{re.escape(_DOWN)}]+)"
    r"|(?P<command>\\[A-Za-z]+\*?|\\[{}|,;!:])"
    r"|(?P<script>_(?:\{|\\[A-Za-z]+|\d+|[A-Za-z]+)|\^(?:[{(]|\\[A-Za-z]+|[-−]?\d+|[A-Za-z*′⊤†]|[Α-Ωα-ω]))"
    r"|(?P<bold>\*\*)"
    r"|(?P<accented>(?:[A-Za-zα-ωϕ][\u0302-\u0308\u0330]|[\u00c0-\u1eff])(?![A-Za-z\u00c0-\u024f]))"
    r"|(?P<short>[A-Za-z](?:\.[A-Za-z])+\.?)"  # i.i.d.
    r"|(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"|(?P<letters>[A-Za-z]+(?:'[a-z]+)?)"
    r"|(?P<operator>\|\||<<|>>|<=|>=|!=|:=|->|=>|\.\.\.|[-+*/^_=<>|!'~])"
    r"|(?P<bracket>[()\[\]{}])"
    r"|(?P<comma>[,;])"
    r"|(?P<space>[ \t\xa0\u2009\u200a\u202f\u2061-\u2064\u200b]+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_ACCENTS: Final = {
    "\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0305": "bar", "\u0307": "dot", "\u0308": "ddot",
    "\u0330": "tilde",
}  # fmt: skip
_GREEK: Final = re.compile("[α-ωΓ-Ωϕϵϑ]")
# Signs that mathematics is written with; dashes, bullets, ticks and arrows of lists are not among them.
_SIGNS: Final = frozenset(COMMANDS) - frozenset("∙⋆∴∵_$%#&{}←↔…") | frozenset("√·∉∼⟂ǁ◦")
_SPELLED: Final = {
    "√": r"\sqrt", "·": r"\cdot", "∉": r"\notin", "⟂": r"\perp", "ǁ": r"\|", "◦": r"\circ", "′": "'", "|": "|",
    "||": r"\|", "<=": r"\leq", ">=": r"\geq", "!=": r"\neq", "->": r"\to", "=>": r"\Rightarrow", "...": r"\ldots",
    "*": r"\cdot", "<<": r"\ll", ">>": r"\gg", "~": r"\sim", "…": r"\ldots",
}  # fmt: skip
_PARTS: Final = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅙": (1, 6), "⅛": (1, 8)}
# Letters that people spell out: "lambda".
_NAMED: Final = {latex[1:]: latex for char, latex in COMMANDS.items() if _GREEK.fullmatch(char)}
_FUNCTIONS: Final = FUNCTION_WORDS | OPERATOR_NAMES | {"sqrt", "relu", "argmin", "argmax", "trace"}
# Short words of English: two letters that are a product in no formula that we care for.
_SHORT_WORDS: Final = frozenset(
    "is of to as in we so if at by or an be it on no up my do us vs he me am ok go id eg ie re let for and the any all "
    "has was are can not but our its one two per via see set get use due now how why who did you".split()
)
_ACRONYMS: Final = frozenset("SVD MSE CNN RNN SGD GPU CPU MLP PCA MAP MLE NLP LLM API AI ML DL TA OK US PDF HW".split())


_NAME: Final = 3  # letters
_BIG: Final = frozenset({"sum"})


class Kind(Enum):
    """What a token is in a formula."""

    letter = auto()  # one name, Greek or Latin, with its alphabet
    product = auto()  # letters without a blank between them: a word, or a product of names
    number = auto()
    up = auto()
    down = auto()
    command = auto()
    function = auto()
    operator = auto()
    opening = auto()
    closing = auto()
    comma = auto()
    bold = auto()
    space = auto()
    word = auto()  # ends every formula


@dataclass(frozen=True, slots=True)
class Token:
    """`text` as it stands at `start`; `latex` what it is as LaTeX; `sign` whether only mathematics writes so."""

    kind: Kind
    text: str
    start: int
    latex: str
    sign: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """`text[start:end]` as tokens, blanks among them."""
    place = start
    while place < end:
        match = _TOKEN.match(text, place, end)
        if match is None:  # cannot be: every character is one of them
            return
        made = _token(match)
        if made.kind is Kind.product:
            made = _called(made, text[made.end : end])
        if made.kind is Kind.command:
            made = _with_groups(made, text, end)
        elif match.lastgroup == "script" and made.text[-1] in "{(":
            made = _with_group(made, text, end)
        yield made
        place = made.end


def _token(match: re.Match[str]) -> Token:
    kind, text, at = match.lastgroup, match.group(), match.start()
    match kind:
        case "up":
            return Token(Kind.up, text, at, f"^{{{_scripts(text, SUPERSCRIPTS)}}}", True)
        case "down":
            return Token(Kind.down, text, at, f"_{{{_scripts(text, SUBSCRIPTS)}}}", True)
        case "command":
            return Token(Kind.command, text, at, text, True)
        case "script":
            return Token(Kind.up if text[0] == "^" else Kind.down, text, at, _script(text), text[0] == "^")
        case "accented":
            return _accented(text, at)
        case "bold":
            return Token(Kind.bold, text, at, "")
        case "number":
            return Token(Kind.number, text, at, text.replace(",", ""))
        case "letters":
            return _letters(text, at)
        case "operator":
            return Token(Kind.operator, text, at, _SPELLED.get(text, text))
        case "bracket":
            return Token(
                Kind.opening if text in "([{" else Kind.closing, text, at, {"{": r"\{", "}": r"\}"}.get(text, text)
            )
        case "comma":
            return Token(Kind.comma, text, at, text)
        case "space":
            return Token(Kind.space, text, at, " ")
        case _:
            return _sign(text, at)


def _scripts(text: str, table: dict[str, str]) -> str:
    made = "".join(COMMANDS.get(table.get(c, c), table.get(c, c)) for c in text)
    return re.sub(r"(?<=[A-Za-z0-9])x(?=[A-Za-z0-9])", r"\\times ", made)  # ℝⁿˣᵐ


def _script(text: str) -> str:
    hung = "".join(COMMANDS.get(c, c) for c in text[1:])
    if re.fullmatch("[A-Za-z]{3,}", hung):
        hung = rf"\text{{{hung}}}"
    return f"{text[0]}{{{hung}}}"


def _letters(text: str, at: int) -> Token:
    if len(text) == 1:
        return Token(Kind.letter, text, at, text)
    if text in _NAMED:
        return Token(Kind.letter, text, at, _NAMED[text])
    if text in _FUNCTIONS:
        return Token(Kind.function, text, at, "\\" + text if text in FUNCTION_WORDS else rf"\operatorname{{{text}}}")
    if len(text) <= 3 and text.isalpha() and not _is_word(text):
        return Token(Kind.product, text, at, " ".join(text))
    return Token(Kind.word, text, at, text)


def _called(made: Token, behind: str) -> Token:
    """Three letters that are called, or have an index, are one name, and `sum_j` is a sum."""
    if len(made.text) < _NAME or behind[:1] not in ("_", "("):
        return made
    if made.text in _BIG:
        return Token(Kind.operator, made.text, made.start, f"\\{made.text}") if behind[0] == "_" else made
    return Token(Kind.function, made.text, made.start, rf"\operatorname{{{made.text}}}")


def _is_word(text: str) -> bool:
    return text in _ACRONYMS if text.isupper() else text.lower() in _SHORT_WORDS


def _accented(text: str, at: int) -> Token:
    """`ŷ`; letters of other languages are words."""
    letter, accent = (*unicodedata.normalize("NFD", text), "")[:2]
    if len(unicodedata.normalize("NFD", text)) != 2 or accent not in _ACCENTS:
        return _sign(text, at) if len(text) == 1 else Token(Kind.word, text, at, text)
    return Token(Kind.letter, text, at, rf"\{_ACCENTS[accent]}{{{COMMANDS.get(letter, letter)}}}", True)


def _sign(text: str, at: int) -> Token:
    if found := plain(text):
        letter, style = found
        command = {"bf": "mathbf", "bi": "boldsymbol", "bb": "mathbb", "cal": "mathcal", "frak": "mathfrak"}.get(style)
        spelled = COMMANDS.get(letter, letter)
        return Token(Kind.letter, text, at, rf"\{command}{{{spelled}}}" if command else spelled, True)
    if _GREEK.match(text) and text in COMMANDS:
        return Token(Kind.letter, text, at, COMMANDS[text], True)
    if text in "⟨⌊⌈":
        return Token(Kind.opening, text, at, COMMANDS[text], True)
    if text in "⟩⌋⌉":
        return Token(Kind.closing, text, at, COMMANDS[text], True)
    if text in "∞∅ℓ∇∂⊤†":
        return Token(Kind.letter, text, at, COMMANDS[text], True)
    if text in _SIGNS:
        return Token(Kind.operator, text, at, _SPELLED.get(text, COMMANDS.get(text, text)), text not in "×·→⇒⟹")
    if text in _PARTS:
        above, below = _PARTS[text]
        return Token(Kind.number, text, at, rf"\frac{{{above}}}{{{below}}}", True)
    if text == "…":
        return Token(Kind.operator, text, at, r"\ldots")
    return Token(Kind.word, text, at, text)


_ENVIRONMENT: Final = re.compile(r"\\begin\{(\w+\*?)\}")
_GROUP: Final = re.compile(r" ?\{|\[")
_LARGEST: Final = 3_000  # characters of an environment or a group


def _with_groups(made: Token, text: str, end: int) -> Token:
    """A command with the groups in braces, or the environment, that belong to it."""
    place = made.end
    if begun := _ENVIRONMENT.match(text, made.start, end):
        mark = rf"\end{{{begun[1]}}}"
        at = text.find(mark, place, min(end, place + _LARGEST))
        place = at + len(mark) if at >= 0 else place
    elif made.text in (r"\left", r"\right"):
        place += re.match(r"\s*(?:\\[A-Za-z{}|]+|.)?", text[place : place + 20], re.DOTALL).end()  # type: ignore[union-attr]
    else:
        while opened := _GROUP.match(text, place, end):
            if opened[0] == "[" and made.text != r"\sqrt":
                break
            closed = _closed(text, opened.end() - 1, min(end, place + _LARGEST))
            if closed is None:
                break
            place = closed
    whole = text[made.start : place]
    kind = {r"\left": Kind.opening, r"\right": Kind.closing, r"\{": Kind.opening, r"\}": Kind.closing}
    return Token(kind.get(made.text, Kind.command), whole, made.start, whole, True)


def _with_group(made: Token, text: str, end: int) -> Token:
    """A script with what its bracket holds; a bracket that is never closed is no script."""
    opened = made.end - 1
    closed = _closed(text, opened, min(end, opened + _LARGEST))
    if closed is None:
        return Token(Kind.word, made.text, made.start, made.text)
    inside = text[opened + 1 : closed - 1] if text[opened] == "{" else text[opened:closed]
    inside = "".join(c if c.isascii() else COMMANDS.get(c, c) + " " for c in inside)
    return Token(made.kind, text[made.start : closed], made.start, f"{made.text[0]}{{{inside}}}", made.sign)


def _closed(text: str, start: int, end: int) -> int | None:
    depth = 0
    for place in range(start, end):
        depth += {"{": 1, "[": 1, "(": 1, "}": -1, "]": -1, ")": -1}.get(text[place], 0)
        if not depth:
            return place + 1
    return None
