"""Values in prose without LaTeX: code spans, bold numbers, counts ("10 loads"), and equations in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from evaluator.answers.mask import HOLE

_UNIT: Final = (
    r"(?:(?:ns|nanoseconds?|μs|µs|us|microseconds?|ms|milliseconds?|seconds?|s|minutes?|hours?|[kKMGTP]i?B|(?:kilo|mega|giga"
    r"|tera)?bytes?|[kKMG]?bits?|[kMG]?Hz|[GTP]?FLOPS|[kM]?W|watts?)\b|%(?!\w))"
)
_CODE: Final = re.compile(r"`(?P<body>[^`\n]{1,120})`")
_NUMBER: Final = re.compile(
    rf"(?<![\w.^_/\\$(\[{{{HOLE}-])(?P<value>\d{{1,3}}(?:,\d{{3}})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s?(?P<unit>{_UNIT}))?(?![\w^_/]|\.\d|[)\]]\s?[A-Z])",
    re.UNICODE,
)
_ATOM: Final = (
    r"(?:\d+(?:\.\d+)?|√|π|σ|μ|θ|[²³]|sqrt|log|exp|\\[a-z]+|[A-Za-z](?:_\w+|_\{\w+\}"
    r"|\d+)?'?(?![A-Za-z])|pi|[-+*/·×^(){}\[\]|∥‖]|\s)"
)
_EQUATION: Final = re.compile(
    rf"(?<![\w{HOLE}$=])(?P<left>[A-Za-zμσθ](?:_?\w{{0,6}}|_\{{\w+\}})?'?(?:\([a-z, ]+\))?)\s*(?P<sign>="
    rf"|≈)\s*(?P<right>(?:{_ATOM}|=|≈)++)"
)
_RUN: Final = re.compile(rf"(?<![\w{HOLE}$`\\])(?=[\d(√]|[A-Za-z](?:_|\^|\d)|sqrt){_ATOM}++")
_FRACTION: Final = re.compile(rf"(?<![\w.^_/\\$(\[{{{HOLE}-])\d{{1,4}}/\d{{1,4}}(?![\w/^_]|\.\d)")
_ITEMS: Final = r"(?:-?\d+(?:\.\d+)?|[A-Z])"
_TUPLE: Final = re.compile(  # sizes, mostly
    rf"(?<![\w{HOLE}$`\\])(?:[(\[]\s*{_ITEMS}(?:\s*,\s*{_ITEMS})+\s*[)\]]|{_ITEMS}(?:\s*[×x]\s*{_ITEMS})+(?![\w×]|\s?{_UNIT}))"
)
_COUNTER: Final = re.compile(
    r"(?:\b(?:step|layers?|parts?|problem|question|figure|fig\.|table|section|page|chapter|exercise|case"
    r"|claim|condition|"
    r"homework|hw|equation|eq\.|appendix|epoch|version|desideratum|activation|from|through)(?:[\d,\s–-]|\band\b|\bto\b)*|[–-]\s*)$",
    re.IGNORECASE,
)
_IN_ALL: Final = re.compile(
    r"\d\s+(?:out\s+)?of\s+(?:(?:the|all|its|these|those)\s+)?$", re.IGNORECASE
)  # "5 of the 10"
_OPERATED: Final = re.compile(r"(?:[+/×·^]|(?<!\*)\*|\d\s*[-–])\s*$")
_OPERATING: Final = re.compile(r"\s*(?:[+/×·^=]|\*(?!\*)|[-–]\s*\d)(?!\*)")
_CUT_OFF: Final = re.compile(r"(?:\s++[A-Za-z+*/(-]?+)+$")  # letters and signs that belong to the words behind
_SIGNS: Final = (
    ("*", r"\cdot "), ("×", r"\cdot "), ("·", r"\cdot "), ("≈", r"\approx "), ("²", "^2"), ("³", "^3"),
    ("π", r"\pi "), ("σ", r"\sigma "), ("μ", r"\mu "), ("θ", r"\theta "),
)  # fmt: skip
_BETWEEN: Final = re.compile(r"\s*[×x]\s*")
_BOLD: Final = 40  # characters of a value in bold with its unit or noun
_ITEM: Final = re.compile(r"(?:^|\n)\s*+(?:[-+>]\s++)?(?:[*_#]++\s*+)?$")
_OF_ITEM: Final = re.compile(r"[.)][*_]{0,2}[ \t]+\S")  # behind the number of an item


@dataclass(frozen=True)
class Plain:
    """`text[start:end]`, written as LaTeX in `latex`; `bold` and `code` say how it was set off."""

    latex: str
    start: int
    end: int
    bold: bool
    code: bool
    number: bool


def plain_values(text: str, start: int, end: int) -> Iterator[Plain]:
    """Values in the sentence `text[start:end]` (masked)."""
    taken: list[tuple[int, int]] = []
    for m in _CODE.finditer(text, start, end):
        taken.append(m.span())
        yield Plain(as_latex(m["body"]), *m.span(), _bold(text, *m.span()), True, False)
    for m in _EQUATION.finditer(text, start, end):
        right = m["right"].rstrip(" \n+-*/=(")
        if right and not _inside(m.start(), taken):
            place = (m.start(), m.start("right") + len(right))
            taken.append(place)
            yield Plain(as_latex(text[place[0] : place[1]]), *place, _bold(text, *place), False, False)
    for m in _TUPLE.finditer(text, start, end):
        if not _inside(m.start(), taken):
            taken.append(m.span())
            yield Plain(_BETWEEN.sub(r" \\times ", m.group()), *m.span(), _bold(text, *m.span()), False, False)
    for m in _RUN.finditer(text, start, end):
        run = _CUT_OFF.sub("", m.group())
        if re.search(r"[_^√]|sqrt", run) and not _inside(m.start(), taken):
            taken.append((m.start(), m.start() + len(run)))
            yield Plain(as_latex(run), *taken[-1], _bold(text, *taken[-1]), False, False)
    for m in _FRACTION.finditer(text, start, end):
        if not _inside(m.start(), taken):
            taken.append(m.span())
            yield Plain(m.group(), *m.span(), _bold(text, *m.span()), False, True)
    for m in _NUMBER.finditer(text, start, end):
        if not _inside(m.start(), taken) and not _counts_something(text, m):
            unit = "\\%" if m["unit"] == "%" else f"\\ \\text{{{m['unit']}}}" if m["unit"] else ""
            yield Plain(m["value"].replace(",", "") + unit, *m.span(), _bold(text, *m.span()), False, True)


def as_latex(text: str) -> str:
    """Signs that plain text uses for mathematics."""
    text = text.replace("**", "")
    text = _roots(text.strip())
    text = re.sub(r"√\s*(\w+)", r"\\sqrt{\1}", text)
    text = re.sub(r"(?<![\\_{\w])([A-Za-z])(\d+)\b", r"\1_{\2}", text)
    text = re.sub(r"(?<![\\A-Za-z])(pi|sigma|mu|theta|Theta)(?![A-Za-z])", r"\\\1 ", text)
    text = re.sub(r"_([A-Za-z]{3,})", r"_{\\text{\1}}", text)
    for sign, latex in _SIGNS:
        text = text.replace(sign, latex)
    return text.strip()


def _roots(text: str) -> str:
    """`sqrt(a (b + c))` with its own brackets as LaTeX."""
    while m := re.search(r"(?:√|(?<!\\)\bsqrt\s*)\(", text):
        depth, end = 1, m.end()
        while depth and end < len(text):
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        text = f"{text[: m.start()]}\\sqrt{{{text[m.end() : end - 1]}}}{text[end:]}"
    return text


def _bold(text: str, start: int, end: int) -> bool:
    """Within a pair of ** on the line that holds little else: a heading is bold too."""
    line = text.rfind("\n", 0, start) + 1
    opened, closed = text.rfind("**", line, start), text.find("**", end, end + _BOLD)
    return text[line:start].count("**") % 2 == 1 and 0 <= closed - opened - 2 <= _BOLD


def _inside(place: int, taken: list[tuple[int, int]]) -> bool:
    return any(low <= place < high for low, high in taken)


def _counts_something(text: str, m: re.Match[str]) -> bool:
    """Numbers of steps, layers, tables and list items are names, not values."""
    before = text[max(0, m.start() - 40) : m.start()]
    if _COUNTER.search(before) or _IN_ALL.search(before) or _OPERATED.search(before) or _OPERATING.match(text, m.end()):
        return True
    item = _ITEM.search(before) if m.start() > 40 else _ITEM.search("\n" + before)
    return item is not None and m["unit"] is None and _OF_ITEM.match(text, m.end()) is not None
