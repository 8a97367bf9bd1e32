"""The words around a value: what leads to it, what it stands beside, and whether its clause turns to something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evaluator.answers import Candidate
from evaluator.grading.cues import first_cue, last_cue
from evaluator.grading.rivals import CLAUSE, CONTRAST
from evaluator.kinds.choice import Choice
from evaluator.mathtext.tree import Name, Number, Text
from evaluator.reference.records import ReferenceAnswer


def beside_cue(candidate: Candidate, answer: ReferenceAnswer) -> bool:
    """The value stands right behind its cue: "has width 5", "on average 5", "beam search scores $k V$"."""
    end = last_cue(candidate.before, answer.cues)
    if end is None:
        return False
    much = not isinstance(candidate.node, Name | Number)  # "the attention matrix $A$" names it
    return (_A_WORD if much else _NOTHING).fullmatch(candidate.before, end) is not None


_NOTHING: Final = re.compile(r"[\s*_:(=]*")
_A_WORD: Final = re.compile(r"(?:\s+(?!of\b|in\b|to\b|with\b|by\b|for\b)[\w-]+)?[\s*_:(=]*")


def counts(candidate: Candidate, answer: ReferenceAnswer) -> bool:
    """The value stands right before its cue, with at most a word between: "$r(m + n)$ trainable parameters"."""
    end = first_cue(candidate.after, answer.cues)
    if is_total(candidate):  # "in total" names nothing
        return False
    return end is not None and _IN_REACH.match(candidate.after[:end]) is not None


_IN_REACH: Final = re.compile(r"[\s*_]*+(?:[\w-]++\s++)?[\w-]++$")


def has_subject(candidate: Candidate) -> bool:
    """Whether its own clause says what it is: "it tends to g, i.e. the effective rate is h"."""
    return _SUBJECT.search(CLAUSE.split(candidate.before)[-1]) is not None


_SUBJECT: Final = re.compile(
    r"\b(?:the|its|our|an?)\s+(?:[\w-]+\s+){1,4}(?:is|are|equals?|becomes?)\b[\s\w]{0,60}$", re.IGNORECASE
)


def is_used(text: str, end: int) -> bool:
    """Whether the cue that ends there names another value: "with the step $\\eta = 1/L$ the rate is"."""
    return _VALUED.match(text, end) is not None


_VALUED: Final = re.compile(r"[\s*_:,]*(?:\$+|\\[(\[])[^$]*?=")


def ahead(candidate: Candidate) -> str:
    """The sentence up to the value."""
    before, _, _ = candidate.sentence.partition(candidate.before.strip() or "\0")
    return f"{before} {candidate.before}" if candidate.before.strip() else ""


def contrasted(candidate: Candidate) -> bool:
    """Whether its clause speaks of something else than those before: "in SP it is 1, while in muP it is 1/n"."""
    words = candidate.before.strip()
    return bool(words) and CONTRAST.search(candidate.sentence.partition(words)[0]) is not None


def is_total(candidate: Candidate) -> bool:
    """Whether it is said to be all of it: "each has $d^2$ parameters, $4 d^2$ in total"."""
    if candidate.manner == "standing" and _TOTAL_TITLE.search(candidate.heading):
        return True
    return _TOTAL.match(candidate.after) is not None or _TOTALLING.search(candidate.before) is not None


def titled_otherwise(candidate: Candidate, answer: ReferenceAnswer, answers: Sequence[ReferenceAnswer]) -> bool:
    """Whether the title above it names another of the answers, and not this one: "Total time"."""
    named = [a for a in answers if last_cue(candidate.heading, a.cues) is not None]
    return bool(named) and answer not in named


_TOTAL: Final = re.compile(r"[\s*_]*(?:in\s+total|altogether|overall)\b", re.IGNORECASE)
_TOTALLING: Final = re.compile(
    r"\b(?:in\s+total|altogether|for\s+a\s+total\s+of|adds?\s+up\s+to)\b[\s\w,:]{0,20}$", re.IGNORECASE
)
_TOTAL_TITLE: Final = re.compile(r"(?:^|:\s)(?:the\s+)?(?:total|overall)\b[^:]{0,40}:?$", re.IGNORECASE)
_WORD: Final = 4  # letters of a cue that is found within an option


def says_cue(option: Candidate, answer: ReferenceAnswer) -> bool:
    """Whether the option that is expected has the word in it: "asymmetric". It may confirm only: "unbiased" may be said
    of another estimate."""
    word = option_word(option)
    expected = isinstance(answer.kind, Choice) and answer.kind.expects(word)
    return expected and any(len(cue) >= _WORD and cue.lower() in word for cue in answer.cues)


def option_word(candidate: Candidate) -> str:
    """As the options have it, in small letters."""
    return candidate.node.text.lower() if isinstance(candidate.node, Text) else candidate.text.lower()
