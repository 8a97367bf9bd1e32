"""Layout boxes to LaTeX, and what had to be assumed on the way."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from evaluator.mathtext.alphabets import COMMANDS, NEGATION, OPERATOR_NAMES, TWO_GLYPHS, host_of, run_end, spell
from evaluator.mathtext.glyph_classes import FUNCTION_WORDS, PRIME, RELATIONS
from evaluator.mathtext.layout import (
    Accent,
    Bar,
    Box,
    Column,
    Cover,
    Fence,
    Fraction,
    Glyph,
    Grid,
    Operator,
    Radical,
    Row,
    Scripts,
    glyphs,
)


@dataclass
class Writer:
    """Writes rows as LaTeX; `words` are the words of the document's prose, which upright runs are looked up in."""

    words: Collection[str] = ()
    assumed: set[str] = field(default_factory=set)
    sees_frames: bool = False  # whether the source tells a root from a frame

    def row(self, row: Row) -> str:
        parts: list[str] = []
        index = 0
        while index < len(row):
            text, index = self._next(row, index)
            parts.append(text)
        return _join(parts)

    def _next(self, row: Row, index: int) -> tuple[str, int]:
        box = row[index]
        if _known(box):
            return self._set(row, index)
        if not isinstance(box, Glyph | Scripts):
            return self.box(box), index + 1
        word, end = self._word(row, index)
        if word:
            last = row[end - 1]
            return word + (self._hung(last) if isinstance(last, Scripts) else ""), end
        if isinstance(box, Glyph):
            return self._glyph(box.char, row, index)
        return self.box(box, row[index - 1] if index else None), index + 1

    def _set(self, row: Row, index: int) -> tuple[str, int]:
        """A run of letters of one known alphabet, with the scripts of its last one."""
        if isinstance(row[index], Glyph) and (two := TWO_GLYPHS.get(_char(row, index) + _char(row, index + 1))):
            last = row[index + 1]
            return two + (self._hung(last) if isinstance(last, Scripts) else ""), index + 2
        if _char(row, index) == NEGATION and _char(row, index + 1):
            negated, end = self._set(row, index + 1)
            return r"\not" + negated, end
        if _char(row, index) in RELATIONS and _char(row, index + 1) == NEGATION:
            return r"\not" + spell([host_of(row[index])]), index + 2
        end = run_end(row, index)
        letters = [host_of(box) for box in row[index:end]]
        last = row[end - 1]
        return spell(letters) + (self._hung(last) if isinstance(last, Scripts) else ""), end

    def _glyph(self, char: str, row: Row, index: int) -> tuple[str, int]:
        if char == "∈" and _char(row, index + 1) == "/":
            return r"\notin", index + 2
        if char == ":" and _char(row, index + 1) == "=":
            return ":=", index + 2
        if char == "\xa0":
            return r"\ ", index + 1
        return self._letter(char, _char(row, index - 1), _char(row, index + 1)), index + 1

    def _letter(self, char: str, before: str, after: str) -> str:
        if char == "E" and ((after in "[({" and after) or before in ("", "=", "−", "+", "⋅")) and after in ("[", ""):
            self.assumed.add("alphabet")
            return r"\mathbb{E}"
        if char == "N" and before == "∼" and after == "(":
            self.assumed.add("alphabet")
            return r"\mathcal{N}"
        if char == "R" and before in ("∈", ":", "→"):
            self.assumed.add("alphabet")
            return r"\mathbb{R}"
        return COMMANDS.get(char, char)

    def _word(self, row: Row, index: int) -> tuple[str, int]:
        """An upright word that starts at `index`, with the index behind it, or an empty string."""
        end, letters = index, ""
        while end < len(row) and (char := _char(row, end)).isascii() and char.isalpha():
            box = row[end]
            if end > index and _spaced(box):
                break
            letters += char
            end += 1
            if isinstance(box, Scripts):
                break
        for length in range(len(letters), 1, -1):
            word = letters[:length]
            if written := self._upright(word, whole=length == len(letters)):
                return written, index + length
        return "", index

    def _upright(self, word: str, whole: bool) -> str:
        if word in FUNCTION_WORDS:
            return "\\" + word
        if word in OPERATOR_NAMES:
            return rf"\operatorname{{{word}}}"
        plain = word if len(word) == 2 else word.lower()  # `AS` is a product, and no "as"
        if whole and (plain in self.words or (len(word) >= 3 and _looks_like_word(word))):
            return rf"\text{{{word}}}"
        return ""

    def box(self, box: Box, before: Box | None = None) -> str:
        match box:
            case Glyph(char):
                return self._letter(char, "", "")
            case Scripts():
                return self._host(box, before) + self._hung(box)
            case Fraction(denominator, numerator):
                return rf"\frac{{{self.row(numerator)}}}{{{self.row(denominator)}}}"
            case Radical(body, boxed, index):
                return self._radical(body, boxed, index)
            case Operator():
                return self._operator(box)
            case Accent(body, mark):
                return rf"\{mark}{{{self.row(body)}}}"
            case Fence(char, opens):
                return (r"\left" if opens else r"\right") + COMMANDS.get(char, char)
            case Bar():
                self.assumed.add("bar")
                return "|"
            case Grid(rows, kind):
                return self._grid(rows, kind)
            case Cover(command, body, label):
                return self._cover(command, body, label)
            case Column(cells):
                return self._grid([[cell] for cell in cells], "matrix")
        raise TypeError(box)

    def _radical(self, body: Row, boxed: bool, index: Row | None) -> str:
        if not self.sees_frames:
            self.assumed.add("box")
        power = f"[{self.row(index)}]" if index else ""
        return (r"\boxed" if boxed else rf"\sqrt{power}") + f"{{{self.row(body)}}}"

    def _grid(self, rows: Sequence[Sequence[Row]], kind: str) -> str:
        if kind == "binom":
            return rf"\binom{{{self.row(rows[0][0])}}}{{{self.row(rows[1][0])}}}"
        lines = [" & ".join(self.row(cell) for cell in line) for line in rows]
        text = lines[0] + "".join(r" \\ " + ("{}" if line[:1] in ("[", "*") else "") + line for line in lines[1:])
        return rf"\begin{{{kind}}} {text} \end{{{kind}}}"

    def _cover(self, command: str, body: Row, label: Row | None) -> str:
        inner = f"{{{self.row(body)}}}"
        if command in ("overset", "underset"):
            return rf"\{command}{{{self.row(label or ())}}}{inner}"
        mark = "^" if command.startswith("over") else "_"
        return rf"\{command}{inner}" + (f"{mark}{{{self.row(label)}}}" if label else "")

    def _host(self, box: Scripts, before: Box | None) -> str:
        host = box.host
        if isinstance(host, Scripts):
            return f"{{{self.box(host)}}}"  # TeX knows one superscript a base
        if not isinstance(host, Glyph):
            return self.box(host)
        if host.font:
            return spell([host])
        if host.char == "E" and box.sub is not None and box.sup is None:
            self.assumed.add("alphabet")
            return r"\mathbb{E}"
        if host.char == "R" and (box.sup is not None or (isinstance(before, Glyph) and before.char in "∈→")):
            self.assumed.add("alphabet")
            return r"\mathbb{R}"
        return COMMANDS.get(host.char, host.char)

    def _hung(self, box: Scripts) -> str:
        below = f"_{{{self.row(box.sub)}}}" if box.sub else ""
        bar = not self.sees_frames and isinstance(box.host, Glyph) and box.host.char in ")]"
        if bar and box.sub and "=" in glyphs(box.sub):
            self.assumed.add("bar")
            below = rf"\big|{below}"
        return below + self._above(box.sup)

    def _above(self, sup: Row | None) -> str:
        if not sup:
            return ""
        if len(sup) == 1 and isinstance(sup[0], Scripts) and _char(sup, 0) == PRIME:
            return "'" + self._hung(sup[0])  # {g'}^2, whose power hangs on the prime
        primes = 0
        while primes < len(sup) and _char(sup, primes) == PRIME:
            primes += 1
        rest = sup[primes:]
        if not rest:
            return "'" * primes
        return "^{" + r"\prime " * primes + self.row(rest) + "}"

    def _operator(self, box: Operator) -> str:
        name = COMMANDS.get(box.symbol) or _limit_word(box.symbol, box.limits)
        lower = f"_{{{self.row(box.lower)}}}" if box.lower else ""
        upper = f"^{{{self.row(box.upper)}}}" if box.upper else ""
        return name + lower + upper


def _known(box: Box) -> bool:
    """Whether it is a letter or sign whose alphabet the source tells."""
    host = host_of(box)
    return isinstance(host, Glyph) and bool(host.font)


def _limit_word(word: str, limits: bool) -> str:
    if word in ("argmax", "argmin"):
        return rf"\operatorname{'*' if limits else ''}{{{word}}}"
    return "\\" + word.replace(" ", "")


def _looks_like_word(word: str) -> bool:
    """Lower-case with a vowel and a consonant in turn, or all capitals: RMS, remat, fan; not xyz, jkl, Wx."""
    if word.isupper():
        return len(word) >= 3 and len(set(word)) > 1 and not set(word) <= set("ABCDXYZ")
    return len(word) >= 4 and bool(re.fullmatch(r"[A-Za-z]?[a-z]+", word)) and bool(re.search("[aeiou][^aeiou]", word))


def _char(row: Row, index: int) -> str:
    if not 0 <= index < len(row):
        return ""
    box = row[index]
    host = box.host if isinstance(box, Scripts) else box
    return host.char if isinstance(host, Glyph) else ""


def _spaced(box: Box) -> bool:
    host = box.host if isinstance(box, Scripts) else box
    return isinstance(host, Glyph) and host.space


def _join(parts: list[str]) -> str:
    """Put a blank where a command would run into a letter, and around relations for reading."""
    text = ""
    for part in parts:
        if re.search(r"\\[A-Za-z]+$", text) and re.match(r"[A-Za-z]", part):
            text += " "
        text += part
    return text
