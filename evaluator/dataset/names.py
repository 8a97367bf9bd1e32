"""The names that documents state of the people behind them: in headings, behind labels, where somebody signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

_PARTICLES: Final = frozenset("de da di del der den van von la le bin al el ter y".split())
_MOST_WORDS: Final = 5  # of a name
_LINE: Final = 60  # characters of a line that is a name
_HEAD: Final = 6  # lines of a document that may say whose it is
_WORD: Final = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]*)*")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_NO_LETTERS: Final = r"[\W\d_]+"
_SHORTEST: Final = 3  # letters of a first or last name that goes where it stands alone
_HAN: Final = re.compile(r"[\u4e00-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}")
_BETWEEN: Final = re.compile(r"\s*(?:,|\band\b|&)\s*")
_NAME: Final = r"(?:full\s+|student(?:'s)?\s+|your\s+|my\s+)?names?|nombre|nom|姓名|名字|이름|氏名"
_LABEL: Final = (
    rf"{_NAME}|authors?|student|submitted\s+by|written\s+by|prepared\s+by|annotated\s+by|by|collaborators?|partners?"
    r"|group\s+members?"
)
_STATED: Final = re.compile(
    rf"(?im)^(?:[^\S\n]|[#*_>|-]){{0,40}}(?P<label>{_LABEL})(?!\w)(?:[^\S\n]|[*_]){{0,9}}(?P<sign>[:：=—–-]?)"
    r"(?:[^\S\n]|[*_]){0,9}([^\n|;:=()$\\]{2,120}?)[\s*_.]*(?:$|[|;(])"
)
_IS_NAME: Final = re.compile(_NAME, re.IGNORECASE)
_CAPITALS: Final = r"[^\W\d_a-z][\w'’.-]+(?:[^\S\n]+[^\W\d_a-z][\w'’.-]*){1,3}"
_SAID: Final = re.compile(rf"\b(?:[Mm]y\s+name\s+is|I\s+am|I['’]m|[Tt]his\s+is)\s+({_CAPITALS})")
_SIGNED: Final = re.compile(
    r"(?im)^[^\w\n]{0,9}(?:best|(?:best|kind|warm)\s+regards|regards|sincerely|cheers|yours(?:\s+\w+)?|many\s+thanks"
    rf"|thanks)[,.!]?[^\S\n]{{0,9}}\n[^\w\n]{{0,9}}(?-i:({_CAPITALS}))[^\w\n]{{0,9}}$"
)
_WHO: Final = (
    r"(?:partner|friend|(?:class|group|team|room|lab)-?\s?mate|colleague|collaborator|reviewer|grader|tutor|instructor|lecturer"
    r"|reader|TA|GSI)s?\s+(?:(?:is|are|was|named|called)\s+)?"
    r"|(?:graded|marked|checked|reviewed|annotated|written|prepared|submitted|verified|assessed|edited|commented|evaluated"
    r"|solved|done|made|uploaded|shared)\s+by\s*:?\s+"
)
_TITLES: Final = r"(?:Mrs?|Ms|Mx|Miss|Dr|Prof|Professor)\b\.?\s+"
_CAPITAL: Final = r"[^\W\d_a-z](?:\.|[\w'’-]+)"
_ROLES: Final = re.compile(rf"\b(?:(?i:{_WHO})|{_TITLES})({_CAPITAL}(?:[^\S\n]+{_CAPITAL}){{1,3}})")
_TITLED: Final = re.compile(rf"\b{_TITLES}([^\W\d_a-z][\w'’-]{{2,}})")
_GREETED: Final = re.compile(
    r"\b(?:(?:[Dd]ear|[Hh]i|[Hh]ello|[Hh]ey),?\s+|(?:[Tt]hanks|[Tt]hank\s+you),\s+)([^\W\d_a-z][^\W\d_A-Z]{2,20})(?=\s*[,!.:\n]|$)"
)
_PRESENTED: Final = re.compile(
    r"\b(?:I['’]m|I\s+am|[Mm]y\s+name\s+is|[Nn]ame['’]?s)\s+([^\W\d_a-z][^\W\d_A-Z]{2,20})(?=\s*[(,.!;\n]|\s+(?:and|from|here)\b|$)"
)
_NOBODY: Final = frozenset(
    "deepseek chatgpt claude gemini grok qwen kimi mistral copilot perplexity llama gpt there all everyone everybody"
    " team class professor sir madam assistant friend done ready stuck sorry happy sure here".split()
)
_COURSE: Final = re.compile(
    r"\b(?:hw|homework|assignment|problem\s+set|course|fall|spring|section|[A-Z]{2,6}\s?\d{2,3}[A-Z]?)\b", re.IGNORECASE
)
# A line that holds nothing but a number of a person, or an address.
_PERSON: Final = re.compile(
    r"[\W_]*+(?:(?:s\.?i\.?d\.?|id|uid)\W*)?(?:\d{7,12}|[\w.+-]{1,64}@[\w.-]{3,100})[\W_]*", re.IGNORECASE
)
_AFTER_TITLE: Final = re.compile(
    r"(?im)^(?:.{0,200}\b(?:homework|hw|assignment)\b.{0,80}?)\s+[-–—|]\s+(?-i:([^\n|]+?))[\s*_]*$"
)
# Words of titles: two of them with capitals are no name.
_SUBJECT: Final = frozenset(
    "the a an of for to in on with and problem problems question questions homework assignment part solution solutions"
    " answer answers deep learning neural network networks machine gradient descent stochastic vector matrix calculus"
    " linear algebra regression ridge least squares optimization optimizer attention transformer transformers"
    " convolution convolutional language model models theory statistics probability introduction review notes annotated"
    " transcript chat log conversation evaluation report analysis special participation final project computer science"
    " engineering mathematics physics data kernel value singular decomposition loss function functions batch layer"
    " normalization weight decay momentum rate free section spring fall summer winter first second third prompt output"
    " comment user student input response sure best hi hello thanks dear please variable".split()
)


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Names of two words and more, which are then looked for everywhere."""
    return frozenset(name for text in texts for name in _found(text))


def names_of_file(file: str, text: str) -> frozenset[str]:
    """Two words of a file's name that stand side by side in the text, too: `Ada_Lovelace_hw3.pdf`."""
    words = [word for word in re.split(_NO_LETTERS, file) if word]
    both = (f"{one} {other}" for one, other in pairwise(words) if _is_name([one.title(), other.title()]))
    return frozenset(name for name in both if re.search(rf"(?<!\w){name}(?!\w)", text, re.IGNORECASE))


def parts_of(names: Iterable[str], text: str) -> frozenset[str]:
    """First and last names that stand alone, where the text does not use them as words in small letters."""
    parts = {word for name in names for word in _LETTERS.findall(name) if len(word) >= _SHORTEST and word[0].isupper()}
    return frozenset(parts - {word.capitalize() for word in _LETTERS.findall(text) if word.islower()})


def lone_names(text: str) -> Iterator[tuple[int, int]]:
    """Where a label, a greeting or a title gives a name of one word: that stands for much else, and goes at its place
    alone."""
    places = set(_labelled(text))
    for pattern in (_GREETED, _PRESENTED, _TITLED):
        places |= {match.span(1) for match in pattern.finditer(text) if match[1].lower() not in _NOBODY}
    last = 0
    for start, end in sorted(places):
        if start >= last:
            yield start, end
            last = end


def _labelled(text: str) -> Iterator[tuple[int, int]]:
    for match in _STATED.finditer(text):
        word = match[3].strip()
        if match["sign"] and _IS_NAME.fullmatch(match["label"]) and _WORD.fullmatch(word) and not word.islower():
            yield match.start(3), match.start(3) + len(match[3].rstrip())


def _found(text: str) -> Iterator[str]:
    for match in _STATED.finditer(text):
        yield from _stated(match[3].strip(), labelled=bool(match["sign"] and _IS_NAME.fullmatch(match["label"])))
    for pattern in (_SAID, _SIGNED, _ROLES):
        yield from (m[1].strip(" .") for m in pattern.finditer(text) if _is_name(m[1].strip(" .").split()))
    yield from _in_head(text)
    yield from _beside_numbers(text)


def _beside_numbers(text: str) -> Iterator[str]:
    """A line of capitals above or below one that holds a student's number or an address, and nothing else."""
    lines = [line.strip(" #*_>|") for line in text.splitlines() if line.strip()]
    for one, other in pairwise(lines):
        for line, beside in ((one, other), (other, one)):
            if len(line) <= _LINE and _is_name(line.split()) and _PERSON.fullmatch(beside):
                yield line


def _stated(said: str, labelled: bool) -> Iterator[str]:
    if _HAN.fullmatch(said):
        yield said
        return
    items = [item.strip() for item in _BETWEEN.split(said)]
    if labelled and len(items) == 2 and all(_WORD.fullmatch(i) and i[0].isupper() for i in items):
        yield from (f"{items[1]} {items[0]}", f"{items[0]}, {items[1]}")  # Lovelace, Ada
    elif all(_is_name(item.split()) for item in items):
        yield from items
    elif (
        labelled and 2 <= len(words := said.split()) <= 3 and all(map(_LETTERS.fullmatch, words)) and not _titled(words)
    ):
        yield said  # in small letters


def _in_head(text: str) -> Iterator[str]:
    """A line of capitals above the course or behind the homework, of words that stand nowhere else."""
    lines = [line.strip(" #*_") for line in text.splitlines() if line.strip()][:_HEAD]
    for line, after in pairwise(lines):
        if _COURSE.search(after) and _is_whole_name(line, text):
            yield line
    yield from (m[1] for m in _AFTER_TITLE.finditer(text[:2000]) if _is_whole_name(m[1], text))


def _is_whole_name(line: str, text: str) -> bool:
    words = line.split()
    return (
        len(words) <= 4
        and _is_name(words)
        and all(len(re.findall(rf"\b{re.escape(w)}\b", text)) <= text.count(line) + 1 for w in words)
    )


def _is_name(words: list[str]) -> bool:
    """Two words and more, each with a capital, but for what stands in names in small letters."""
    capitals = [word for word in words if word[:1].isupper() and _WORD.fullmatch(word)]
    particles = set(words) - set(capitals) <= _PARTICLES
    return 2 <= len(words) <= _MOST_WORDS and len(capitals) >= 2 and particles and not _titled(words)


def _titled(words: list[str]) -> bool:
    return any(word.lower() in _SUBJECT for word in words)
