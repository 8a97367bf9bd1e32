"""LaTeX and plain mathematics to tokens, in one linear pass. Spacing and sizing commands are dropped here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from evaluator.errors import MathSyntaxError
from evaluator.mathtext.alphabets import SUBSCRIPTS, SUPERSCRIPTS

LONGEST = 100_000  # characters; a formula of a homework has hundreds

_TOKEN = re.compile(
    r"(?P<space>(?:[\s\u200b\u2061-\u2064\ufeff]|~)+)"
    rf"|(?P<up>[{''.join(SUPERSCRIPTS)}]+)|(?P<down>[{''.join(SUBSCRIPTS)}]+)"
    r"|(?P<null>\\(?:left|right|[bB]igg?[lrm]?)\s*\.)"
    r"|(?P<comment>%(?=[^\n]*\n)[^\n]*)"
    r"|(?P<note>\\(?:tag\*?|label)\s*\{[^{}]*\})"
    r"|(?P<glued>\\(?:[lr]?vert|[lr]brace|[lr]brack|[lr]group)(?=[A-Za-z])(?!neq))"  # "\lvertx" of careless printers
    r"|(?P<command>\\[A-Za-z]+\*?)"
    r"|(?P<symbol>\\[^A-Za-z])"
    r"|(?P<scientific>\d+(?:\.\d+)?(?:E[-+]?|e[-+])\d{1,3}(?![\w.]))"
    r"|(?P<number>\d+(?:(?:\{,\}|,(?=\d{3}(?!\d)))\d{3})*(?:\.\d+)?|\.\d+)"
    r"|(?P<word>[^\W\d_])"
    r"|(?P<operator>\*\*|<=|>=|!=|:=|=:|->|<-(?=\s)|=>|\|\||∣∣)"
    r"|(?P<char>.)",
    re.DOTALL,
)

# What only moves ink about.
_DROPPED = frozenset(
    r"\, \; \: \! \> \  \quad \qquad \displaystyle \textstyle \scriptstyle \limits \nolimits \nonumber \notag "
    r"\left \mleft \mright "
    r"\right \middle \big \Big \bigg \Bigg \bigl \bigr \Bigl \Bigr \biggl \biggr \Biggl \Biggr \bigm \Bigm \allowbreak "
    r"\hfill \noindent \par \strut \mathstrut \smallskip \medskip \bigskip \mathord \mathop \mathrel \mathbin \rm \bf "
    r"\it \cal \boldmath \normalsize \small \large \hspace* \/ \-".split(" ")
) | {"\\ "}

_SAME = {
    "−": "-", "–": "-", "∗": "*", "·": r"\cdot", "⋅": r"\cdot", "×": r"\times", "÷": r"\div", "≤": r"\leq",
    "≥": r"\geq", "≠": r"\neq", "≈": r"\approx", "∼": r"\sim", "≃": r"\simeq", "≡": r"\equiv", "∝": r"\propto",
    "∈": r"\in", "∉": r"\notin", "⊂": r"\subset", "⊆": r"\subseteq", "→": r"\to", "↦": r"\mapsto", "⇒": r"\implies",
    "⟹": r"\implies", "⇔": r"\iff", "⟺": r"\iff", "∪": r"\cup", "∩": r"\cap", "∖": r"\setminus", "±": r"\pm",
    "∓": r"\mp", "∞": r"\infty", "∅": r"\emptyset", "√": r"\sqrt", "∑": r"\sum", "∏": r"\prod", "∫": r"\int",
    "∇": r"\nabla", "∂": r"\partial", "∥": r"\|", "‖": r"\|", "||": r"\|", "∣∣": r"\|", "∣": "|", "⊤": r"\top",
    "′": "'", "’": "'", "⟨": r"\langle", "⟩": r"\rangle", "⌊": r"\lfloor", "⌋": r"\rfloor",
    "⌈": r"\lceil", "⌉": r"\rceil", "…": r"\ldots", "⋯": r"\cdots", "∘": r"\circ", "⊙": r"\odot", "⊗": r"\otimes",
    "≪": r"\ll", "≫": r"\gg", "⊥": r"\perp", "≜": r"\triangleq", "∀": r"\forall", "∃": r"\exists", "ℓ": r"\ell",
    "°": r"\degree", "ℝ": "ℝ", "<=": r"\leq", ">=": r"\geq", "!=": r"\neq", "->": r"\to", "=>": r"\implies",
    "<-": r"\gets", "**": "^", r"\le": r"\leq", r"\ge": r"\geq", r"\ne": r"\neq", r"\leqslant": r"\leq",
    r"\geqslant": r"\geq", r"\lt": "<", r"\gt": ">", r"\rightarrow": r"\to", r"\longrightarrow": r"\to",
    r"\leftarrow": r"\gets", r"\Rightarrow": r"\implies", r"\Longrightarrow": r"\implies", r"\Leftrightarrow": r"\iff",
    r"\Longleftrightarrow": r"\iff", r"\lVert": r"\|", r"\rVert": r"\|", r"\Vert": r"\|", r"\lvert": "|",
    r"\rvert": "|", r"\vert": "|", r"\mid": r"\mid", r"\{": r"\lbrace", r"\}": r"\rbrace", r"\lbrack": "[",
    r"\rbrack": "]", r"\dfrac": r"\frac", r"\tfrac": r"\frac", r"\cfrac": r"\frac", r"\dbinom": r"\binom",
    r"\tbinom": r"\binom", r"\dots": r"\ldots", r"\dotsc": r"\ldots", r"\dotsb": r"\cdots", r"\ast": "*",
    r"\star": r"\star", r"\intercal": r"\transpose", r"\varnothing": r"\emptyset", r"\colon": ":", r"\vcentcolon": ":",
    r"\coloneqq": ":=", r"\eqqcolon": "=:", r"\lbrace": r"\lbrace",
    r"\land": r"\wedge", r"\lor": r"\vee", r"\lnot": r"\neg",
    r"\thicksim": r"\sim", r"\backslash": r"\setminus", r"\iint": r"\int", r"\oint": r"\int", r"\prime": "'",
    r"\sp": "^", r"\sb": "_", r"\bm": r"\mathbf", r"\boldsymbol": r"\mathbf", r"\pmb": r"\mathbf",
    r"\mathscr": r"\mathcal", r"\fbox": r"\boxed", r"\textrm": r"\text", r"\textbf": r"\text", r"\textit": r"\text",
    r"\textnormal": r"\text", r"\mbox": r"\text", r"\textsf": r"\text", r"\texttt": r"\text", r"\mathds": r"\mathbb",
    r"\Bbb": r"\mathbb", r"\operatornamewithlimits": r"\operatorname", r"\operatorname*": r"\operatorname",
    r"\lgroup": "(", r"\rgroup": ")", r"\variable": r"\mathrm",
    r"\ulcorner": r"\lceil", r"\urcorner": r"\rceil", r"\llcorner": r"\lfloor", r"\lrcorner": r"\rfloor",
    r"\bmod": r"\mod", r"\mathsf": r"\mathrm", r"\mathit": r"\mathrm", r"\mathtt": r"\mathrm", r"\asymp": r"\asymp",
}  # fmt: skip
_GREEK = dict(
    zip(
        "αβγδεϵζηθϑικλμµνξοπρσςτυφϕχψωΓΔΘΛΞΠΣΥΦΨΩΑΒΕΖΗΙΚΜΝΟΡΤΧ",
        "alpha beta gamma delta varepsilon epsilon zeta eta theta vartheta iota kappa lambda mu mu nu xi omicron pi "
        "rho sigma varsigma tau upsilon varphi phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi "
        "Omega Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Omicron Rho Tau Chi".split(),
        strict=True,
    )
)


class Token(NamedTuple):
    """`kind` is "number", "letter", "command", "text" or "char"; `spaced` tells of white space before it."""

    kind: str
    text: str
    position: int
    spaced: bool = False


def tokenise(text: str) -> list[Token]:
    """All tokens of a formula, an end token last. Raises MathSyntaxError for one that is too long."""
    if len(text) > LONGEST:
        raise MathSyntaxError(text[:80], LONGEST, f"at most {LONGEST} characters")
    tokens: list[Token] = []
    spaced = False
    for match in _TOKEN.finditer(text):
        kind, raw = match.lastgroup or "char", match.group()
        if kind in ("space", "comment", "null", "note") or raw in _DROPPED:
            spaced = True
            continue
        if kind == "number" and "," in raw and "{" not in raw and _is_list(text, *match.span()):
            tokens.extend(_items(raw, match.start(), spaced))
        else:
            tokens.extend(_tokens(kind, raw, match.start(), spaced))
        spaced = False
    tokens.append(Token("end", "", len(text), spaced))
    return tokens


def _is_list(text: str, start: int, end: int) -> bool:
    """Whether commas part numbers: no thousands begin with a zero, and a bracket that holds nothing else holds a list,
    unless it sets its other commas with a blank."""
    if text.startswith("0", start):
        return True
    return _OPENS.search(text, max(0, start - _NEAR), start) is not None and _CLOSES.match(text, end) is not None


_NEAR = 8  # characters in front of a number in which its bracket must open
_OPENS = re.compile(r"(?:(?:(?<![\d)}])\(|\[|\\\{|_\{)\s*|,)$")  # behind a number it is a factor: 4(1,024)
_CLOSES = re.compile(r"\s*(?:[)\];}]|\\[}]|\\right|,(?!\s))")


def _items(raw: str, position: int, spaced: bool) -> Iterator[Token]:
    """The numbers of a list and the commas between them."""
    for part in re.finditer(r"\d+(?:\.\d+)?|,", raw):
        kind = "number" if part[0][0].isdigit() else "char"
        yield Token(kind, part[0], position + part.start(), spaced and part.start() == 0)


def _tokens(kind: str, raw: str, position: int, spaced: bool) -> list[Token]:
    if kind == "scientific":
        return [Token("number", format(Decimal(raw), "f"), position, spaced)]
    if kind == "number":
        return [Token("number", raw.replace("{,}", "").replace(",", ""), position, spaced)]
    if kind in ("up", "down"):
        table, sign = (SUPERSCRIPTS, "^") if kind == "up" else (SUBSCRIPTS, "_")
        inner = tokenise("".join(table[char] for char in raw))[:-1]
        written = [Token("char", "{", position), *(t._replace(position=position) for t in inner)]
        return [Token("char", sign, position, spaced), *written, Token("char", "}", position)]
    if raw in _GREEK:
        return [Token("command", "\\" + _GREEK[raw], position, spaced)]
    raw = _SAME.get(raw, raw)
    if raw.startswith("\\"):
        return [Token("command", raw, position, spaced)]
    if kind == "word":
        return [Token("letter", raw, position, spaced)]
    return [Token("char", raw, position, spaced)]
