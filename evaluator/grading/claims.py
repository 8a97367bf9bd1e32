"""Claims in words that something printed is wrong, with the formulas they name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from evaluator.answers.formulas import parsed_or_none
from evaluator.answers.mask import HOLE, masked
from evaluator.answers.sections import sections
from evaluator.answers.sentences import sentences
from evaluator.mathtext.tree import Node
from evaluator.model import Passage, Span

About = Literal["problem", "reference"]
By = Literal["human", "model"]

_REFERENCE: Final = re.compile(
    r"\b(?:posted|official|reference|staff|sample|published|given|provided|ed)\s+(?:solutions?|answers?"
    r"|key)\b|\bsolutions?\s+(?:posted|sheet|key|on\b|from\s+(?:ed|the\s+(?:course|staff)))"
    r"|\banswer\s+key\b|\bsolution\s+(?:provided|published)\b",
    re.IGNORECASE,
)
_PROBLEM: Final = re.compile(
    r"\b(?:typos?|typographical|misprint(?:s|ed)?|errat(?:um|a))\b"
    r"|\b(?:handout|sheet|problem\s+set|(?:problem|question)(?:\s+statement)?|statement|assignment|hint"
    r"|homework)\b[^.]{0,60}\b(?:prints?|printed|wrong(?:ly)?|incorrect(?:ly)?|mistake|error|swap(?:s|ped)"
    r"|transposed|should|must|mis\w+|presumably|probably)\b"
    r"|\b(?:mistake|error)\s+in\s+(?:the|your)\s+(?:problem|question|handout|sheet|statement|homework"
    r"|assignment|hint)\b"
    r"|\b(?:presumably|probably)\s+(?:means?|meant|intend(?:s|ed)?)\b|\bassum(?:e|ing)\s+(?:the\s+problem|it"
    r"|this|they)\s+means?\b",
    re.IGNORECASE,
)
_MODEL: Final = re.compile(
    rf"\b(?:is|are)\s+(?:indeed|actually|in\s+fact)\s*{HOLE}+\s*,?\s*(?:and\s+|rather\s+than|instead\s+of"
    rf"|not)\b|\binstead\s+of\s*{HOLE}"
    rf"|\b(?:your|the)\s+correction\b|\bonly\s*{HOLE}+[^.]{{0,40}}\bshape\b",
    re.IGNORECASE,
)
_LACKING: Final = re.compile(
    r"\b(?:unclear|not\s+(?:so\s+|very\s+|that\s+)?clear|miss(?:es|ed|ing)?|skip(?:s|ped)?|omit(?:s|ted)?"
    r"|leaves?\s+out|drop(?:s|ped)?|ignore[sd]?|neglect(?:s|ed)?|forg[eo]ts?"
    r"|lacks?|implicit|incomplete|wrong|incorrect|mistake|error|gap|typo|should|never)\b",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(
    r"^\W*(?:it|this|that|they|the\s+(?:correct|right))\b|\b(?:should|must|can(?:no|['’])t|instead|rather)\b"
    r"|\bshape\b|\bdimensions?\b|\bmiss(?:ed|ing|es)?\b",
    re.IGNORECASE,
)
_RIGHT: Final = re.compile(
    r"\b(?:should\s+(?:be|read|have\s+been|say)|must\s+(?:be|read)|corrected\s+to|(?:is|are)\s+(?:indeed"
    r"|actually|in\s+fact)|(?:replaced?|changed?)\s+(?:by|with|to)"
    r"|means?|meant|intended|only|correct\s+(?:form|version|one|gradient|formula)\s+is|it['’]?s|to\s+be|with)\W*$",
    re.IGNORECASE,
)
_WRONG: Final = re.compile(
    r"\b(?:instead\s+of|rather\s+than|not|prints?(?:\s+(?:it|the\s+\w+(?:\s+\w+)?))?(?:\s+as)?"
    r"|printed(?:\s+as)?|reads|written(?:\s+as)?|says|states|wrote|has|as)\W*$",
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(r"\(?(?:\\?[A-Za-z]++(?:_\{?\w++\}?)?(?:\^\{?\w++\}?)?[ *]?){1,6}+\)?")


@dataclass(frozen=True)
class Claim:
    """What somebody says is wrong. `right` is what should stand there, `wrong` what does, `named` other formulas."""

    by: By
    about: About
    says: str
    at: Span
    right: tuple[Node, ...] = ()
    wrong: tuple[Node, ...] = ()
    named: tuple[Node, ...] = ()

    @property
    def formulas(self) -> tuple[Node, ...]:
        return (*self.right, *self.wrong, *self.named)


def claims(passage: Passage, by: By, functions: frozenset[str]) -> tuple[Claim, ...]:
    """All claims in one passage."""
    text = masked(passage)
    return tuple(_claim(passage, text, group, about, by, functions) for about, group in _groups(passage, text, by))


def _groups(passage: Passage, text: str, by: By) -> Iterator[tuple[About, tuple[int, int]]]:
    """Runs of sentences: the one that opens the claim and those that go on about it."""
    cuts = sentences(passage, sections(passage)).cuts
    current: tuple[About, int, int] | None = None
    for start, end in itertools.pairwise(cuts):
        about = _about(text[start:end], by)
        if about is not None and (current is None or about != current[0]):
            if current:
                yield current[0], current[1:]
            current = (about, start, end)
        elif current and (about or _GOES_ON.search(text[start:end]) or not text[start:end].strip()):
            current = (current[0], current[1], end)
        elif current:
            yield current[0], current[1:]
            current = None
    if current:
        yield current[0], current[1:]


def _about(sentence: str, by: By) -> About | None:
    if by == "human" and _REFERENCE.search(sentence) and _LACKING.search(sentence):
        return "reference"
    if _PROBLEM.search(sentence) or (by == "model" and _MODEL.search(sentence)):
        return "problem"
    return None


def _claim(
    passage: Passage, text: str, group: tuple[int, int], about: About, by: By, functions: frozenset[str]
) -> Claim:
    start, end = group
    roles: dict[str, list[Node]] = {"right": [], "wrong": [], "named": []}
    for at, node in [*_formulas(passage, group, functions), *_plain_formulas(text, group, functions)]:
        roles[_role(text[start:at])].append(node)
    says = passage.markdown[start:end].strip()
    return Claim(by, about, says, Span(start=start, end=end), *(tuple(roles[r]) for r in ("right", "wrong", "named")))


def _role(before: str) -> str:
    near = before[-48:].rstrip(" ($\n*_")
    if _RIGHT.search(near):
        return "right"
    return "wrong" if _WRONG.search(near) else "named"


def _formulas(passage: Passage, group: tuple[int, int], functions: frozenset[str]) -> Iterator[tuple[int, Node]]:
    for formula in passage.formulas:
        if group[0] <= formula.at.start < group[1]:
            node = parsed_or_none(formula.latex, functions)
            if node is not None:
                yield formula.at.start, node


def _plain_formulas(text: str, group: tuple[int, int], functions: frozenset[str]) -> Iterator[tuple[int, Node]]:
    """Formulas typed without marks, "(g_i x_i^T)"; something with an index or a power in it."""
    for m in _PLAIN.finditer(text, *group):
        words = m.group().strip("() ").split()
        kept = [w for w in words if "_" in w or "^" in w or len(w) == 1]
        if not any("_" in w or "^" in w for w in words) or (
            len(kept) < len(words) and len(words) > 1 and not _leading(words)
        ):
            continue
        node = parsed_or_none(" ".join(_leading(words) or kept), functions)
        if node is not None:
            yield m.start(), node


def _leading(words: Sequence[str]) -> list[str]:
    """The run of words with an index or a power."""
    runs: list[list[str]] = [[]]
    for word in words:
        if "_" in word or "^" in word:
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    return max(runs, key=len)
