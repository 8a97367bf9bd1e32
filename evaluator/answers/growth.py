"""Growth stated in words: "scales linearly with $d_1$ and is independent of $d_2$", "a constant learning rate"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from evaluator.answers.formulas import parsed_or_none
from evaluator.answers.mask import HOLE
from evaluator.mathtext.tree import Call, Growth, Name, Node, Number, Power, Product, Quotient, Root
from evaluator.model import Formula, Passage

_GAP: Final = r"(?:\s+(?!not\b|and\b|but\b|or\b)[a-z][\w'-]*){0,4}?\s*"
_THING: Final = (
    rf"[*_]*(?P<thing>{HOLE}+|`[^`\n]+`|[A-Za-z]+[_\d][\w{{}}]*|(?<=of |to |in "
    rf"|on )[a-zA-Z](?=[\s,.;)])|\b[a-z]\b(?=[\s,.;)])"
    rf"|[a-z]+[-_][a-z]+\b(?!\s*[({{]?{HOLE}))"
)
_WITH: Final = r"\s+(?:with(?:\s+respect\s+to)?|in|on|to|of|as\s+a\s+function\s+of)\b"
_ADVERBS: Final = (
    ("inverse square root", "-1/2"), ("inverse-square-root", "-1/2"), ("square root", "1/2"), ("inversely", "-1"),
    ("quadratic", "2"), ("cubic", "3"), ("linear", "1"), ("logarithmic", "log"),
)  # fmt: skip
_CLASS: Final = re.compile(
    rf"\b(?P<word>quadratic(?:ally)?|cubic(?:ally)?|(?<!non-)(?<!sub)(?<!super)linear(?:ly)?|logarithmic(?:ally)?)"
    rf"(?:\s+(?:scaling|growth|dependence|function|relation(?:ship)?))?{_WITH}{_GAP}{_THING}",
    re.IGNORECASE,
)
_PROPORTIONAL: Final = re.compile(
    rf"\b(?P<inverse>inversely\s+)?(?:proportional(?:ly)?\s+to|(?:scales?|scaling|grows?|growing|goes"
    rf"|behaves?|increases?|decreases?|varies)"
    rf"\s+(?:(?:only|roughly|asymptotically|exactly)\s+)?(?P<inverse2>inversely\s+)?(?:as|like|with"
    rf"|in\s+proportion\s+to))\s+(?:the\s+)?"
    rf"(?P<power>(?:inverse\s+)?(?:square\s+root|square|cube|reciprocal|inverse)\s+of\s+)?{_GAP}{_THING}",
    re.IGNORECASE,
)
_INDEPENDENT: Final = re.compile(
    r"\b(?:independen(?:t|tly)\s+(?:of|from)|(?:does|do|will|did)(?:\s+not"
    r"|n['’]t)\s+(?:at\s+all\s+)?(?:depend|scale|change|vary|grow|shrink)"
    r"(?:\s+at\s+all)?\s+(?:up|down)?\s*(?:on|with|in|as)|no\s+(?:dependence|scaling)\s+(?:on|with|in)"
    r"|without\s+(?:any\s+)?(?:dependence|scaling)\s+(?:on|with|in))"
    rf"{_GAP}{_THING}",
    re.IGNORECASE,
)
_CONSTANT: Final = re.compile(
    r"\b(?:(?:is|are|stays?|remains?|kept|held|keeps?|uses?)\s+(?:an?\s+|just\s+|simply\s+"
    r"|a\s+fixed,?\s+)*constant\b(?!\s*[*_]*[" + HOLE + r"$`])"
    r"|constant\s+(?:learning[\s-]rate|step[\s-]size|lr|scaling|in\b|across|with\s+respect|w\.r\.t|regardless"
    r"|for\s+(?:all|any|every))"
    r"|(?:width|size|fan[_-]?in|dimension)[\s-]independent|no\s+(?:width\s+)?scaling|not\s+scaled)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class GrowthPhrase:
    """`text[start:end]` states the class of `node`; `only_denies` when it merely names what does not matter."""

    node: Growth
    start: int
    end: int
    only_denies: bool


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    factor: Node | None  # None: independent of it


def growth_phrases(passage: Passage, text: str, start: int, end: int) -> GrowthPhrase | None:
    """What the sentence `text[start:end]` (masked) says in words about growth, all factors together."""
    found = sorted(_all(passage, text, start, end), key=lambda f: f.start)
    factors = [f.factor for f in found if f.factor is not None]
    if not factors and (constant := _constant(text, start, end)):
        return constant
    if not found:
        return None
    body = factors[0] if len(factors) == 1 else Product(tuple(factors)) if factors else Number("1")
    denies = not factors
    return GrowthPhrase(Growth("Theta", body), found[0].start, max(f.end for f in found), denies)


def _all(passage: Passage, text: str, start: int, end: int) -> Iterator[_Found]:
    taken: list[tuple[int, int]] = []
    for m in _INDEPENDENT.finditer(text, start, end):
        taken.append(m.span())
        yield _Found(*m.span(), None)
    for m in _CLASS.finditer(text, start, end):
        factor = _of_class(m, passage)
        if factor is not None and not _overlaps(m, taken):
            taken.append(m.span())
            yield _Found(*m.span(), factor)
    for m in _PROPORTIONAL.finditer(text, start, end):
        factor = _of_proportion(m, passage)
        if factor is not None and not _overlaps(m, taken):
            taken.append(m.span())
            yield _Found(*m.span(), factor)


def _constant(text: str, start: int, end: int) -> GrowthPhrase | None:
    """ "It stays constant": where nothing is said to grow."""
    said = _CONSTANT.search(text, start, end)
    return None if said is None else GrowthPhrase(Growth("Theta", Number("1")), *said.span(), False)


def _overlaps(m: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return any(m.start() < high and low < m.end() for low, high in taken)


def _of_class(m: re.Match[str], passage: Passage) -> Node | None:
    thing = _thing(m, passage)
    power = next(power for word, power in _ADVERBS if m["word"].lower().startswith(word))
    return None if thing is None else _powered(thing, power)


def _of_proportion(m: re.Match[str], passage: Passage) -> Node | None:
    thing = _thing(m, passage)
    if thing is None:
        return None
    words = (m["power"] or "").lower()
    if "square root" in words:
        thing = Root(thing)
    elif "square" in words or "cube" in words:
        thing = Power(thing, Number("2" if "square" in words else "3"))
    inverse = bool(m["inverse"] or m["inverse2"]) != ("inverse" in words or "reciprocal" in words)
    return Quotient(Number("1"), thing) if inverse else thing


def _powered(thing: Node, power: str) -> Node:
    if power == "1":
        return thing
    if power == "log":
        return Call(Name("log"), (thing,))
    return Power(thing, Number(power))


def _thing(m: re.Match[str], passage: Passage) -> Node | None:
    """The formula (or plain name) that the words are about."""
    written = m["thing"]
    if written.startswith(HOLE):
        formula = next((f for f in passage.formulas if f.at.start <= m.start("thing") < f.at.end), None)
        node = _parsed_formula(formula)
    else:
        node = parsed_or_none(written.strip("`"))
    return node.body if isinstance(node, Growth) else node


def _parsed_formula(formula: Formula | None) -> Node | None:
    return None if formula is None else parsed_or_none(formula.latex)
