"""Other ways to take what somebody wrote as an answer: prose around it, units, mixed numbers, percent in words.

Such a reading may confirm an answer. It never makes one wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.kinds.opposites import are_opposite
from evaluator.mathtext.delimiters import MathSpan, find_math
from evaluator.mathtext.vocabulary import FUNCTIONS, GREEK
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness

_TEXT: Final = r"\\(?:text|textbf|textrm|textit|mathrm|mbox|operatorname)\s*\{[^{}]*\}(?:\^\{?\d\}?)?"
_UNIT: Final = re.compile(rf"(?<=[\d}})])(?:\s|~|\\[,;: ])*{_TEXT}\s*$")
_MIXED: Final = re.compile(r"(?<![\d.,{}^_])(\d+)\s*\\[dt]?frac\s*\{(\d+)\}\s*\{(\d+)\}")
_PERCENT: Final = re.compile(
    r"\s*(?:\\text\{\s*)?\b(?:percent(?:age)?|per\s+cent|pct)\b\.?(?:\s*\})?\s*$", re.IGNORECASE
)
_THOUSANDS: Final = re.compile(r"(?<=\d)(?:,\\!\s*|\\[,;! ]|\{,\}|\u2009|\u202f|')(?=\d{3}(?!\d))")
_DEGREES: Final = re.compile(r"(?<=[\d}])\s*(?:\^\s*\{?\s*\\circ\s*\}?|°|\\degree)\s*$")
_HALVES: Final = re.compile(r"(\d*)([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])")
_BRACES: Final = re.compile(r"(?<![\\\w}^_])\{([^{}]*)\}")  # no group of a command
_BOX: Final = re.compile(r"\\(?:boxed|fbox)\s*\{")
_CUE: Final = re.compile(
    r"\b(?:final\s+)?(?:answer|result|value|solution|total)\b(?:\s+(?:is|equals|of|should\s+be|must\s+be|to|be))*\s*[:=]?\s*",
    re.IGNORECASE,
)
_TITLED: Final = re.compile(r"^[^$:\n]{1,60}:\s*\$[^$]+\$\s*\.?\s*$")  # "Sum of the roots: $5$"
_GAP: Final = 4  # characters between a cue and the formula that it announces
_STOP: Final = re.compile(r"[.!?](?=\s|$)|\n|\b(?:because|since|as|where|with)\b")
_AND: Final = re.compile(
    r"\s*(?:,\s*)?(?:\\(?:text|mathrm|textrm)\{\s*(?:,\s*)?(?:and|or)\s*\}|\\q?quad|(?<![\\A-Za-z])(?:and|or)(?![A-Za-z]))\s*"
)
_MONEY: Final = re.compile(r"\\\$|(?:\\text\{\s*)?[€£](?:\s*\})?")
_COMMA: Final = re.compile(r"^(-?0),(\d{2,})$")  # shorter ones are lists
_LABEL: Final = re.compile(r"[^=<>+-]{1,60}")
_NAMED: Final = re.compile(  # what a function is, or a name of several letters with something below: no product
    r"\s*(?:\\(?:hat|bar|tilde|mathcal|mathrm|operatorname|text)\s*\{?\s*)?"
    r"(?:\\?[A-Za-z]+\}?(?:_(?:\w|\{[^{}=]*\}))?\s*\([^()=<>+*/-]*\)|[A-Za-z]{2,}\}?_\{[^{}=]*\})\s*"
)
_SHORT: Final = 40  # characters behind a cue that are all of the answer
_NUMBER: Final = re.compile(r"(?<![A-Za-z\d])[-−+]?\d[\d,]*(?:\.\d+)?(?:\s*/\s*\d+)?(?:[eE][-+]?\d+)?(?!\d|\s*:)")
_PLAIN_WORDS: Final = re.compile(r"[a-z]{5,}|(?=.*[a-z]{4})[a-z]+(?:[ '-][a-z]+)+")
_WORDS_ONLY: Final = re.compile(r"^\\text(?:bf|rm|it)?\{([^{}\\]*)\}$")
_A_WORD: Final = 3  # letters of a word, at least
_WORD: Final = re.compile(r"(?<![\\A-Za-z_])[A-Za-z]{3,}(?![A-Za-z_])")
WITH_UNIT: Final = "a number with a unit"
MIXED_WITH_UNIT: Final = "a mixed number with a unit"
_WITHOUT_UNIT: Final = frozenset({WITH_UNIT, MIXED_WITH_UNIT})
STATED: Final = "what is finally stated"
_RUN: Final = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{2,}(?:\s+[A-Za-z]{2,}){2,}")  # "so we get"
_ARGUMENT: Final = re.compile(r"\\(?:begin|end|operatorname|math\w+)\*?\s*\{[^{}]*\}")  # names of TeX's, and no words
_PROSE: Final = 2  # words that make a text prose


@dataclass(frozen=True)
class Respelling:
    text: str
    how: str  # "read as ..."


def respellings(text: str, gold: str) -> Iterator[Respelling]:
    """The likelier ones first; each is another text. A unit is left out only where none is asked for."""
    plain = unicodedata.normalize("NFKC", text) if not _HALVES.search(text) else text
    seen = {text, bare(text)}
    asked = re.search(r"[A-Za-z]|%|°", re.sub(r"\\(?:[dt]?frac|sqrt|pi|cdot|times|left|right|boxed)\b", "", gold))
    for new, how in _all(plain):
        if new is not None and new not in seen and not (asked and how in _WITHOUT_UNIT):
            seen.add(new)
            yield Respelling(new, how)


def same_words(gold: str, answer: str) -> Outcome | None:
    """None unless both are plain words: those are no products of letters."""
    one, other = (
        " ".join(_WORDS_ONLY.sub(r"\1", text.strip(" $")).split()).strip(" .").lower() for text in (gold, answer)
    )
    if one == other and one.isalpha() and len(one) >= _A_WORD and "\\text" in f"{gold}{answer}":
        return Equal(certainty="identical", method="the same words")
    if not (_PLAIN_WORDS.fullmatch(one) and _PLAIN_WORDS.fullmatch(other)) or {one, other} & (FUNCTIONS | GREEK):
        return None
    if one == other:
        return Equal(certainty="identical", method="the same words")
    if are_opposite(one, other):
        return Different(witness=Witness(expected=one, found=other), method="the opposite")
    return Unknown(cause=Cause.no_decision, reason="not the same words")


def is_prose(text: str) -> bool:
    """Whether words stand around the mathematics, or alone."""
    outside = text
    for span in reversed(find_math(text)):
        outside = outside[: span.start] + " " + outside[span.end :]
    outside = _ARGUMENT.sub(" ", outside)
    return len(_WORD.findall(outside)) >= _PROSE or _RUN.search(outside) is not None


def has_words(text: str) -> bool:
    return _WORD.search(text) is not None


def is_announced(text: str) -> bool:
    """Whether it says what its answer is: in a box, behind "the answer is", or behind a title."""
    return any(sign.search(text) is not None for sign in (_BOX, _CUE, _TITLED))


def _all(text: str) -> Iterator[tuple[str | None, str]]:
    inner = final(text)
    for source, how in ((text, ""), (inner, STATED)):
        if source is None:
            continue
        if how:
            yield source, how
        source = bare(source)
        joined = _MONEY.sub("", _THOUSANDS.sub("", source))
        yield joined, "digits in groups"
        yield _UNIT.sub("", joined), WITH_UNIT
        yield _MIXED.sub(_mixed, joined), "a mixed number"
        yield _MIXED.sub(_mixed, _UNIT.sub("", joined)), MIXED_WITH_UNIT
        yield _HALVES.sub(_half, joined), "a mixed number"
        yield _PERCENT.sub(r"\\%", joined), "percent"
        yield _listed(joined), "a list"
        yield _COMMA.sub(r"\1.\2", joined), "a decimal comma"
        yield _BRACES.sub(r"\\{\1\\}", joined), "a set"
        yield _DEGREES.sub(r" \\cdot \\frac{\\pi}{180}", joined), "degrees"
        yield _DEGREES.sub("", joined), "a number of degrees"


def golds(gold: str, answer: str) -> Iterator[str]:
    """Other ways to take an expected answer: what its words finally state, its list, its right side where the answer
    is no relation, a decimal comma."""
    seen = {gold, bare(gold)}
    for source in (gold, final(gold) if is_announced(gold) or find_math(gold) else None):
        if source is None:
            continue
        plain = bare(source)
        for new in (
            plain,
            _listed(plain),
            _COMMA.sub(r"\1.\2", plain),
            plain if "=" in answer else _unlabelled(plain),
        ):
            if new not in seen:
                seen.add(new)
                yield new


def without_label(text: str) -> str:
    r"""The right side of `\ell(\theta) = ...` and of `PE_{(pos, 2i)} = ...`, which name it and are no product."""
    parts = sides(text)
    return parts[1] if parts is not None and is_name(parts[0]) else bare(text)


def is_name(left: str) -> bool:
    """Whether the left side of an equation only says what the right one is called."""
    return _NAMED.fullmatch(left) is not None


def sides(text: str) -> tuple[str, str] | None:
    """Both sides of an equation; None of what has no sign of equality outside of braces, or another sign as well."""
    plain, depth, places = bare(text), 0, list[int]()
    for place, char in enumerate(plain):
        depth += (char == "{") - (char == "}")
        if depth == 0 and (char in "=<>" or _RELATED.match(plain, place)):
            places.append(place)
    if len(places) != 1 or plain[places[0]] != "=":
        return None
    return plain[: places[0]].rstrip(": "), plain[places[0] + 1 :].strip()


_RELATED: Final = re.compile(r"\\(?:leq?|geq?|neq?|approx|sim|to|lt|gt)(?![a-z])")


def _unlabelled(text: str) -> str:
    parts = sides(text)
    return parts[1] if parts is not None and _LABEL.fullmatch(parts[0]) else text


def _listed(text: str) -> str:
    """With commas for "and"."""
    return re.sub(r"(?:,\s*)+", ", ", _AND.sub(", ", text)).strip(", ")


def bare(text: str) -> str:
    """The one formula in `text`, or the list of several with nothing but commas between them, or all of it."""
    stripped = text.strip()
    if stripped.count("$") == 1 and stripped[-1] == "$":
        return stripped[:-1].strip()
    if stripped.count("$") == 2 and stripped[0] == stripped[-1] == "$":
        return stripped.strip("$ ")
    spans = find_math(text)
    inside = [text[s.inner_start : s.inner_end].strip() for s in spans]
    outside = text
    for span in reversed(spans):
        outside = outside[: span.start] + outside[span.end :]
    if not spans or outside.strip(" .,;:\n"):
        return stripped
    return inside[0] if len(inside) == 1 else ", ".join(inside)


def final(text: str) -> str | None:
    """What a text with words finally states: its last box, or what follows "the answer is", or its last formula."""
    if boxed := _boxed(text):
        return boxed
    spans, cues = find_math(text), list(_CUE.finditer(text))
    if not is_prose(text) and not cues and _TITLED.match(text) is None:
        return None
    if cues and (stated := _after(text, cues[-1].end(), spans)):
        return stated
    if spans:
        return text[spans[-1].inner_start : spans[-1].inner_end].strip()
    numbers = _NUMBER.findall(text)
    return _plain(numbers[-1]) if numbers else None


def _boxed(text: str) -> str | None:
    """The last box, or the last ones where little stands between them: "\\boxed{1} and \\boxed{2}"."""
    found: list[str] = []
    place: int | None = None
    for start in reversed(list(_BOX.finditer(text))):
        inside = _braced(text, start.end())
        if inside is None:
            continue
        if place is not None and place - (start.end() + len(inside)) > _SHORT:
            break
        found.insert(0, inside)
        place = start.start()
    if len(found) == 1 and bare(text).startswith("\\boxed") and bare(text).endswith(found[0] + "}"):
        return None  # all of it is one box, which is read anyway
    return ", ".join(found) or None


def _after(text: str, start: int, spans: Sequence[MathSpan]) -> str | None:
    """What follows a cue: the formula right behind it, the few signs of its line, or what its sentence ends with."""
    formula = next((s for s in spans if start <= s.start <= start + _GAP), None)
    if formula is not None:
        return text[formula.inner_start : formula.inner_end].strip()
    rest = text[start:].strip().split("\n")[0].rstrip(".").strip("$* ")
    if len(rest) <= _SHORT and re.search(r"\d|[½⅓⅔¼¾]", rest) and not _WORD.search(rest):
        return rest
    end = stop.start() if (stop := _STOP.search(text, start)) else len(text)
    inside = [(s.start, text[s.inner_start : s.inner_end].strip()) for s in spans if start <= s.start < end]
    inside += [(n.start(), _plain(n[0])) for n in _NUMBER.finditer(text, start, end) if not _within(n.start(), spans)]
    return max(inside)[1] if inside else None


def _within(place: int, spans: Sequence[MathSpan]) -> bool:
    return any(s.start <= place < s.end for s in spans)


def _plain(number: str) -> str:
    return number.replace(",", "").replace("−", "-").strip()


def _braced(text: str, start: int) -> str | None:
    depth = 1
    for place in range(start, len(text)):
        depth += (text[place] == "{") - (text[place] == "}")
        if depth == 0:
            return text[start:place].strip()
    return None


def _mixed(found: re.Match[str]) -> str:
    whole, top, bottom = found.groups()
    if int(top) >= int(bottom):
        return found[0]
    return rf"\left({whole}+\frac{{{top}}}{{{bottom}}}\right)"


def _half(found: re.Match[str]) -> str:
    parts = unicodedata.normalize("NFKC", found[2]).split("\u2044")
    return rf"\left({found[1] or 0}+\frac{{{parts[0]}}}{{{parts[1]}}}\right)"
