"""How verdicts, certainties and numbers are said to a reader: once, for every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.model import DECIDED, LOST_IN_READING, Agreement, AnswerResult, PartResult, Span


@dataclass(frozen=True)
class Word:
    """A verdict or outcome as shown: `key` is the CSS class, `ours` that the fault is the evaluator's."""

    key: str
    symbol: str
    word: str
    meaning: str
    ours: bool = False


VERDICTS: Final = {
    word.key: word
    for word in (
        Word("correct", "✓", "correct", "everything that was asked for is right"),
        Word("partial", "◐", "partly correct", "some of the answers asked for are right, others are not"),
        Word("incorrect", "✗", "incorrect", "a different answer; a counterexample is shown"),
        Word("missing", "∅", "missing", "asked, and not answered"),
        Word("unreadable", "▨", "unreadable", "we could not recover the formula from the file", ours=True),
        Word("undecided", "?", "undecided", "we could neither prove nor disprove the answer", ours=True),
        Word("unasked", "·", "not asked", "the transcript never asks about this part"),
    )
}

_OUTCOMES: Final = {"equal": "correct", "different": "incorrect", "missing": "missing", "unknown": "undecided"}

CERTAINTIES: Final = {
    "identical": "the same expression, once both are put in one form",
    "proved": "proved equal under the stated assumptions",
    "sampled": "agrees at every point that was tried, without a proof",
    "rubric": "prose, held against the claims of a rubric",
    "judged": "judged by a language model",
    "human": "decided by a person",
}

SPEAKERS: Final = {"human": "the student", "model": "the model", "evaluator": "the evaluator"}

ABOUT: Final = {
    "problem": "the problem sheet",
    "reference": "the posted solution",
    "answer": "the answer",
    "reasoning": "the reasoning",
}


def verdict(key: str) -> Word:
    return VERDICTS[key]


def outcome(answer: AnswerResult) -> Word:
    """An answer's outcome in the same words."""
    if answer.cause in LOST_IN_READING:
        return VERDICTS["unreadable"]
    return VERDICTS[_OUTCOMES[answer.outcome]]


def percent(part: float, whole: float) -> str:
    """A share without decimals; a dash where there is nothing to share."""
    return f"{100 * part / whole:.0f} %" if whole else "–"


def agreed(agreement: Agreement) -> str:
    return f"{agreement.percent:.0f} %" if agreement.percent is not None else "–"


def kappa(agreement: Agreement) -> str:
    if agreement.kappa is None:
        return "not defined here"
    within = f", 95 % interval {agreement.kappa_95[0]:.2f} to {agreement.kappa_95[1]:.2f}" if agreement.kappa_95 else ""
    return f"{agreement.kappa:.2f}{within}"


def seconds(value: float) -> str:
    return f"{value:.2f} s" if value < 10 else f"{value:,.0f} s"


def place(span: Span | None) -> str | None:
    """Where in the source file."""
    if span is None:
        return None
    page = f"page {span.page}, " if span.page is not None else ""
    return f"{page}characters {span.start:,} to {span.end:,}"


def pages(numbers: tuple[int, ...]) -> str | None:
    """Pages of a turn, as a range."""
    if not numbers:
        return None
    return f"page {numbers[0]}" if numbers[0] == numbers[-1] else f"pages {numbers[0]}–{numbers[-1]}"


def tally(results: Sequence[PartResult]) -> str:
    """Correct of decided; what was not decided is not held against anyone."""
    return share(Counter(r.verdict for r in results))


def share(verdicts: Mapping[str, int]) -> str:
    """The same of counts by verdict."""
    decided = sum(verdicts.get(verdict, 0) for verdict in DECIDED)
    return f"{verdicts.get('correct', 0)}/{decided}" if decided else "–"
