r"""The size of a matrix is no value: "W is $m \times n$" says what W is like, and multiplies nothing."""

from __future__ import annotations

import re
from typing import Final

from evaluator.answers import Candidate
from evaluator.grading.cues import last_cue
from evaluator.mathtext.tree import Name, Number, Product
from evaluator.reference.records import ReferenceAnswer

_OF_SIZES: Final = re.compile(
    r"\b(?:shapes?|sizes?|dimensions?|matri(?:x|ces)|arrays?|filters?|kernels?)\b", re.IGNORECASE
)
_ASKED: Final = ("shape", "size", "dimension")


def is_size(candidate: Candidate, answer: ReferenceAnswer) -> bool:
    """Whether it is a product of plain names or numbers, with a cross between them, in a sentence about sizes."""
    if not isinstance(candidate.node, Product) or candidate.formula is None:
        return False
    plain = all(isinstance(factor, Name | Number) for factor in candidate.node.factors)
    crossed = candidate.formula.latex.count(r"\times") + 1 >= len(candidate.node.factors)
    asked = any(last_cue(cue, _ASKED) is not None for cue in (*answer.cues, answer.name))
    return plain and crossed and not asked and _OF_SIZES.search(candidate.sentence) is not None
