"""Values of one case: "for example 10", "with p = 1/2 it is 2", "as n goes to infinity it tends to x".

They are true of what is asked for, and no answer to it, unless the question itself is about that case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evaluator.answers import Candidate
from evaluator.answers.formulas import parsed_or_none
from evaluator.equality.rewrite import walk
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.spelling import spelling
from evaluator.mathtext.tree import Name
from evaluator.reference.records import ReferenceAnswer

_EXAMPLE: Final = re.compile(
    r"\b(?:for\s+(?:example|instance|comparison)|e\.g\.|as\s+an?\s+(?:example|check)|such\s+as|sanity\s+check|check\s*:)",
    re.IGNORECASE,
)
# A condition before the value: what stands left of the sign is set to something.
_CASE: Final = re.compile(
    r"\b(?:for|with|if|when|at|as|once|say|setting|taking|letting|limit)\b(?:\s+(?:all|the|of))*[\s*_]*"
    r"(?:\$+|\\[(\[])(?P<first>[^$=<>]{0,80}?)(?:=|\\(?:to|rightarrow|gg|ll)(?![a-z]))(?P<rest>[^$]{0,200})",
    re.IGNORECASE,
)
_MORE: Final = re.compile(r"(?:^|,|=)([^,=]+)(?==)")  # "p = q = 1/2", "N = 500, B = 10"


def is_special(candidate: Candidate, answer: ReferenceAnswer, scope: Scope) -> bool:
    """Whether its sentence gives an example, or sets something that the expected value depends on before it."""
    before, found, _ = candidate.sentence.partition(candidate.before.strip() or "\0")
    words = f"{before} {candidate.before}" if found else candidate.before
    if _EXAMPLE.search(words):
        return True
    return any(name in _free(answer, scope) for name in _set_in(words, scope))


def _set_in(words: str, scope: Scope) -> Iterator[object]:
    """What the conditions of a sentence set, as names mean it."""
    for case in _CASE.finditer(words):
        for text in (case["first"], *_MORE.findall(f"={case['rest']}")):
            node = parsed_or_none(text, scope.functions)
            if isinstance(node, Name):
                yield _meant(node, scope)


def _free(answer: ReferenceAnswer, scope: Scope) -> set[object]:
    gold = getattr(answer.kind, "gold", None)
    if isinstance(gold, str):
        node = parsed_or_none(gold, scope.functions)
        return {_meant(name, scope) for name in walk(node) if isinstance(name, Name)} if node is not None else set()
    return set(getattr(gold, "free_symbols", ()))


def _meant(name: Name, scope: Scope) -> object:
    key = spelling(name)
    return scope.symbols.get(key, key)
