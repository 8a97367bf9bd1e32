"""LaTeX to layout boxes, as KaTeX would lay them out: the way back from what `layout_latex` writes.

Covers what people print in homework; anything else raises `NotTypeset`, so that nobody takes a guess for a layout.
"""

from __future__ import annotations

import re
from typing import Final

from evaluator.mathtext.alphabets import COMMANDS
from evaluator.mathtext.glyph_classes import ACCENTS, BIG, FUNCTION_WORDS, LIMIT_WORDS, NOT_EQUAL, PRIME
from evaluator.mathtext.layout import (
    Accent,
    Box,
    Cover,
    Fence,
    Fraction,
    Glyph,
    Grid,
    Operator,
    Radical,
    Row,
    Scripts,
)

_TOKEN: Final = re.compile(r"\\[A-Za-z]+\*?|\\.|\s+|[^\\]", re.DOTALL)
_CHARS: Final = {command: char for char, command in COMMANDS.items() if command.startswith("\\")} | {
    r"\mu": "μ", r"\|": "∥", r"\ ": "\xa0", "~": "\xa0", r"\prime": PRIME, r"\le": "≤", r"\ge": "≥", r"\ne": NOT_EQUAL,
    r"\rightarrow": "→", r"\gets": "←", r"\Vert": "∥", r"\lVert": "∥", r"\rVert": "∥", r"\mid": "∣", r"\vert": "∣",
    r"\lvert": "∣", r"\rvert": "∣", r"\dots": "…", r"\dotsc": "…", r"\dotsb": "⋯", r"\dotsm": "⋯", r"\land": "∧",
    r"\lor": "∨", r"\ast": "∗", r"\Longrightarrow": "⟹", r"\Longleftrightarrow": "⟺", r"\lbrace": "{",
    r"\rbrace": "}", r"\lbrack": "[", r"\rbrack": "]", r"\colon": ":", r"\coloneqq": ":=", r"\lnot": "¬",
    r"\neg": "¬", r"\varnothing": "∅", r"\setminus": "∖", r"\backslash": "\\", r"\leqslant": "⩽", r"\geqslant": "⩾",
    r"\lessapprox": "⪅", r"\gtrapprox": "⪆", r"\lt": "<", r"\gt": ">", r"\circledast": "⊛", r"\square": "□",
    r"\Box": "□", r"\blacksquare": "■", r"\checkmark": "✓", r"\varrho": "ϱ", r"\varpi": "ϖ", r"\imath": "ı",
    r"\jmath": "ȷ", r"\ominus": "⊖", r"\degree": "°", r"\lessgtr": "≶", r"\to": "→", r"\doteq": "≐",
    r"\models": "⊨", r"\vdash": "⊢", r"\nmid": "∤", r"\nsubseteq": "⊈", r"\subsetneq": "⊊", r"\aleph": "ℵ",
    r"\uparrow": "↑", r"\downarrow": "↓", r"\hookrightarrow": "↪", r"\diamond": "⋄", r"\bigstar": "★",
}  # fmt: skip
_MARKS: Final = {name: mark for mark, name in ACCENTS.items()} | {"widehat": "", "widetilde": "", "vec": "⃗"}
_FONTS: Final = {
    "mathbb": "bb", "mathcal": "cal", "mathscr": "scr", "mathfrak": "frak", "mathbf": "bf", "boldsymbol": "bi",
    "bm": "bi", "mathrm": "rm", "mathsf": "sf", "mathtt": "tt", "mathit": "it", "text": "rm", "textrm": "rm",
    "textbf": "bf", "textit": "it", "texttt": "tt", "textsf": "sf", "textnormal": "rm", "mbox": "rm",
    "operatorname": "rm", "mathop": "", "mathrel": "", "mathbin": "", "mathord": "", "mathopen": "", "mathclose": "",
    "mathpunct": "", "mathinner": "", "pmb": "bf", "rm": "rm", "bf": "bf", "Bbb": "bb", "mathnormal": "",
}  # fmt: skip
_TEXT: Final = frozenset("text textrm textbf textit texttt textsf textnormal mbox".split())
_SWITCHES: Final = frozenset({"rm", "bf", "it", "cal", "sf", "tt"})
_COVERS: Final = frozenset("overline underline overbrace underbrace overrightarrow overleftarrow widehat".split())
_BLANK: Final = frozenset(
    r"\, \; \: \! \> \quad \qquad \displaystyle \textstyle \scriptstyle \scriptscriptstyle \limits \nolimits "
    r"\nonumber \notag \allowbreak \strut \mathstrut \thinspace \enspace \big \Big \bigg \Bigg \bigl \bigr \Bigl \Bigr "
    r"\biggl \biggr \Biggl \Biggr \bigm \Bigm \biggm \hfill \/ \- \bf \rm \it \sf \tt \cal".split(" ")
)
_MATHS: Final = str.maketrans({"-": "−", "*": "∗", "|": "∣", "~": "\xa0", "'": PRIME})
_SIGNED: Final = {r"\iint": "∬", r"\iiint": "∭", r"\oint": "∮", r"\bigvee": "⋁", r"\bigwedge": "⋀", r"\coprod": "∐",
                  r"\bigotimes": "⨂", r"\bigoplus": "⨁", r"\bigodot": "⨀", r"\biguplus": "⨄"}  # fmt: skip
DEEPEST: Final = 40  # groups in groups; more is no formula


class NotTypeset(Exception):
    """The LaTeX has something that is not covered, or is broken."""


def typeset(latex: str) -> Row:
    """The boxes of a formula. Raises NotTypeset."""
    parser = _Parser(latex)
    row = parser.row(None)
    if not row:
        raise NotTypeset("nothing to see")
    return row


class _Parser:
    def __init__(self, latex: str) -> None:
        self._tokens: list[str] = _TOKEN.findall(latex)
        self._at = 0
        self._font = ""
        self._depth = 0

    def row(self, closing: str | None) -> Row:
        self._depth += 1
        if self._depth > DEEPEST:
            raise NotTypeset("too deep")
        font, boxes = self._font, list[Box]()
        while (token := self._peek()) not in (closing, "&", r"\\", r"\end"):
            if not token:
                raise NotTypeset(f"{closing} is missing")
            self._at += 1
            self._one(token, boxes)
        if closing is not None and token == closing:
            self._at += 1
        elif closing is not None or token:
            raise NotTypeset(token)
        self._font, self._depth = font, self._depth - 1
        return tuple(boxes)

    def _peek(self) -> str | None:
        """The next token that is no blank; None behind the last one."""
        while self._at < len(self._tokens) and self._tokens[self._at].isspace():
            self._at += 1
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _one(self, token: str, boxes: list[Box]) -> None:
        if token in ("_", "^", "'"):
            boxes.append(self._scripted(boxes.pop() if boxes else Glyph(""), token))
        elif token in (r"\choose", r"\over"):
            above = tuple(boxes)
            boxes.clear()
            below = self._rest()
            boxes.append(Fraction(below, above) if token == r"\over" else Grid(((above,), (below,)), "binom"))
        elif token == "}":
            raise NotTypeset(token)
        elif token == "{":
            boxes.extend(self.row("}"))
        elif token in _BLANK:
            if token[1:] in _SWITCHES:
                self._font = token[1:]
        else:
            boxes.extend(self._command(token) if token.startswith("\\") else self._plain(token))

    def _rest(self) -> Row:
        boxes: list[Box] = []
        while (token := self._peek()) not in (None, "}", "&", r"\\", r"\end", r"\right"):
            assert token is not None
            self._at += 1
            self._one(token, boxes)
        return tuple(boxes)

    def _plain(self, token: str) -> Row:
        return (Glyph(token.translate(_MATHS), font=self._font if token.isalnum() else ""),)

    def _command(self, token: str) -> Row:
        name = token[1:].rstrip("*")
        if token in (r"\left", r"\right", r"\middle"):
            return (Fence(self._delimiter(), token == r"\left"),)
        if name in ("frac", "dfrac", "tfrac", "cfrac"):
            above = self._group()
            return (Fraction(self._group(), above),)
        if name in ("binom", "dbinom", "tbinom"):
            above = self._group()
            return (Grid(((above,), (self._group(),)), "binom"),)
        if name in ("sqrt", "boxed", "fbox"):
            return (self._root(name),)
        if name == "begin":
            return (self._grid(),)
        if name in ("stackrel", "overset", "underset"):
            label = self._group()
            return (Cover("underset" if name == "underset" else "overset", self._group(), label),)
        if name in _COVERS:
            return (Cover(name, self._group()),)
        if name in _MARKS:
            return (Accent(self._group(), _MARKS[name]),)
        if token == r"\operatorname*":
            return (Operator(_spelled(self._set("operatorname")), None, None, limits=True),)
        if name in _FONTS:
            return self._set(name)
        if name in ("tag", "label", "color", "hspace", "vspace"):
            self._skip_group()
            return ()
        if name in ("phantom", "hphantom", "vphantom"):
            self._group()
            return ()
        return self._symbol(token)

    def _symbol(self, token: str) -> Row:
        name = token[1:]
        if token == r"\notin":
            return Glyph("∈"), Glyph("/", font="neq")
        if token == r"\not":
            following = self._group()
            return (*following, Glyph("\ue020", font="neq"))
        if token == r"\mid":
            return (Glyph("∣", font="rel"),)
        if token == r"\bmod" or token == r"\mod":
            return tuple(Glyph(c, font="rm") for c in "mod")
        if token == r"\limsup" or token == r"\liminf":
            return (Operator(f"lim {name[3:]}", None, None, limits=True),)
        sign = _SIGNED.get(token) or _CHARS.get(token, "")
        if sign in BIG and sign:
            return (Operator(sign, None, None, limits=sign not in "∫∬∭∮"),)
        if name in LIMIT_WORDS and name not in ("argmax", "argmin"):
            return (Operator(name, None, None, limits=True),)
        if sign == ":=":
            return Glyph(":"), Glyph("=")
        if sign:
            return (Glyph(sign),)
        if name in FUNCTION_WORDS:
            return tuple(Glyph(c, font="rm") for c in name)
        raise NotTypeset(token)

    def _set(self, name: str) -> Row:
        """The argument of a command that chooses an alphabet."""
        if name in _TEXT:
            return self._words(_FONTS[name])
        before, self._font = self._font, _FONTS[name] or self._font
        row = self._group()
        self._font = before
        return row

    def _words(self, font: str) -> Row:
        if self._peek() != "{":
            raise NotTypeset(r"\text without a group")
        depth, boxes = 0, list[Box]()
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            depth += (token == "{") - (token == "}")
            if depth == 0:
                return tuple(boxes)
            if token == "$" or (token.startswith("\\") and len(token) > 2):
                raise NotTypeset(f"{token} in words")
            if token not in "{}":
                char = "\xa0" if token.isspace() else token[-1]
                boxes.append(Glyph(char, font=font))
        raise NotTypeset("} is missing")

    def _root(self, name: str) -> Box:
        index = None
        if name == "sqrt" and self._peek() == "[":
            self._at += 1
            index = self.row("]")
        return Radical(self._group(), boxed=name != "sqrt", index=index)

    def _grid(self) -> Box:
        kind = _spelled(self._name())
        if kind in ("array", "alignedat"):
            self._skip_group()
        rows: list[tuple[Row, ...]] = []
        cells: list[Row] = []
        while True:
            cells.append(self._cell())
            token = self._peek()
            self._at += 1
            if token == r"\\" or token == r"\end":
                rows.append(tuple(cells))
                cells = []
            if token == r"\end":
                self._name()
                break
            if token is None:
                raise NotTypeset(r"\end is missing")
        while rows and not any(rows[-1]):
            rows.pop()
        if not rows:
            raise NotTypeset("an empty table")
        return Grid(tuple(rows), kind.rstrip("*"))

    def _cell(self) -> Row:
        boxes: list[Box] = []
        while (token := self._peek()) not in (None, "&", r"\\", r"\end"):
            assert token is not None
            self._at += 1
            self._one(token, boxes)
        return tuple(boxes)

    def _name(self) -> Row:
        if self._peek() != "{":
            raise NotTypeset("an environment without a name")
        self._at += 1
        return self.row("}")

    def _skip_group(self) -> None:
        if self._peek() == "{":
            while self._at < len(self._tokens) and self._tokens[self._at] != "}":
                self._at += 1
            self._at += 1

    def _group(self) -> Row:
        token = self._peek()
        if token is None or token in ("}", "&", r"\\", r"\end", "_", "^"):
            raise NotTypeset("an argument is missing")
        self._at += 1
        if token == "{":
            return self.row("}")
        return self._command(token) if token.startswith("\\") and token not in _BLANK else self._plain(token)

    def _delimiter(self) -> str:
        token = self._peek()
        if token is None:
            raise NotTypeset("a delimiter is missing")
        self._at += 1
        return "" if token == "." else _CHARS.get(token, token.translate(_MATHS))

    def _scripted(self, host: Box, token: str) -> Box:
        row = self._primes() if token == "'" else self._group()
        if isinstance(host, Operator):
            lower, upper = (row, host.upper) if token == "_" else (host.lower, row)
            return Operator(host.symbol, lower, upper, host.limits)
        if isinstance(host, Cover) and host.command in ("underbrace", "overbrace") and host.label is None:
            return Cover(host.command, host.body, row)
        base = host if isinstance(host, Scripts) else Scripts(host, None, None)
        if token == "_":
            return Scripts(base.host, row, base.sup)
        return Scripts(base.host, base.sub, (base.sup or ()) + row)

    def _primes(self) -> Row:
        primes = 1
        while self._peek() == "'":
            primes, self._at = primes + 1, self._at + 1
        return (Glyph(PRIME),) * primes


def _spelled(row: Row) -> str:
    return "".join(box.char for box in row if isinstance(box, Glyph)).replace("∗", "*")
