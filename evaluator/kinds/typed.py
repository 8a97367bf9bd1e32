"""Other ways to take a pair as it was typed: functions glued to factors, units as products, `I` for the imaginary unit.

Both sides are taken the same way. Such a reading may confirm an answer. It never makes one wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final

from evaluator.kinds import code_syntax
from evaluator.mathtext.alphabets import COMMANDS
from evaluator.mathtext.spelling import ONE_SHAPE
from evaluator.mathtext.vocabulary import GREEK, UNITS

_CALLED: Final = re.compile(r"(?<![\\A-Za-z])([A-Za-z]{3,}2?)(?=\s*\()")
_TURN: Final = re.compile(r"<\|.*", re.DOTALL)  # where a model runs on into the next turn
_COLUMN: Final = re.compile(r"\\begin\{[pbv]?matrix\}((?:(?!\\begin|&).)*)\\end\{[pbv]?matrix\}", re.DOTALL)
_SIGN_ALONE: Final = re.compile(r"[-+=*/^_]|\\(?:times|cdot|left|right|ln|log|sqrt|frac|dfrac)\s*[([)\]]?")
_UNIT_FACTOR: Final = re.compile(r"(?<![A-Za-z_])I(?=[a-z0-9(])")
_BASE: Final = re.compile(r"(?<![A-Za-z_\d.])E(?=\^|\*\*)")
_UNIT: Final = re.compile(r"(?<![A-Za-z_])I(?![A-Za-z_])")
_INTEGRAND: Final = re.compile(
    r"\\int((?:[_^](?:\{[^{}]*\}|\w))*)\s*(?:\\m?left)?\s*(?:\(|\[|\\\{|\\l(?:brace|brack|group))([^()]*?)\s*d\s*([a-z])\s*"
    r"(?:\\m?right)?\s*(?:\)|\]|\\\}|\\r(?:brace|brack|group))"
)
_BRACES: Final = re.compile(r"(?:\\m?(?:left|right))?\s*\\(?:([lr])brace|([{}]))")
_RATIO: Final = re.compile(r"(?<![:=\w])(\d+(?:\.\d+)?)\s*:\s*(\d+(?:\.\d+)?)(?![:=\w])")
_APART: Final = re.compile(r"(?<=[A-Za-z0-9)])\s+(?=[A-Za-z0-9(])|(?<=\))(?=[A-Za-z0-9(])|(?<=\d)(?=[A-DF-Za-df-z(])")
_SCIENTIFIC: Final = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)e([+-]?\d{1,3})(?![\w.])")
_AMOUNT: Final = re.compile(
    r"^\s*+(?P<number>[-+]?\d{1,40}(?:\.\d{1,40})?(?:[eE][-+]?\d{1,3})?)?"
    r"(?P<power>\s*+(?:\*|×|·|x|\\times|\\cdot)?\s*+10\s*+\^\s*+(?:\{\s*+(?P<braced>[-+]?\d{1,3})\s*+\}|(?P<plain>[-+]?\d{1,3})))?"
    r"\s*+(?:\*\s*+)?(?:(?:\\[,;: ]|~)\s*+)*+(?P<unit>[A-Za-z][\w*/^() .-]*|\\(?:text|mathrm)\s*\{[\w*/^() .-]+\})\s*$"
)
_NAMED_UNIT: Final = 4  # letters: shorter ones are as likely names
_WRAPPED: Final = re.compile(r"\\(?:text|mathrm)\s*\{|\}")
_WORD: Final = re.compile(r"[A-Za-zµμ]+")
_PREFIXED: Final = re.compile(
    r"^(?:[YZEPTGMkhdcmuµnpfaz]|da)?"
    r"(?:m|g|s|A|K|mol|cd|Hz|N|Pa|J|W|C|V|F|Ohm|ohm|S|Wb|T|H|l|L|eV|Wh|VA|t|bar|cal|h|B)$"
)


def readings(gold: str, answer: str) -> Iterator[tuple[str, str, str]]:
    """The two in other spellings, and how they were read."""
    seen = {(gold, answer)}
    for how, spelled in _WAYS:
        pair = spelled(gold), spelled(answer)
        if pair not in seen:
            seen.add(pair)
            yield *pair, how


def _of_letter(name: str) -> re.Pattern[str]:
    """The command of a letter, its sign, or its name as a word."""
    sign = _SIGNS.get(f"\\{name}")
    return re.compile(rf"(?<![A-Za-z])\\?{name}(?![A-Za-z])" + (f"|{sign}" if sign else ""))


_SIGNS: Final = {latex: sign for sign, latex in COMMANDS.items()}
_VARIANTS: Final = tuple((_of_letter(usual), _of_letter(other), usual) for other, usual in ONE_SHAPE.items())


def in_one_hand(gold: str, answer: str) -> tuple[str, str]:
    r"""The two with one shape for a letter that has two, `\phi` and `\varphi`, where each keeps to its own."""
    for plain, variant, name in _VARIANTS:
        shapes = [(bool(plain.search(text)), bool(variant.search(text))) for text in (gold, answer)]
        if sorted(shapes) == [(False, True), (True, False)]:
            gold, answer = (variant.sub(rf"\\{name} ", text) for text in (gold, answer))
    return gold, answer


_EXTREME: Final = re.compile(
    r"(_\{?\\?(?:text\{|mathrm\{)?(?:max|min)\}{0,2})\s*(?:\\left)?\([^()]{1,20}(?:\\right)?\)"
)
_FACTORS: Final = frozenset("alpha beta gamma eta kappa lambda rho tau Sigma Lambda".split())
_MATRIX: Final = re.compile(r"(?<![\\A-Za-z])[A-Z]|\\math")
_GREEK_CALL: Final = re.compile(r"\\([A-Za-z]+)\s*(?:\\left)?\s*\(")


def called(text: str) -> frozenset[str]:
    """Greek letters with a bracket behind them, as a function has; rates and factors multiply sums."""
    found = (m for m in _GREEK_CALL.finditer(text) if m[1] in GREEK)
    return frozenset(m[1] for m in found if not (m[1] in _FACTORS and _is_sum(text, m)))


def _is_sum(text: str, call: re.Match[str]) -> bool:
    """Whether a sum stands in the bracket; one of matrices may well have an eigenvalue."""
    depth, place = 1, call.end()
    while depth and place < len(text):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        place += 1
    inner = text[call.end() : place - 1]
    return re.search(r"[-+]", inner) is not None and (call[1] == "eta" or _MATRIX.search(inner) is None)


def _of_nothing(text: str) -> str:
    """Without what an extreme value is of: `\\lambda_{\\max}(H)`."""
    return _EXTREME.sub(r"\1", text)


def _glued(text: str) -> str:
    return text if "\\" in text else _APART.sub("*", _CALLED.sub(lambda m: _parted(m[1]), text.strip()))


def _parted(word: str) -> str:
    """`Bcos` is B times cos, and `COS` is cos: the longest function that a word of one case ends with."""
    for start in (0, 1, 2):
        name = word[start:]
        if name.lower() in code_syntax.KNOWN and (name.islower() or name.isupper() or name.istitle()):
            return f"{'*'.join(word[:start])}*{name.lower()}" if start else name.lower()
    return word


def _bracketed(text: str) -> str:
    """Braces for brackets: no set holds a product, and no set is multiplied."""
    if "," in text or not re.search(r"(?:\\\}|\\rbrace)\s*(?:\\m?left)?\s*(?:\\\{|\\lbrace)", text):
        return text
    return _BRACES.sub(lambda m: "(" if m[1] == "l" or m[2] == "{" else ")", text)


def _imaginary(text: str) -> str:
    if "\\" in text or len(set(re.findall(r"[A-HJ-Z]", text))) > 1:  # an identity among matrices
        return text
    return _UNIT.sub("i", _UNIT_FACTOR.sub("i*", _BASE.sub("e", text)))


def _unfolded(text: str) -> str:
    """A column of single signs is a formula that some tool broke into lines: one of them is none by itself."""

    def in_line(column: re.Match[str]) -> str:
        cells = column[1].split("\\\\")
        broken = any(cell.count("{") != cell.count("}") or _SIGN_ALONE.fullmatch(cell.strip()) for cell in cells)
        return " ".join(cells) if broken else column[0]

    return _COLUMN.sub(in_line, text)


def same_amount(gold: str, answer: str) -> bool:
    """Whether both are a number times units, `0.025*kg` and `25*g`, and worth the same."""
    sides = [amount for text in (gold, answer) if (amount := _amount(text)) is not None]
    if len(sides) < 2:
        return False
    (one, unit), (other, into) = sides
    words = [*_WORD.findall(unit), *_WORD.findall(into)]
    if not any(len(word) > 1 for word in words) or not all(w in UNITS or _PREFIXED.match(w) for w in words):
        return False  # letters alone are as likely names
    from evaluator.kinds.units import conversion  # pint takes longer to load than most pairs to compare

    factor = conversion(unit.replace("^", "**"), into.replace("^", "**"))
    return factor is not None and one * Fraction(int(factor.p), int(factor.q)) == other


def same_unit(gold: str, answer: str) -> bool:
    """Whether both are a unit alone, one of them by its name: `m` and `meter`, `ft` and `feet`."""
    one, other = (_WRAPPED.sub("", text).strip() for text in (gold, answer))
    if not (one.isalpha() and other.isalpha() and max(len(one), len(other)) >= _NAMED_UNIT):
        return False
    from evaluator.kinds.units import conversion

    return conversion(one, other) == 1


def _amount(text: str) -> tuple[Fraction, str] | None:
    """`2 x 10^3 kg` as 2000 and kg."""
    found = _AMOUNT.match(text)
    if found is None or not (found["number"] or found["power"]):
        return None
    power = int(found["braced"] or found["plain"]) if found["power"] else 0
    return Fraction(found["number"] or 1) * Fraction(10) ** power, _WRAPPED.sub("", found["unit"]).strip()


def _counted(text: str) -> str:
    """`1.2M` parameters and `32K` tokens."""
    return _THOUSANDS.sub(lambda m: rf"{m[1]} \cdot 10^{{{_POWERS[m[2]]}}}", text)


_THOUSANDS: Final = re.compile(r"(?<![\w.])(\d{1,20}(?:\.\d{1,20})?)\s?([KMBkT])(?![\w^])")
_POWERS: Final = {"k": 3, "K": 3, "M": 6, "B": 9, "T": 12}
_ONE_TURN, _IN_ONE_LINE, _SHORT = "one turn of a chat", "signs in one line", "scientific notation"
CUT: Final = (_ONE_TURN, _IN_ONE_LINE, _SHORT)
_WAYS: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (
    (_ONE_TURN, lambda text: _TURN.sub("", text)),
    (_IN_ONE_LINE, _unfolded),
    ("a function times a factor", _glued),
    ("I for the imaginary unit", lambda text: _imaginary(_glued(text))),
    ("a differential in the bracket of its integrand", lambda text: _INTEGRAND.sub(r"\\int\1 \2 \\, d\3", text)),
    ("braces for brackets", _bracketed),
    ("an extreme value of what need not be said", _of_nothing),
    ("a count in thousands", _counted),
    ("a ratio", lambda text: _RATIO.sub(r"\1/\2", text)),
    (_SHORT, lambda text: _SCIENTIFIC.sub(r"\1 \\cdot 10^{\2}", text)),
)
