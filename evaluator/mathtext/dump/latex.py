"""Layout boxes to LaTeX, and what had to be assumed on the way."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from evaluator.mathtext.dump.glyphs import FUNCTION_WORDS, PRIME
from evaluator.mathtext.dump.layout import (
    Accent,
    Box,
    Column,
    Fence,
    Fraction,
    Glyph,
    Operator,
    Radical,
    Row,
    Scripts,
    glyphs,
)

COMMANDS = {
    "∑": r"\sum", "∏": r"\prod", "∫": r"\int", "∮": r"\oint", "⋃": r"\bigcup", "⋂": r"\bigcap", "⨁": r"\bigoplus",
    "−": "-", "⋅": r"\cdot", "×": r"\times", "±": r"\pm", "∓": r"\mp", "∗": "*", "⊙": r"\odot", "⊗": r"\otimes",
    "⊕": r"\oplus", "∘": r"\circ", "÷": r"\div", "∪": r"\cup", "∩": r"\cap", "∖": r"\setminus", "∧": r"\wedge",
    "∨": r"\vee", "≠": r"\neq", "≤": r"\leq", "≥": r"\geq", "≈": r"\approx", "∼": r"\sim", "≃": r"\simeq",
    "≅": r"\cong",
    "≡": r"\equiv", "≜": r"\triangleq", "∝": r"\propto", "∈": r"\in", "∋": r"\ni", "⊂": r"\subset",
    "⊆": r"\subseteq", "⊃": r"\supset", "⊇": r"\supseteq", "≪": r"\ll", "≫": r"\gg", "≲": r"\lesssim",
    "≳": r"\gtrsim", "⪰": r"\succeq", "⪯": r"\preceq", "≻": r"\succ", "≺": r"\prec", "→": r"\to",
    "←": r"\leftarrow", "↔": r"\leftrightarrow", "⇒": r"\Rightarrow", "⇐": r"\Leftarrow", "⇔": r"\Leftrightarrow",
    "⟹": r"\implies", "⟺": r"\iff", "↦": r"\mapsto", "⊥": r"\perp", "∥": r"\|", "∣": "|", "∇": r"\nabla",
    "∂": r"\partial", "∞": r"\infty", "∅": r"\emptyset", "∀": r"\forall", "∃": r"\exists", "¬": r"\neg",
    "ℓ": r"\ell", "ℏ": r"\hbar", "ℜ": r"\Re", "ℑ": r"\Im", "⊤": r"\top", "†": r"\dagger", "…": r"\ldots",
    "⋯": r"\cdots", "⋮": r"\vdots", "⋱": r"\ddots", "⟨": r"\langle", "⟩": r"\rangle", "⌊": r"\lfloor",
    "⌋": r"\rfloor", "⌈": r"\lceil", "⌉": r"\rceil", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&",
    "_": r"\_", "$": r"\$", "∴": r"\therefore", "∵": r"\because", "⋆": r"\star", "∙": r"\bullet", "∠": r"\angle",
    "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ϵ": r"\epsilon", "ε": r"\varepsilon",
    "ζ": r"\zeta", "η": r"\eta", "θ": r"\theta", "ϑ": r"\vartheta", "ι": r"\iota", "κ": r"\kappa", "λ": r"\lambda",
    "μ": r"\mu", "µ": r"\mu", "ν": r"\nu", "ξ": r"\xi", "π": r"\pi", "ρ": r"\rho", "σ": r"\sigma", "τ": r"\tau",
    "υ": r"\upsilon", "ϕ": r"\phi", "φ": r"\varphi", "χ": r"\chi", "ψ": r"\psi", "ω": r"\omega", "Γ": r"\Gamma",
    "Δ": r"\Delta", "Θ": r"\Theta", "Λ": r"\Lambda", "Ξ": r"\Xi", "Π": r"\Pi", "Σ": r"\Sigma", "Υ": r"\Upsilon",
    "Φ": r"\Phi", "Ψ": r"\Psi", "Ω": r"\Omega",
}  # fmt: skip

# Upright words that mathematics uses as operators; any other word becomes \text.
_OPERATORS = frozenset(
    "sign sgn Var Cov Corr RMS tr Tr diag rank vec softmax sigmoid ReLU relu Bernoulli KL MSE SNR erf var cov std mean "
    "dom proj span conv supp logit clip round Unif Uniform Categorical Poisson Exp Beta Gamma".split()
)


@dataclass
class Writer:
    """Writes rows as LaTeX; `words` are the words of the document's prose, which upright runs are looked up in."""

    words: Collection[str] = ()
    assumed: set[str] = field(default_factory=set)

    def row(self, row: Row) -> str:
        parts: list[str] = []
        index = 0
        while index < len(row):
            text, index = self._next(row, index)
            parts.append(text)
        return _join(parts)

    def _next(self, row: Row, index: int) -> tuple[str, int]:
        box = row[index]
        if not isinstance(box, Glyph | Scripts):
            return self.box(box), index + 1
        word, end = self._word(row, index)
        if word:
            last = row[end - 1]
            return word + (self._hung(last) if isinstance(last, Scripts) else ""), end
        if isinstance(box, Glyph):
            return self._glyph(box.char, row, index)
        return self.box(box, row[index - 1] if index else None), index + 1

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
        if word in _OPERATORS:
            return rf"\operatorname{{{word}}}"
        if whole and (word.lower() in self.words or (len(word) >= 3 and _looks_like_word(word))):
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
            case Radical(body, boxed):
                self.assumed.add("box")
                return (r"\boxed" if boxed else r"\sqrt") + f"{{{self.row(body)}}}"
            case Operator():
                return self._operator(box)
            case Accent(body, mark):
                return rf"\{mark}{{{self.row(body)}}}"
            case Fence(char, opens):
                return (r"\left" if opens else r"\right") + COMMANDS.get(char, char)
            case Column(cells):
                rows = r" \\ ".join(self.row(cell) for cell in cells)
                return rf"\begin{{matrix}}{rows}\end{{matrix}}"
        raise TypeError(box)

    def _host(self, box: Scripts, before: Box | None) -> str:
        host = box.host
        if not isinstance(host, Glyph):
            return self.box(host)
        if host.char == "E" and box.sub is not None and box.sup is None:
            self.assumed.add("alphabet")
            return r"\mathbb{E}"
        if host.char == "R" and (box.sup is not None or (isinstance(before, Glyph) and before.char in "∈→")):
            self.assumed.add("alphabet")
            return r"\mathbb{R}"
        return COMMANDS.get(host.char, host.char)

    def _hung(self, box: Scripts) -> str:
        below = f"_{{{self.row(box.sub)}}}" if box.sub else ""
        if box.sub and "=" in glyphs(box.sub) and isinstance(box.host, Glyph) and box.host.char in ")]":
            self.assumed.add("bar")
            below = rf"\big|{below}"
        return below + self._above(box.sup)

    def _above(self, sup: Row | None) -> str:
        if not sup:
            return ""
        primes = 0
        while primes < len(sup) and _char(sup, primes) == PRIME:
            primes += 1
        rest = sup[primes:]
        if not rest:
            return "'" * primes
        return "^{" + r"\prime " * primes + self.row(rest) + "}"

    def _operator(self, box: Operator) -> str:
        name = COMMANDS.get(box.symbol) or _limit_word(box.symbol)
        lower = f"_{{{self.row(box.lower)}}}" if box.lower else ""
        upper = f"^{{{self.row(box.upper)}}}" if box.upper else ""
        return name + lower + upper


def _limit_word(word: str) -> str:
    if word in ("argmax", "argmin"):
        return rf"\operatorname*{{{word}}}"
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
