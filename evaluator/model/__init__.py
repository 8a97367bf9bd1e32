"""The records that every other part speaks in. No logic beyond what a record knows of itself."""

from evaluator.model.doubt import LOST_IN_READING, NO_DOUBT, Cause, Confidence, Doubt, worst
from evaluator.model.evidence import Bond, Evidence, Fault, PassedOver
from evaluator.model.outcome import Certainty, Different, Equal, Outcome, Unknown, Witness
from evaluator.model.passage import Formula, Loss, Passage, Piece, Reading
from evaluator.model.problem import Erratum, ExpectedAnswer, PartView
from evaluator.model.run import Agreement, Counts, InputFile, Run
from evaluator.model.source import Source, Span
from evaluator.model.transcript import Comment, Conversation, ReadingProblem, Transcript, Turn
from evaluator.model.verdict import (
    ANSWERED,
    DECIDED,
    OURS,
    AnswerResult,
    Attempt,
    Catch,
    FirstFailure,
    HumanMark,
    PartResult,
    Steps,
    Verdict,
)

__all__ = [
    "ANSWERED",
    "DECIDED",
    "LOST_IN_READING",
    "NO_DOUBT",
    "OURS",
    "Agreement",
    "AnswerResult",
    "Attempt",
    "Bond",
    "Catch",
    "Cause",
    "Certainty",
    "Comment",
    "Confidence",
    "Conversation",
    "Counts",
    "Different",
    "Doubt",
    "Equal",
    "Erratum",
    "Evidence",
    "ExpectedAnswer",
    "Fault",
    "FirstFailure",
    "Formula",
    "HumanMark",
    "InputFile",
    "Loss",
    "Outcome",
    "PartResult",
    "PartView",
    "Passage",
    "PassedOver",
    "Piece",
    "Reading",
    "ReadingProblem",
    "Run",
    "Source",
    "Span",
    "Steps",
    "Transcript",
    "Turn",
    "Unknown",
    "Verdict",
    "Witness",
    "worst",
]
