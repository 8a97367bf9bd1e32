"""Remarks that people make in their next prompt: "Correct! Now question 2", "No, (ii) is wrong"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from evaluator.model import Comment, Passage, Turn

_JUDGES: Final = (
    r"(?:in)?correct(?:ly)?|right|wrong|good|great|perfect(?:ly)?|nice|excellent|amazing|awesome|well\s+done|flawless"
    r"|mistakes?|errors?|not\s+quite|almost|mostly|(?:in)?accurate|impressive|makes\s+sense|disagree|agree"
)
_SENTENCE: Final = re.compile(r"[^.!?\n]+(?:[.!?]+(?=\s|$)|\n|$)")
_GREETING: Final = r"(?:(?:ok(?:ay)?|yes|yeah|no|nope|wait|hmm+|thanks?|thank\s+you|hi|hello|sorry|\w+)[,!.]?\s+){0,2}"
_ABOUT: Final = (
    r"(?:(?:this|that|it|these|those|they|you|your|the|all|everything|part|parts|question|problem|answers?|i\s+think"
    r"|i\s+believe|\(?[a-h]\)|\([ivx]+\)|looks?|sounds?|seems?|very|really|pretty|so|\d{1,2}\s?\(?[a-h]\)?)\b.{0,80}?\b)?"
)
_OPENS: Final = re.compile(rf"^\W*{_GREETING}{_ABOUT}(?:{_JUDGES})\b(?!\s+(?:question|answer\s+choice))", re.IGNORECASE)
_ASKS: Final = re.compile(
    r"\?\s*$|^\W*(?:please|make|ensure|check|can|could|would|is|are|does|do|why|what|how|explain|solve|show|give|write)\b"
    r"|\bmake\s+sure\b|\byou\s+are\s+(?:absolutely\s+)?right\b|\bif\s+(?:it|this|that|you)\b|\bshould\s+be\s+(?:correct|accurate)\b",
    re.IGNORECASE,
)
_LONGEST: Final = 400  # characters of a prompt's opening in which what went before is judged
_MOST: Final = 3  # sentences


def remark_in(prompt: Passage) -> Passage | None:
    """The opening of a prompt that judges the answer before it."""
    end = 0
    for sentence in list(_SENTENCE.finditer(prompt.markdown[:_LONGEST]))[:_MOST]:
        said = sentence[0].strip()
        if not said:
            continue
        if not _judges(said):
            break
        end = sentence.end()
    return prompt.slice(0, end) if end else None


def without_judgements(prompt: str) -> str:
    """A prompt without the sentences that judge: what they name has been answered, and is not asked for."""
    judged = [m for m in _SENTENCE.finditer(prompt) if _judges(m[0].strip())]
    kept, place = "", 0
    for sentence in judged:
        kept, place = kept + prompt[place : sentence.start()], sentence.end()
    return kept + prompt[place:]


def _judges(said: str) -> bool:
    return bool(said and _OPENS.match(said) and not _ASKS.search(said))


def with_spoken_remarks(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """Each turn with what the next prompt says about it as a comment, where nobody remarks on it in its place."""
    found = []
    for turn, after in zip_longest(turns, turns[1:]):
        spoken = after is not None and turn.output.markdown and not turn.comments
        remark = remark_in(after.prompt) if after is not None and spoken else None
        if remark is None:
            found.append(turn)
            continue
        pages = remark.pages()
        comment = Comment(passage=remark, page=pages[0] if pages else None, where="prompt")
        found.append(turn.model_copy(update={"comments": (*turn.comments, comment)}))
    return tuple(found)
