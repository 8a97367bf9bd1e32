"""What else a transcript may mean: values beside the one that was taken, and conditions that are no values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evaluator.answers import Candidate
from evaluator.equality.rewrite import walk
from evaluator.mathtext.tree import Growth, Name, Node, Product, Sum

CLAUSE: Final = re.compile(r"[,;:()]|\b(?:and|but|while|whereas|than|compared|unlike)\b", re.IGNORECASE)
_CONDITION: Final = re.compile(
    r"\b(?:where|when(?:ever)?|if|once|until|unless|such\s+that|so\s+that|for\s+which|as\s+long\s+as)\b", re.IGNORECASE
)
BY: Final = re.compile(r"\bby(?:\s+(?:about|roughly|approximately|a\s+factor(?:\s+of)?))?[\s*_(]*$", re.IGNORECASE)
DENIED: Final = re.compile(
    r"\b(?:not(?!\s+only)|never|wrong(?:ly)?|incorrect(?:ly)?|instead\s+of|rather\s+than|unlike|as\s+opposed\s+to)"
    r"(?:\s+\w+){0,2}\W*$|n['’]t(?:\s+\w+){0,2}\W*$",
    re.IGNORECASE,
)
CONTRAST: Final = re.compile(
    r"\b(?:while|whereas|but|unlike|compared\s+(?:to|with)|as\s+opposed\s+to|in\s+contrast(?:\s+to)?|instead)\W*$",
    re.IGNORECASE,
)
_MUCH: Final = 5  # names, numbers and operations of a value
_MORE: Final = 3  # of one in the same sentence


def rivals(
    chosen: Candidate, rated: Sequence[Candidate], stated: Sequence[Candidate], named: bool
) -> tuple[Candidate, ...]:
    """Where one of them is right, nobody is accused of the one that was chosen of all that are `rated`.

    What is boxed, final or `named` as the quantity is meant; else any value counts that nobody writes by chance.
    """
    found = [c for c in rated if not c.other and _may_be_meant(c, chosen)]
    found += [c for c in stated if isinstance(c.node, Growth) and c.sentence == chosen.sentence and c not in found]
    here = [c for c in stated if c.sentence == chosen.sentence and c.at != chosen.at and not (c.other or c.labels)]
    found += [c for c in here if _size(c) >= _MORE and not DENIED.search(c.before) and c not in found]
    if not (chosen.boxed or chosen.final or named):
        found += [c for c in stated if c is not chosen and not c.other and _says_much(c) and c not in found]
    return tuple(found)


def _may_be_meant(other: Candidate, chosen: Candidate) -> bool:
    """Whether a teacher would look at it too: the same sentence states it, or it is concluded later."""
    if other.sentence == chosen.sentence:
        return other.at != chosen.at
    return other.at.start > chosen.at.end and (other.manner == "relation" or other.boxed or other.final)


def _says_much(candidate: Candidate) -> bool:
    """Whether nobody writes it by chance: more than a number or a name."""
    return _size(candidate) >= _MUCH


def _size(candidate: Candidate) -> int:
    return 0 if candidate.node is None else sum(1 for _ in walk(candidate.node))


def is_condition(candidate: Candidate) -> bool:
    """ "where z = 0", and "w x + b = 0": what holds at the quantity, or is to be solved for it."""
    in_words = _CONDITION.search(CLAUSE.split(candidate.before)[-1]) is not None
    return in_words or all(isinstance(label, Sum | Product) and not _abbreviates(label) for label in candidate.labels)


def is_given(candidate: Candidate) -> bool:
    """ "for $k = 10$": a name of something else gets a value for which the rest holds."""
    names = [label for label in candidate.labels if isinstance(label, Name)]
    return len(names) == 1 == len(candidate.labels) and _GIVEN.search(candidate.before) is not None


_GIVEN: Final = re.compile(
    r"\b(?:for|with|at|given|assuming|setting|say)(?:\s+(?:example|instance),?)?[\s*_($]*$", re.I
)


def _abbreviates(label: Node) -> bool:
    """KL and MSE are words, and no products."""
    factors = label.factors if isinstance(label, Product) else ()
    return bool(factors) and all(isinstance(f, Name) and f.base.isupper() and f.sub is None for f in factors)
